import { printedFacts } from '../../../certificates/facts/publicFacts.ts';
import { type Examined, isGenuine, type StatusOfFile } from '../../../certificates/verify/conclusion.ts';
import type { Overall, Report, Step } from '../../../certificates/verify/report.ts';
import { dateInWords, dayInWords } from '../../../certificates/words.ts';
import { FIRST_SEALED_REVISION } from '../../../drizzle/tables/issuance.ts';
import { REVOCATION_WORDS } from '../../issuance/rules.ts';
import type { IssuedFile } from '../queries.ts';
import type { Verdict } from './verdict.ts';

type OnRegister = {
  report: Report;
  number: string;
  /** Every file that was issued under the number. */
  files: readonly IssuedFile[];
  verdict: Verdict;
  /** Whether its entries are in the log; null before there was one. */
  logged: Step | null;
  now: Date;
};

/** The issued file that matches this one, byte for byte or in another layout. */
export function sameFile(
  { sha256, writtenSha256 }: Pick<Report, 'sha256' | 'writtenSha256'>,
  files: readonly IssuedFile[],
): IssuedFile | undefined {
  return files.find((file) => file.sha256 === sha256 || file.sha256 === writtenSha256);
}

/** The report on a file that names no number. */
export function withoutNumber(report: Report): Examined {
  return {
    ...report,
    steps: [...inFile(report), NO_NUMBER],
    standing: null,
    pending: false,
  };
}

/** The report on a file whose number is not in the register. */
export function notInRegister(report: Report, number: string): Examined {
  const unknown = issuedStep('FAILED', `The register has no certificate with the number ${number}.`);
  return { ...report, steps: [...inFile(report), unknown], standing: 'UNKNOWN', pending: false };
}

/** Adds what the register says to the report on a file whose number is in it. */
export function withRegister({ report, number, files, verdict, logged, now }: OnRegister): Examined {
  const same = sameFile(report, files);
  const compared = comparedStep(report, number, files, same);
  const contradicted = contradicts(report, verdict);
  return {
    ...report,
    overall: overallOf(report.overall, compared, same),
    steps: [
      ...inFile(report),
      compared,
      statusStep(verdict, isGenuine(report) || same !== undefined, now),
      ...(contradicted ? [CONTRADICTION] : []),
      ...(logged === null ? [] : [logged]),
    ],
    standing: contradicted ? 'UNKNOWN' : statusOfFile(verdict),
    pending: verdict.sealing === 'PENDING',
  };
}

/** The steps that need only the file. The register settles what they leave open. */
const inFile = ({ steps }: Report): Step[] => steps.filter(({ key }) => key !== 'STATUS');

/** What the file certifies must match what the register stores under its number. */
function contradicts({ facts }: Report, { publicFacts }: Verdict): boolean {
  if (facts === null || publicFacts === null) return facts !== null;
  const { completedOn, studyHundredths, credit } = printedFacts(publicFacts);
  const hours = facts.hours === null ? studyHundredths : Math.round(Number(facts.hours) * 100);
  const amount = facts.credit === null ? null : Math.round(Number(facts.credit.amount) * 100);
  const granted = facts.specimen ? null : (credit?.amountHundredths ?? null);
  return facts.completedOn.slice(0, 10) !== completedOn || hours !== studyHundredths || amount !== granted;
}

const statusOfFile = ({ status }: Verdict): StatusOfFile => (status === 'MALFORMED' ? 'UNKNOWN' : status);

const issuedStep = (outcome: Step['outcome'], sentence: string): Step => ({
  key: 'ISSUED',
  outcome,
  title: 'The file that was issued',
  sentence,
});

const NO_NUMBER = issuedStep(
  'NOT_CHECKED',
  'The file names no certificate number, so we cannot look it up in the register. Type the number printed on the paper into the check page.',
);

const CONTRADICTION = issuedStep(
  'FAILED',
  'The register has a different day or different hours or credit for this number than the file certifies. One of the two was altered: tell the operator of this installation, and rely on neither.',
);

const WORDS = { PDF: 'PDF', CREDENTIAL: 'credential', TOKEN: 'token' };

function comparedStep(
  report: Report,
  number: string,
  files: readonly IssuedFile[],
  same: IssuedFile | undefined,
): Step {
  if (same !== undefined) {
    const newest = Math.max(...files.filter(({ kind }) => kind === same.kind).map(({ revision }) => revision));
    const edition =
      same.revision === newest
        ? ''
        : ' It is an earlier edition of it: still genuine, and a newer one exists that proves more by itself. Its holder can download it.';
    return issuedStep(
      'PASSED',
      `${same.sha256 === report.sha256 ? 'Byte for byte' : 'Word for word, saved again in another layout,'} the ${WORDS[same.kind]} that was issued under the number ${number}.${edition}`,
    );
  }
  if (report.kind === 'PDF' && !files.some(({ kind }) => kind === 'PDF'))
    return issuedStep(
      'NOT_CHECKED',
      `The register has the number ${number}, but no PDF for it to compare this file with.`,
    );
  return issuedStep(
    'FAILED',
    `The register has the number ${number}, but this is not the file that was issued under it.`,
  );
}

/** A file with our own keys that the register never made proves a theft or a fault, not a certificate. */
function overallOf(overall: Overall, { outcome }: Step, same: IssuedFile | undefined): Overall {
  if (outcome === 'FAILED') return unproven(overall);
  const unsealed = same?.kind === 'PDF' && same.revision < FIRST_SEALED_REVISION;
  return overall === 'NOT_PROVEN' && unsealed ? 'GENUINE_BUT_UNSEALED' : overall;
}

const unproven = (overall: Overall): Overall => (overall === 'GENUINE' ? 'NOT_PROVEN' : overall);

function statusStep(verdict: Verdict, ofThisFile: boolean, now: Date): Step {
  const [passed, sentence] = statusWords(verdict);
  const on = `The register says on ${dayInWords(now.toISOString(), 'UTC')}:`;
  return {
    key: 'STATUS',
    outcome: passed ? 'PASSED' : 'FAILED',
    title: 'The status of the number today',
    sentence: `${on} ${sentence}${ofThisFile ? '' : NOT_OF_THIS_FILE}`,
  };
}

const NOT_OF_THIS_FILE = ' This applies to the number, not to this file.';

function statusWords({ status, number, revocation, sealing, publicFacts }: Verdict): [boolean, string] {
  const named = `certificate ${number}`;
  switch (status) {
    case 'VALID':
      return [
        true,
        `${named} was issued and has been neither revoked nor replaced.${sealing === 'PENDING' ? SEALING : ''}`,
      ];
    case 'EXPIRED':
      return [false, `${named} was valid until ${dateInWords(publicFacts?.expiresOn ?? '')} and has expired.`];
    case 'REVOKED':
      return [
        false,
        `${named} was revoked ${revocation === null ? '' : revokedWords(revocation, publicFacts?.timeZone ?? 'UTC')}.`,
      ];
    case 'SUPERSEDED':
      return [false, `${named} was replaced by a corrected one. Ask the holder for the new one.`];
    case 'SPECIMEN':
      return [false, `${named} is a specimen from a demonstration server and not a record of study.`];
    default:
      return [false, `it has no ${named}.`];
  }
}

const revokedWords = ({ at, reason }: NonNullable<Verdict['revocation']>, timeZone: string): string =>
  `on ${dayInWords(at.toISOString(), timeZone)}. ${REVOCATION_WORDS[reason]}`;

const SEALING = ' We are still making its sealed PDF; look again in a minute.';
