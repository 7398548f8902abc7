import type { FileKind } from './kind.ts';

export type StepOutcome = 'PASSED' | 'FAILED' | 'NOT_CHECKED' | 'NOT_PRESENT';

/** In the order in which a reader asks. The last five are asked of the issuer's register. */
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
  'SEALING',
  'REPLAY',
] as const;
export type StepKey = (typeof STEP_KEYS)[number];

/** One thing that was looked at, in words for somebody who has never heard of a signature. */
export type Step = { key: StepKey; outcome: StepOutcome; title: string; sentence: string };

/**
 * GENUINE: as issued, every byte. GENUINE_BUT_UNSEALED: issued by us before files were sealed. ALTERED: something in it is ours,
 * and it was changed. NOT_OURS: somebody else's. NOT_PROVEN: nothing in it proves who made it. UNREADABLE: could not be examined.
 */
export type Overall = 'GENUINE' | 'GENUINE_BUT_UNSEALED' | 'ALTERED' | 'NOT_OURS' | 'NOT_PROVEN' | 'UNREADABLE';

/** What is certified, by the credential and nothing else. Instants as written there, by the clocks of the issuer: they begin with its day. */
export type CertifiedFacts = {
  number: string;
  course: string;
  /** Hours of study, as a decimal text. */
  hours: string | null;
  completedOn: string;
  issuedAt: string;
  expiresAt: string | null;
  issuer: string;
  /** Only when the file itself carries the name and what opens its hash. */
  name: string | null;
  specimen: boolean;
  /** Where the issuer tells the status of the number. */
  verifyUrl: string;
  /** The status list that tells whether it was withdrawn, and its place there. */
  status: { list: string; position: number };
};

export type Report = {
  kind: FileKind;
  /** Proven by the credential, else claimed by the file; null when it names none. */
  number: string | null;
  overall: Overall;
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** SHA-256, hex, of a bare credential or token as the issuer wrote it, whatever its layout here; null for anything else. */
  writtenSha256: string | null;
  steps: Step[];
  facts: CertifiedFacts | null;
};

/** The steps of a key, for readers of a report. */
export const stepOf = ({ steps }: Pick<Report, 'steps'>, key: StepKey): Step | null =>
  steps.find((step) => step.key === key) ?? null;
