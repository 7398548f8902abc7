import type { WalletCertificateQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { Card } from './card.tsx';
import { CertificateFile } from './certificateFile.tsx';
import { certified, shortAmount, statesHours } from './rules.ts';
import { Sessions } from './sessions.tsx';
import type { Held } from './shapes.ts';
import { ShowToOthers } from './showToOthers.tsx';
import { Status } from './status.tsx';
import './wallet.css';
import { WrongName } from './wrongName.tsx';

type Take = Shown<WalletCertificateQuery>['take'];

/** /wallet/:number */
export function Page({ data, take }: Shown<WalletCertificateQuery>) {
  const certificate = data.viewer?.certificate ?? null;
  if (certificate === null) return <NotYours />;
  return <One certificate={certificate} take={take} />;
}

function NotYours() {
  const say = words.issuance;
  return (
    <section class="narrow">
      <h1>{words.shell.missingTitle}</h1>
      <p>{say.notYours}</p>
      <p class="actions">
        <a class="action" href="/wallet">
          {say.toWallet}
        </a>
        <a class="action quiet" href="/verify">
          {say.checkAny}
        </a>
      </p>
    </section>
  );
}

function One({ certificate, take }: { certificate: Held; take: Take }) {
  const say = words.issuance;
  const { status, revocation, successor, predecessor, printed } = certificate;
  return (
    <section class="one-certificate">
      <h1>{say.certificateTitle}</h1>
      <p>
        <Status status={status} />
      </p>
      <p>{say.statusSentence[status]}</p>
      {revocation === null ? null : (
        <div class="box">
          <p>
            <strong>{say.revokedOn({ day: dayText(revocation.at, printed.issuerTimeZone) })}.</strong>{' '}
            {say.reason[revocation.reason]}
          </p>
          <p>
            {say.askIssuer} <a href={`mailto:${printed.organizationEmail}`}>{printed.organizationEmail}</a>
          </p>
        </div>
      )}
      {successor === null ? null : (
        <p class="actions">
          <a class="action" href={`/wallet/${successor.number}`}>
            {say.goSuccessor}
          </a>
        </p>
      )}
      {predecessor === null ? null : (
        <p class="note">
          {say.replaces}{' '}
          <a class="number" href={`/wallet/${predecessor.number}`}>
            {predecessor.number}
          </a>
        </p>
      )}
      <CertificateFile certificate={certificate} take={take} />
      <Card
        facts={certificate}
        colors={certificate.colors}
        name={certificate.printedName}
        specimen={certificate.specimen}
        credits={certificate.credits}
      />
      <FactList certificate={certificate} />
      <ShowToOthers certificate={certificate} take={take} />
      <WrongName certificate={certificate} take={take} />
      <p class="actions">
        <a class="action quiet" href="/wallet">
          {say.toWallet}
        </a>
      </p>
    </section>
  );
}

function FactList({ certificate }: { certificate: Held }) {
  const say = words.issuance;
  const { credits, printed } = certificate;
  const { hoursAre } = certificate;
  const facts: [string, string | null][] = [
    [say.name, certificate.printedName ?? say.nameErased],
    [say.course, `${certificate.courseTitle}. ${say.version(certificate.courseVersion)}`],
    [
      say.hoursTerm[hoursAre],
      statesHours(certificate) ? say.hours[hoursAre](shortAmount(certificate.hoursOfStudy)) : null,
    ],
    ...credits.flatMap(({ body, amount, unit, providerNumber, countsOn }): [string, string | null][] => [
      [say.credit, say.creditOf(say.amountIn(shortAmount(amount), unit), body)],
      [say.numberOfIssuer, providerNumber],
      [say.countsOn, dayText(countsOn)],
    ]),
    [say.dayDone[certified(certificate)], dayText(certificate.completedOn)],
    [say.dayIssued, dayText(certificate.issuedAt, printed.issuerTimeZone)],
    [say.dayValid, certificate.expiresOn && dayText(certificate.expiresOn)],
    [say.passMark, printed.passPercent === null ? null : say.percent(printed.passPercent)],
    [say.issuer, certificate.organization],
  ];
  return (
    <>
      <h2>{say.facts}</h2>
      <dl>
        <div>
          <dt>{say.number}</dt>
          <dd class="number">{certificate.number}</dd>
        </div>
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        <Sessions sessions={certificate.sessions} hoursAre={hoursAre} />
      </dl>
    </>
  );
}
