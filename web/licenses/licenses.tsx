import { useRef, useState } from 'preact/hooks';
import type { LicenseListQuery, LicenseShownFragment } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { AddLicense } from './addLicense.tsx';
import { ChangeLicense } from './changeLicense.tsx';
import { RemoveLicense } from './removeLicense.tsx';
import { licenseText, titleOf } from './rules.ts';
import './licenses.css';

/** /licenses */
export function Page({ data, take, refresh }: Shown<LicenseListQuery>) {
  const say = words.licenses;
  const [open, setOpen] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const licenses = data.viewer?.licenses ?? [];
  const done = (sentence: string) => {
    setOpen(null);
    setTold(sentence);
    heading.current?.focus();
  };
  const removing = licenses.find(({ id }) => open === `remove ${id}`);
  return (
    <section class="narrow licenses">
      <h1 ref={heading} tabIndex={-1}>
        {say.title}
      </h1>
      <p class="lead">{say.intro}</p>
      <p role="status">{told}</p>
      {licenses.length === 0 ? <p>{say.empty}</p> : null}
      <ul class="held">
        {licenses.map((license) => (
          <li key={license.id} class="card">
            <License license={license} />
            {open === license.id ? (
              <ChangeLicense license={license} take={take} done={done} cancel={() => setOpen(null)} />
            ) : (
              <p class="actions">
                <button
                  type="button"
                  class="quiet"
                  aria-label={say.changeOf(licenseText(license))}
                  onClick={() => setOpen(license.id)}
                >
                  {say.change}
                </button>
                <button
                  type="button"
                  class="quiet"
                  aria-label={say.removeOf(licenseText(license))}
                  onClick={() => setOpen(`remove ${license.id}`)}
                >
                  {say.remove}
                </button>
                <a class="action quiet" href="/transcript">
                  {say.transcript}
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
      {open === 'add' ? (
        <AddLicense
          boards={data.boards}
          name={data.viewer?.profile.legalName ?? ''}
          refresh={refresh}
          done={done}
          cancel={() => setOpen(null)}
        />
      ) : (
        <p class="actions">
          <button type="button" onClick={() => setOpen('add')}>
            {say.add}
          </button>
        </p>
      )}
      {removing === undefined ? null : (
        <RemoveLicense license={removing} refresh={refresh} done={done} cancel={() => setOpen(null)} />
      )}
    </section>
  );
}

function License({ license }: { license: LicenseShownFragment }) {
  const say = words.licenses;
  const { board, checkedBy, checkedOn, cycle, expiresOn, jurisdiction, kind, nameOnLicense, number } = license;
  const total = cycle?.required.find(({ category }) => category === null);
  const checked = checkedOn === null ? '' : dayText(checkedOn);
  return (
    <>
      <h2>{titleOf(license)}</h2>
      <p>
        {say.kinds[kind]}, {jurisdiction}
        {number === null ? null : (
          <>
            , <span class="number">{number}</span>
          </>
        )}
        {nameOnLicense === null ? null : `, ${nameOnLicense}`}
      </p>
      <p>
        {board === null ? say.noBoard : <a href={board.website}>{board.name}</a>}
        {board?.kind === 'LOG_ONLY' ? `. ${say.logOnly}` : null}
      </p>
      {expiresOn === null ? null : <p>{say.expires(dayText(expiresOn))}</p>}
      {cycle === null ? null : (
        <p>
          {say.cycleOf(dayText(cycle.startsOn), dayText(cycle.endsOn))}
          {total === undefined ? null : `, ${say.needs(total.hours.replace(/\.?0+$/, ''))}`}
        </p>
      )}
      <p class="note">
        {checkedBy === 'REGISTER' ? say.checkedRegister(checked) : null}
        {checkedBy === 'DOCUMENT' ? say.checkedDocument(checked) : null}
        {checkedBy === 'STATED' ? say.stated : null}
      </p>
    </>
  );
}
