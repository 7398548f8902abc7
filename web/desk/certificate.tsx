import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskCertificateQuery } from '../graphql/generated.ts';
import { certified, shortAmount, statesHours } from '../issuance/rules.ts';
import { Sessions } from '../issuance/sessions.tsx';
import { Status } from '../issuance/status.tsx';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { Correct } from './correct.tsx';
import { Fact, NoRole, WayBack } from './frame.tsx';
import { Revoke } from './revoke.tsx';
import { roleIn } from './rules.ts';
import './desk.css';

type Recorded = NonNullable<NonNullable<DeskCertificateQuery['organization']>['certificate']>;

/** /desk/:org/certificates/:certificate */
export function Page({ data, parameters, refresh }: Shown<DeskCertificateQuery>) {
  const say = words.desk;
  const role = roleIn(data.viewer?.organizations ?? [], parameters.org ?? '');
  const record = data.organization?.certificate;
  const [done, setDone] = useState<'CORRECTED' | 'REVOKED' | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== null) box.current?.focus();
  }, [done]);
  if (role === null || record == null) return <NoRole />;
  const zone = data.organization?.timeZone;
  const list = `/desk/${role.organization.slug}/certificates`;
  const { certificate, printedName } = record;
  const { status, number, successorNumber } = certificate;
  const may = (permission: (typeof role.permissions)[number]) => role.permissions.includes(permission);
  const finish = async (what: 'CORRECTED' | 'REVOKED') => {
    setDone(what);
    await refresh().catch(() => {});
  };
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1 data-title={say.certificate}>
        {say.certificate} <span class="number">{number}</span>
      </h1>
      <Status status={status} />
      <div role="status">
        {done === null ? null : (
          <div class="box" ref={box} tabIndex={-1}>
            <p>{done === 'CORRECTED' ? say.corrected : say.revoked}</p>
            {done === 'CORRECTED' && successorNumber !== null ? (
              <p>
                <a href={`${list}/${successorNumber}`}>{say.toCorrected}</a>
              </p>
            ) : null}
            <p>
              <a href={list}>{say.toList}</a>
            </p>
          </div>
        )}
      </div>
      <Standing record={record} list={list} zone={zone} />
      <Facts record={record} zone={zone} />
      <p class="actions">
        {may('DOWNLOAD_CERTIFICATES') && status !== 'REVOKED' && printedName !== null ? (
          <a class="action quiet" href={`/certificates/${number}.pdf`} download>
            {say.download}
          </a>
        ) : null}
        <a class="action quiet" href={`/verify/${number}`}>
          {say.checkPage}
        </a>
        <a class="action quiet" href={list}>
          {say.toList}
        </a>
      </p>
      {may('REISSUE_CERTIFICATES') && printedName !== null && status !== 'REVOKED' && status !== 'SUPERSEDED' ? (
        <Correct number={number} name={printedName} finish={() => finish('CORRECTED')} />
      ) : null}
      {may('REVOKE_CERTIFICATES') && status !== 'REVOKED' ? (
        <Revoke number={number} zone={zone} replaced={status === 'SUPERSEDED'} finish={() => finish('REVOKED')} />
      ) : null}
    </section>
  );
}

type Zoned = { record: Recorded; zone: string | undefined };

/** Why it does not stand any more, and what it stands beside. */
function Standing({ record, list, zone }: Zoned & { list: string }) {
  const say = words.desk;
  const { revocation, successorNumber } = record.certificate;
  const related = [
    [say.replacedBy, successorNumber],
    [say.replaces, record.predecessorNumber],
  ] as const;
  return (
    <>
      {revocation === null ? null : (
        <p>
          {say.revokedOn(dayText(revocation.at, zone))} {words.issuance.reason[revocation.reason]}
        </p>
      )}
      {related.map(([text, number]) =>
        number === null ? null : (
          <p key={text}>
            {text}{' '}
            <a class="number" href={`${list}/${number}`}>
              {number}
            </a>
          </p>
        ),
      )}
    </>
  );
}

function Facts({ record: { printedName, certificate }, zone }: Zoned) {
  const say = words.desk;
  const { courseTitle, courseVersion, hoursOfStudy, hoursAre, completedOn, issuedAt, expiresOn, credits } = certificate;
  const issuance = words.issuance;
  return (
    <>
      <h2>{say.facts}</h2>
      <dl>
        <Fact term={say.name}>{printedName ?? say.nameErased}</Fact>
        <Fact term={say.course}>
          {courseTitle}. {words.issuance.version(courseVersion)}
        </Fact>
        {statesHours(certificate) ? (
          <Fact term={issuance.hoursTerm[hoursAre]}>{issuance.hours[hoursAre](shortAmount(hoursOfStudy))}</Fact>
        ) : null}
        {credits.map(({ body, amount, unit }) => (
          <Fact key={body} term={say.credit}>
            {words.issuance.creditOf(words.issuance.amountIn(shortAmount(amount), unit), body)}
          </Fact>
        ))}
        <Fact term={issuance.dayDone[certified(certificate)]}>{dayText(completedOn)}</Fact>
        <Sessions sessions={certificate.sessions} hoursAre={hoursAre} />
        <Fact term={say.issued}>{dayText(issuedAt, zone)}</Fact>
        {expiresOn === null ? null : <Fact term={say.validUntil}>{dayText(expiresOn)}</Fact>}
      </dl>
    </>
  );
}
