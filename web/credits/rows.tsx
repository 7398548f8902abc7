import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { sharable } from './rules.ts';
import type { Transcript } from './shapes.ts';

type Props = {
  license: string;
  rows: Transcript['rows']['nodes'];
  /** By their place; null while nothing is chosen. */
  ticked: ReadonlySet<number> | null;
  tick: (ticked: ReadonlySet<number>) => void;
};

/** The completions of a cycle, oldest first. */
export function Rows({ license, rows, ticked, tick }: Props) {
  const say = words.credits;
  if (rows.length === 0) return <p>{say.noRows}</p>;
  const set = (at: number, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(at);
    else next.delete(at);
    tick(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard
    <section class="table" tabIndex={0} aria-label={`${say.rowsCaption}: ${license}`}>
      <table class="stacks">
        <caption>{say.rowsCaption}</caption>
        <thead>
          <tr>
            {ticked === null ? null : <th scope="col">{say.tick}</th>}
            <th scope="col">{say.day}</th>
            <th scope="col">{say.course}</th>
            <th scope="col">{say.counts}</th>
            <th scope="col">{say.standing}</th>
            <th scope="col">{say.certificate}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={`${row.on} ${row.enrollmentId ?? row.title}`}>
              {ticked === null ? null : (
                <td>
                  {sharable(row) ? (
                    <label class="tick">
                      <input
                        type="checkbox"
                        checked={ticked.has(at)}
                        aria-label={say.tickRow(row.title, dayText(row.on))}
                        onChange={({ currentTarget }) => set(at, currentTarget.checked)}
                      />
                    </label>
                  ) : (
                    '–'
                  )}
                </td>
              )}
              <td data-head={say.day}>{dayText(row.on)}</td>
              <td data-head={say.course}>
                <span lang={asWritten()}>{row.title}</span>
                <span class="sub">{row.organization}</span>
                {row.format === '' ? null : (
                  <span class="sub" lang={asWritten()}>
                    {row.format}
                  </span>
                )}
              </td>
              <td data-head={say.counts}>{row.counted ?? (row.status === 'LOGGED' ? row.log?.studyHours : '–')}</td>
              <td data-head={say.standing}>
                <span lang={asWritten()}>{row.words}</span>
                {row.category === '' ? null : (
                  <span class="sub" lang={asWritten()}>
                    {row.category}
                  </span>
                )}
              </td>
              <td data-head={say.certificate}>
                {row.certificateNumber === null ? (
                  '–'
                ) : (
                  <a class="number" href={`/wallet/${row.certificateNumber}`}>
                    {row.certificateNumber}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
