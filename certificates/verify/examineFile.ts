import { createHash } from 'node:crypto';
import type { PublicKey } from '../keys.ts';
import { checkSeal } from '../seal/checkSeal.ts';
import { NOT_ISSUED } from '../words.ts';
import { claimedNumber, readAttachments } from './attachments.ts';
import { certifiedSteps, sayFacts } from './certified.ts';
import { credentialSteps, type Enclosed } from './credentialSteps.ts';
import { type FileKind, kindOf, LONGEST_TEXT } from './kind.ts';
import { logStep } from './logStep.ts';
import type { CertifiedFacts, Overall, Report, Step } from './report.ts';
import { type SealStanding, sealStanding, sealSteps } from './sealSteps.ts';

export type ExamineOptions = {
  /** Every key that the issuer ever had, for every use. */
  keys: readonly PublicKey[];
  /** The issuer, as did:web; null accepts the issuer that the keys belong to. */
  did: string | null;
  now: Date;
};

/**
 * What a file proves by itself, step by step, without a network: for a PDF its seal and its attachments, for a credential or a
 * token its own signature. Any bytes get a report, in time and memory that grow only with their length.
 */
export async function examineFile(bytes: Buffer, options: ExamineOptions): Promise<Report> {
  const known = kindOf(bytes);
  const sha256 = sha256Of(bytes);
  switch (known.kind) {
    case 'PDF':
      return { sha256, ...(await examinePdf(bytes, options)) };
    case 'CREDENTIAL':
      return { sha256, ...(await examineBare(known.kind, { 'credential.json': bytes }, options)) };
    case 'TOKEN':
      return {
        sha256,
        ...(await examineBare(known.kind, { 'credential.jwt': Buffer.from(known.text) }, options)),
        writtenSha256: sha256Of(known.text),
      };
    case 'LOG_PROOF':
      return { sha256, ...withoutAnswer(known.kind, 'NOT_PROVEN', kindStep('NOT_CHECKED', LONE_PROOF)) };
    default:
      return { sha256, ...unknownFile(bytes, options) };
  }
}

const sha256Of = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** Bytes of an unknown kind. If they still name one of the keys, they were once a credential. */
function unknownFile(bytes: Buffer, { keys }: ExamineOptions): Examination {
  if (bytes.length === 0) return withoutAnswer('UNKNOWN', 'UNREADABLE', kindStep('FAILED', EMPTY));
  return bytes.length <= LONGEST_TEXT && keys.some(({ id }) => bytes.includes(id))
    ? withoutAnswer('UNKNOWN', 'ALTERED', kindStep('FAILED', DAMAGED))
    : withoutAnswer('UNKNOWN', 'UNREADABLE', kindStep('FAILED', UNKNOWN));
}

/** The report on a file whose examination was stopped. */
export function unexamined(sha256: string): Report {
  return {
    sha256,
    ...withoutAnswer('UNKNOWN', 'UNREADABLE', kindStep('FAILED', UNSAFE)),
  };
}

type Examination = Omit<Report, 'sha256'>;

async function examinePdf(pdf: Buffer, options: ExamineOptions): Promise<Examination> {
  const check = await checkSeal(pdf, options.keys);
  const enclosed = Object.fromEntries(readAttachments(pdf).map(({ name, bytes }) => [name, bytes]));
  const { steps, facts, foreign, laterKey } = await examineEnclosed(enclosed, options);
  const claimed = claimedNumber(pdf);
  const seal = sealStanding(check, claimed !== null);
  const sealed = sealSteps(check);
  return {
    writtenSha256: null,
    kind: 'PDF',
    number: facts?.number ?? claimed,
    overall: overallOf(seal, [...sealed, ...steps], facts, { foreign, laterKey }),
    steps: [
      pdf.includes(PREVIEW) ? kindStep('FAILED', IS_PREVIEW) : kindStep('PASSED', 'A PDF document.'),
      ...sealed,
      ...(seal === 'WHOLE' ? steps : steps.map((step) => besideBrokenSeal(step, facts))),
      ...statusSteps(facts),
    ],
    facts,
  };
}

const BARE = { CREDENTIAL: 'An Open Badges credential as JSON.', TOKEN: 'A credential as a JSON Web Token.' };

