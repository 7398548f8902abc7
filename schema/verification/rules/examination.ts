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
  /** Whether its entries stand in the log; null before there was one. */
  logged: Step | null;
  now: Date;
};

/** The file that was issued and is this one, as it is or in another layout. */
export const sameFile = (
  { sha256, writtenSha256 }: Pick<Report, 'sha256' | 'writtenSha256'>,
  files: readonly IssuedFile[],
): IssuedFile | undefined => files.find((file) => file.sha256 === sha256 || file.sha256 === writtenSha256);

/** The report on a file that names no number. */
export const withoutNumber = (report: Report): Examined => ({
  ...report,
  steps: [...inFile(report), NO_NUMBER],
  standing: null,
  pending: false,
});

/** The report on a file whose number the register does not hold. */
export function notInRegister(report: Report, number: string): Examined {
  const unknown = issuedStep('FAILED', `The register holds no certificate with the number ${number}.`);
  return { ...report, steps: [...inFile(report), unknown], standing: 'UNKNOWN', pending: false };
}

/** Adds what the register says to the report on a file whose number it holds. */
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

/** The steps of the file alone. The register answers what they could not tell. */
const inFile = ({ steps }: Report): Step[] => steps.filter(({ key }) => key !== 'STATUS');

/** What the file certifies and what the register holds under its number have to be the same. */
const contradicts = ({ facts }: Report, { publicFacts }: Verdict): boolean => {
  if (facts === null || publicFacts === null) return facts !== null;
  const { completedOn, studyHundredths } = printedFacts(publicFacts);
  const hours = facts.hours === null ? studyHundredths : Math.round(Number(facts.hours) * 100);
  return facts.completedOn.slice(0, 10) !== completedOn || hours !== studyHundredths;
};

const statusOfFile = ({ status }: Verdict): StatusOfFile => (status === 'MALFORMED' ? 'UNKNOWN' : status);

const issuedStep = (outcome: Step['outcome'], sentence: string): Step => ({
  key: 'ISSUED',
  outcome,
  title: 'The file that was issued',
  sentence,
});

const NO_NUMBER = issuedStep(
  'NOT_CHECKED',
  'The file names no certificate number, so there is nothing in the register to compare it with. Type the number printed on the paper into the check page.',
);

const CONTRADICTION = issuedStep(
  'FAILED',
  'The register holds another day or other hours under this number than the file certifies. One of the two was altered: tell the operator of this installation, and rely on neither.',
);

const WORDS = { PDF: 'PDF', CREDENTIAL: 'credential', TOKEN: 'token' };

const comparedStep = (
  report: Report,
  number: string,
  files: readonly IssuedFile[],
  same: IssuedFile | undefined,
): Step => {
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
      `The register holds the number ${number}, but no PDF for it that this file could be compared with.`,
    );
  return issuedStep(
    'FAILED',
    `The register holds the number ${number}, but this is not the file that was issued under it.`,
  );
};

/** Our own keys on a file that the register never made prove a theft or a fault, not a certificate. */
const overallOf = (overall: Overall, { outcome }: Step, same: IssuedFile | undefined): Overall => {
  if (outcome === 'FAILED') return unproven(overall);
  const unsealed = same?.kind === 'PDF' && same.revision < FIRST_SEALED_REVISION;
  return overall === 'NOT_PROVEN' && unsealed ? 'GENUINE_BUT_UNSEALED' : overall;
};

const unproven = (overall: Overall): Overall => (overall === 'GENUINE' ? 'NOT_PROVEN' : overall);

const statusStep = (verdict: Verdict, ofThisFile: boolean, now: Date): Step => {
  const [passed, sentence] = statusWords(verdict);
  const on = `The register says on ${dayInWords(now.toISOString(), 'UTC')}:`;
  return {
    key: 'STATUS',
    outcome: passed ? 'PASSED' : 'FAILED',
    title: 'The status of the number today',
    sentence: `${on} ${sentence}${ofThisFile ? '' : NOT_OF_THIS_FILE}`,
  };
};

const NOT_OF_THIS_FILE = ' That is said of the number, not of this file.';

const statusWords = ({ status, number, revocation, sealing, publicFacts }: Verdict): [boolean, string] => {
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
      return [false, `${named} was replaced by a corrected one. Ask its holder for that.`];
    case 'SPECIMEN':
      return [false, `${named} is a specimen from a demonstration server and not a record of study.`];
    default:
      return [false, `it holds no ${named}.`];
  }
};

const revokedWords = ({ at, reason }: NonNullable<Verdict['revocation']>, timeZone: string): string =>
  `on ${dayInWords(at.toISOString(), timeZone)}. ${REVOCATION_WORDS[reason]}`;

const SEALING = ' Its sealed PDF is still being made; look again in a minute.';
