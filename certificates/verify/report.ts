import type { HoursKind } from '../words.ts';
import type { FileKind } from './kind.ts';

export type StepOutcome = 'PASSED' | 'FAILED' | 'NOT_CHECKED' | 'NOT_PRESENT';

/** In the order in which a reader asks. The issuer's register answers the last six. */
export const STEP_KEYS = [
  'KIND',
  'SEAL',
  'TIMESTAMP',
  'CREDENTIAL',
  'TOKEN',
  'NAME',
  'LOG',
  'CERTIFIED',
  'SPECIMEN',
  'EXPIRY',
  'ISSUED',
  'STATUS',
  'LOGGED',
  'CONTINUED',
  'SEALING',
  'REPLAY',
] as const;
export type StepKey = (typeof STEP_KEYS)[number];

/** One check, in words for a reader who has never heard of signatures. */
export type Step = { key: StepKey; outcome: StepOutcome; title: string; sentence: string };

/**
 * GENUINE: as issued, every byte. GENUINE_BUT_UNSEALED: issued by us before files were sealed. ALTERED: part of it is ours and
 * was changed. NOT_OURS: another party made it. NOT_PROVEN: it does not prove who made it. UNREADABLE: we could not examine it.
 */
export type Overall = 'GENUINE' | 'GENUINE_BUT_UNSEALED' | 'ALTERED' | 'NOT_OURS' | 'NOT_PROVEN' | 'UNREADABLE';

/**
 * What is certified, from the credential only. Instants are as written there, in the issuer's local time, so that they begin with
 * its day.
 */
export type CertifiedFacts = {
  number: string;
  course: string;
  /** As a decimal text. */
  hours: string | null;
  /** What the hours are: of study, of instruction attended, or taught. */
  hoursAre: HoursKind;
  /** What an accrediting body grants: the amount as a decimal text, and its unit with the body. */
  credit: { amount: string; unit: string } | null;
  completedOn: string;
  issuedAt: string;
  expiresAt: string | null;
  issuer: string;
  /** Only when the file itself contains the name and what opens its hash. */
  name: string | null;
  specimen: boolean;
  /** What the holder did. */
  certifies: 'COMPLETION' | 'ATTENDANCE' | 'TEACHING';
  /** Where the issuer publishes the status of the number. */
  verifyUrl: string;
  /** The status list that says whether it was withdrawn, and its place there. */
  status: { list: string; position: number };
};

export type Report = {
  kind: FileKind;
  /** Proven by the credential, else claimed by the file; null when neither names one. */
  number: string | null;
  overall: Overall;
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** SHA-256, hex, of a bare credential or token as the issuer wrote it, whatever its layout here; null for any other file. */
  writtenSha256: string | null;
  steps: Step[];
  facts: CertifiedFacts | null;
};

/** The steps with this key. */
export function stepOf({ steps }: Pick<Report, 'steps'>, key: StepKey): Step | null {
  return steps.find((step) => step.key === key) ?? null;
}