async function examineBare(kind: keyof typeof BARE, enclosed: Enclosed, options: ExamineOptions): Promise<Examination> {
  const { steps, facts, written, ...signed } = await examineEnclosed(enclosed, options);
  return {
    writtenSha256: written === null ? null : sha256Of(written),
    kind,
    number: facts?.number ?? null,
    overall: overallOf('WHOLE', steps, facts, signed),
    steps: [kindStep('PASSED', BARE[kind]), ...steps, ...statusSteps(facts)],
    facts,
  };
}

type EnclosedFindings = {
  steps: Step[];
  facts: CertifiedFacts | null;
  foreign: boolean;
  written: string | null;
  laterKey: boolean;
};

async function examineEnclosed(enclosed: Enclosed, { keys, did, now }: ExamineOptions): Promise<EnclosedFindings> {
  const { steps, credential, name, ...rest } = await credentialSteps(enclosed, { keys, did });
  const log = logStep({ proof: enclosed['log-proof.txt'], credential: enclosed['credential.json'], keys });
  const certified = credential === null ? { steps: [], facts: null } : certifiedSteps(credential, name, now);
  return { steps: [...steps, log, ...certified.steps], facts: certified.facts, ...rest };
}

/** A credential's own claims, true or not, are not a fault of the file. */
const SAID = new Set(['SPECIMEN', 'EXPIRY']);

type Signed = Pick<EnclosedFindings, 'foreign' | 'laterKey'>;

function overallOf(
  seal: SealStanding,
  steps: Step[],
  facts: CertifiedFacts | null,
  { foreign, laterKey }: Signed,
): Overall {
  const ours = facts !== null;
  if (seal === 'FOREIGN') return ours ? 'ALTERED' : laterKey ? 'NOT_PROVEN' : 'NOT_OURS';
  if (seal === 'BROKEN') return 'ALTERED';
  if (seal === 'NONE') return ours ? 'ALTERED' : 'NOT_PROVEN';
  const failed = steps.some(({ key, outcome }) => outcome === 'FAILED' && !SAID.has(key));
  if (failed && laterKey) return 'NOT_PROVEN';
  if (failed) return foreign ? 'NOT_OURS' : 'ALTERED';
  return ours ? 'GENUINE' : 'NOT_PROVEN';
}

/** A credential may be intact although the pages around it were changed. The step then says both. */
function besideBrokenSeal(step: Step, facts: CertifiedFacts | null): Step {
  if (facts === null || step.key !== 'CERTIFIED') return step;
  return {
    ...step,
    sentence: `The credential inside is intact, but the pages around it have no valid seal. It says: ${sayFacts(facts)} Trust that, not what the pages show.`,
  };
}

const kindStep = (outcome: Step['outcome'], sentence: string): Step => ({
  key: 'KIND',
  outcome,
  title: 'What kind of file it is',
  sentence,
});

const withoutAnswer = (kind: FileKind, overall: Overall, step: Step): Examination => ({
  writtenSha256: null,
  kind,
  number: null,
  overall,
  steps: [step],
  facts: null,
});

const EMPTY = 'The file is empty.';
const UNKNOWN =
  'It is not a PDF, a credential or a token, or it is too damaged to recognize. A scan, a photograph or a printed page cannot be checked.';
const DAMAGED =
  'It names a key of this issuer, but it is no longer a file that we could have issued: it was damaged or altered.';
/** How a preview describes itself, in clear text. */
const PREVIEW = `(Preview, ${NOT_ISSUED})`;
const IS_PREVIEW =
  'THIS IS A PREVIEW. It shows how certificates of an organization look; no certificate was issued, whatever its pages show.';
const LONE_PROOF =
  'A proof of the log, which is useful only together with its credential. Check the PDF or the credential instead.';
const UNSAFE = 'This file could not be examined safely: it asks for more time or memory than any certificate of ours.';

/** A file cannot say what happened after it was made. */
const statusSteps = (facts: CertifiedFacts | null): Step[] =>
  facts === null
    ? []
    : [
        {
          key: 'STATUS',
          outcome: 'NOT_CHECKED',
          title: 'The status of the number today',
          sentence: `Whether it was revoked or replaced after it was issued needs the network: ask ${facts.verifyUrl}.`,
        },
      ];
