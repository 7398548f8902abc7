import { words } from '../words/words.ts';
import { percentOf } from './rules.ts';
import type { Transcript } from './shapes.ts';

/** Earned and needed in a cycle, in all and by category, as a table. The bar repeats the first line. */
export function Totals({ license, transcript }: { license: string; transcript: Transcript }) {
  const say = words.credits;
  const { total, required, missing, requiredBy, unit, categories, categoryNote, selfStudy, askYourBoard } = transcript;
  const percent = percentOf(total, required);
  return (
    <>
      {percent === null ? null : (
        <progress max="100" value={percent} aria-label={`${say.earnedOf(total, required ?? '')}: ${license}`}>
          {percent}
        </progress>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
      <section class="table" tabIndex={0} aria-label={`${say.totalsCaption}: ${license}`}>
        <table>
          <caption>
            {say.totalsCaption}
            {unit === null ? null : `, ${unit}`}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say.category}</th>
              <th scope="col">{say.earned}</th>
              <th scope="col">{say.required}</th>
              <th scope="col">{say.missing}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{say.total}</th>
              <td>{total}</td>
              <td>{required ?? say.unknown}</td>
              <td>{missing ?? ''}</td>
            </tr>
            {categories.map((one) => (
              <tr key={one.key ?? ''}>
                <th scope="row">
                  {one.name}
                  {one.kind === 'OVERLIES' ? <span class="sub">{say.overlies}</span> : null}
                </th>
                <td>{one.earned}</td>
                <td>{one.required ?? say.unknown}</td>
                <td>{one.missing ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">
        {requiredBy === 'HOLDER' ? say.byHolder : null}
        {requiredBy === 'BOARD' ? say.byBoard : null}
      </p>
      {askYourBoard > 0 ? <p>{say.askBoard(askYourBoard)}</p> : null}
      {categoryNote === null ? null : <p>{categoryNote}</p>}
      {selfStudy?.cap ? <p>{say.selfStudy(selfStudy.earned, selfStudy.counted, selfStudy.cap)}</p> : null}
    </>
  );
}
