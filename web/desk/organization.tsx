import type { DeskQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { NoRole } from './frame.tsx';
import { roleIn } from './rules.ts';
import './desk.css';

/** /desk/:org: what the person may do for it, and the way to where it is done. */
export function Page({ data, parameters }: Shown<DeskQuery>) {
  const say = words.desk;
  const found = roleIn(data.viewer?.organizations ?? [], parameters.org ?? '');
  if (found === null) return <NoRole />;
  const { role, permissions, organization } = found;
  const may = (permission: (typeof permissions)[number]) => permissions.includes(permission);
  const place = `/desk/${organization.slug}`;
  const changes = may('REVOKE_CERTIFICATES') || may('REISSUE_CERTIFICATES');
  return (
    <section class="desk">
      <h1>{organization.legalName}</h1>
      <p>{say.roleIn[role]}</p>
      <ul class="places">
        {may('RECORD_ATTENDANCE') ? (
          <li>
            <h2>
              <a href={`${place}/intensives`}>{say.toEvents}</a>
            </h2>
            <p>{say.toEventsHint}</p>
          </li>
        ) : null}
        {may('MANAGE_INTENSIVES') ? (
          <li>
            <h2>
              <a href={`${place}/consultations`}>{say.toConsultations}</a>
            </h2>
            <p>{say.toConsultationsHint}</p>
          </li>
        ) : null}
        {may('MANAGE_CARE') ? (
          <li>
            <h2>
              <a href={`${place}/care`}>{say.toCare}</a>
            </h2>
            <p>{say.toCareHint}</p>
          </li>
        ) : null}
        {may('READ_RECORDS') ? (
          <li>
            <h2>
              <a href={`${place}/certificates`}>{say.toCertificates}</a>
            </h2>
            <p>{changes ? say.toCertificatesHint : say.toCertificatesRead}</p>
          </li>
        ) : null}
        {may('ANSWER_ACCOMMODATIONS') ? (
          <li>
            <h2>
              <a href={`${place}/accommodations`}>{say.toNeeds}</a>
            </h2>
            <p>{say.toNeedsHint}</p>
          </li>
        ) : null}
        {may('PREVIEW_CERTIFICATES') ? (
          <li>
            <h2>
              <a href={`${place}/look`}>{say.toLook}</a>
            </h2>
            <p>{say.toLookHint}</p>
          </li>
        ) : null}
      </ul>
      <details>
        <summary>{say.yourRole}</summary>
        <ul>
          {permissions.map((permission) => (
            <li key={permission}>{say.may[permission]}</li>
          ))}
        </ul>
        <p class="note">{say.onlyByProgram}</p>
      </details>
    </section>
  );
}
