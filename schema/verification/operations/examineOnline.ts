import { sql } from 'drizzle-orm';
import type { PublicKey } from '../../../certificates/keys.ts';
import { type Examined, isGenuine, type Standing } from '../../../certificates/verify/conclusion.ts';
import type { Overall, Report, Step } from '../../../certificates/verify/report.ts';
import { dateInWords, dayInWords } from '../../../certificates/words.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { handWritten } from '../../../drizzle/prepared.ts';
import { FIRST_SEALED_REVISION } from '../../../drizzle/tables/issuance.ts';
import { REVOCATION_WORDS } from '../../issuance/rules.ts';
import { type Verdict, verdictOf } from '../queries.ts';
import { loggedStep } from './examineLog.ts';

export type IssuedFile = { kind: 'PDF' | 'CREDENTIAL' | 'TOKEN'; revision: number; sha256: string };
type Issued = { certificateId: CertificateId; files: IssuedFile[] };

const issuedFiles = handWritten<Issued>(
  'issued_files_of_number',
  sql`select k.id as "certificateId", (select coalesce(json_agg(json_build_object(
        'kind', d.kind, 'revision', d.revision, 'sha256', d.sha256) order by d.revision), '[]')
      from documents d where d.certificate_id = k.id) as files
    from certificates k where k.number = ${sql.placeholder('number')}`,
);

export type OnlineFacts = {
  report: Report;
  /** Every key of this installation. */
  keys: readonly PublicKey[];
  now: Date;
};

/**
 * Adds to a report what the register says: whether these bytes are the ones issued, how the number stands today, and whether its
 * entries stand in the log. Hashes and verdicts outlive the erasure of a person; no name is looked up.
 */
export const examineOnline = async (
  db: Database,
  vault: Vault,
  { report, keys, now }: OnlineFacts,
): Promise<Examined> => {
  const { number } = report;
  if (number === null) return { ...report, steps: [...inFile(report), NO_NUMBER], standing: null, pending: false };
  const [[issued], verdict] = await Promise.all([issuedFiles(db, { number }), verdictOf(db, vault, { number, now })]);
  if (issued === undefined) {
    const steps = [
      ...inFile(report),
      issuedStep('FAILED', `No certificate with the number ${number} stands in the register.`),
    ];
    return { ...report, steps, standing: 'UNKNOWN', pending: false };
  }
  const same = issued.files.find(({ sha256 }) => sha256 === report.sha256 || sha256 === report.writtenSha256);
  const compared = comparedStep(report, number, issued.files, same);
  const logged = await loggedStep(db, { certificateId: issued.certificateId, files: issued.files, same, keys });
  return {
    ...report,
    overall: overallOf(report.overall, compared, same),
    steps: [
      ...inFile(report),
      compared,
      statusStep(verdict, isGenuine(report) || same !== undefined, now),
      ...(contradicts(report, verdict) ? [CONTRADICTION] : []),
      ...(logged === null ? [] : [logged]),
    ],
    standing: contradicts(report, verdict) ? 'UNKNOWN' : standingOf(verdict),
    pending: verdict.sealing === 'PENDING',
  };
};

/** What the file alone could not tell is told by the register instead. */
const inFile = ({ steps }: Report): Step[] => steps.filter(({ key }) => key !== 'STATUS');

/** What the file certifies and what the register holds under its number have to be the same. */
const contradicts = ({ facts }: Report, { completedOn, hoursHundredths }: Verdict): boolean =>
  facts !== null &&
  (facts.completedOn.slice(0, 10) !== completedOn ||
    (facts.hours !== null && Math.round(Number(facts.hours) * 100) !== hoursHundredths));

const standingOf = ({ status }: Verdict): Standing => (status === 'MALFORMED' ? 'UNKNOWN' : status);

const issuedStep = (verdict: Step['verdict'], sentence: string): Step => ({
  key: 'ISSUED',
  verdict,
  title: 'The file that was issued',
  sentence,
});

