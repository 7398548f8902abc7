import { licenseText } from '../licenses/rules.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { leftOut, type OfferRow } from './rules.ts';
import type { Licenses } from './shapes.ts';

type Props = {
  rows: readonly OfferRow[];
  licenses: Licenses;
  ticked: ReadonlySet<string>;
  tick: (ticked: ReadonlySet<string>) => void;
  claimed: boolean;
};

/** The offers of credit by license: a box where one can be claimed, the reason where it cannot. */
export function OffersTable({ rows, licenses, ticked, tick, claimed }: Props) {
  const say = words.issuance;
  const set = (key: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(key);
    else next.delete(key);
    tick(next);
  };
  return (
    <>
      <h2>{say.offersTitle}</h2>
      <p>{say.offersIntro}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
      <section class="table" tabIndex={0} aria-label={say.offersCaption}>
        <table class="offers stacks">
          <caption>{say.offersCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.take}</th>
              <th scope="col">{say.license}</th>
              <th scope="col">{say.body}</th>
              <th scope="col">{say.gives}</th>
              <th scope="col">{say.standing}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} licenses={licenses} on={ticked.has(row.key)} set={set} />
            ))}
          </tbody>
        </table>
      </section>
      {leftOut(licenses, rows).map((license) => (
        <p key={license.id} class="note">
          {say.nothingFor(licenseText(license))}
        </p>
      ))}
      <p class="note">
        {claimed ? null : `${say.offersLater} `}
        <a href="/licenses">{say.addLicense}</a>
      </p>
    </>
  );
}

type RowProps = { row: OfferRow; licenses: Licenses; on: boolean; set: (key: string, on: boolean) => void };

function Row({ row, licenses, on, set }: RowProps) {
  const say = words.issuance;
  const license = licenses.find(({ id }) => id === row.licenseId);
  const held = license === undefined ? (row.open ? say.noLicense : say.noLicenseFits) : licenseText(license);
  return (
    <tr>
      <td>
        {row.open ? (
          <label class="tick">
            <input
              type="checkbox"
              checked={on}
              aria-label={say.takeFor(row.body, held)}
              onChange={({ currentTarget }) => set(row.key, currentTarget.checked)}
            />
          </label>
        ) : (
          <span aria-hidden="true">–</span>
        )}
      </td>
      <td data-head={say.license}>{held}</td>
      <td data-head={say.body}>
        {row.body}
        {row.number === null ? null : (
          <span class="sub">
            {say.providerNumber} {row.number}
          </span>
        )}
        {row.statement === null ? null : (
          <details>
            <summary>{say.sentence}</summary>
            <p lang={asWritten()}>{row.statement}</p>
          </details>
        )}
      </td>
      <td data-head={say.gives}>{row.gives}</td>
      <td>
        {row.issued === null ? null : (
          <p>
            {say.issuedAs}{' '}
            <a class="number" href={`/wallet/${row.issued}`}>
              {row.issued}
            </a>
          </p>
        )}
        {[...row.whyNot, ...row.notices].map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </td>
    </tr>
  );
}