const NO_NUMBER = issuedStep(
  'NOT_CHECKED',
  'The file names no certificate number, so there is nothing in the register to compare it with. Type the number printed on the paper into the check page.',
);

const CONTRADICTION = issuedStep(
  'FAILED',
  'The register holds another day or other hours under this number than the file certifies. One of the two was altered: tell whoever runs this installation, and rely on neither.',
);

const WORDS = { PDF: 'PDF', CREDENTIAL: 'credential', TOKEN: 'token' };

const comparedStep = (report: Report, number: string, files: IssuedFile[], same: IssuedFile | undefined): Step => {
  if (same !== undefined) {
    const newest = Math.max(...files.filter(({ kind }) => kind === same.kind).map(({ revision }) => revision));
    const edition =
      same.revision === newest
        ? ''
        : ' It is an earlier edition of it: still genuine, and a newer one exists that proves more by itself. Its holder can download it.';
    return issuedStep(
      'PASSED',
      `${same.sha256 === report.sha256 ? 'Byte for byte' : 'Word for word, stored anew in another layout,'} the ${WORDS[same.kind]} that was issued under the number ${number}.${edition}`,
    );
  }
  if (report.kind === 'PDF' && !files.some(({ kind }) => kind === 'PDF'))
    return issuedStep(
      'NOT_CHECKED',
      `The register holds the number ${number}, but no PDF for it that this file could be compared with.`,
    );
  return issuedStep(
    'FAILED',
    `The register holds the number ${number}, but this is not the file that was issued under it.`,
  );
};

/** Our own keys on a file that the register never made prove a theft or a fault, not a certificate. */
const overallOf = (overall: Overall, { verdict }: Step, same: IssuedFile | undefined): Overall => {
  if (verdict === 'FAILED') return unproven(overall);
  const unsealed = same?.kind === 'PDF' && same.revision < FIRST_SEALED_REVISION;
  return overall === 'NOT_PROVEN' && unsealed ? 'GENUINE_BUT_UNSEALED' : overall;
};

const unproven = (overall: Overall): Overall => (overall === 'GENUINE' ? 'NOT_PROVEN' : overall);

const statusStep = (verdict: Verdict, ofThisFile: boolean, now: Date): Step => {
  const [passed, sentence] = statusWords(verdict);
  const on = `The register says on ${dayInWords(now.toISOString(), 'UTC')}:`;
  return {
    key: 'STATUS',
    verdict: passed ? 'PASSED' : 'FAILED',
    title: 'How the number stands today',
    sentence: `${on} ${sentence}${ofThisFile ? '' : NOT_OF_THIS_FILE}`,
  };
};

const NOT_OF_THIS_FILE = ' That is said of the number, not of this file.';

const statusWords = ({ status, number, revocation, expiresOn, sealing, timeZone }: Verdict): [boolean, string] => {
  const named = `certificate ${number}`;
  switch (status) {
    case 'VALID':
      return [
        true,
        `${named} was issued and has been neither revoked nor replaced.${sealing === 'PENDING' ? SEALING : ''}`,
      ];
    case 'EXPIRED':
      return [false, `${named} was valid until ${dateInWords(expiresOn ?? '')} and has expired.`];
    case 'REVOKED':
      return [
        false,
        `${named} was revoked on ${dayInWords(revocation?.at ?? '', timeZone ?? 'UTC')}. ${REVOCATION_WORDS[revocation?.reason ?? 'ADMINISTRATIVE']}.`,
      ];
    case 'SUPERSEDED':
      return [false, `${named} was replaced by a corrected one. Ask its holder for that.`];
    case 'SPECIMEN':
      return [false, `${named} is a specimen from a demonstration server and not a record of study.`];
    default:
      return [false, `no ${named} stands in it.`];
  }
};

const SEALING = ' Its sealed PDF is still being made; look again in a minute.';
