type Round = {
  purpose: string;
  basis: string;
  contentDoneAt: string | null;
  passedAt: string | null;
  evaluatedAt: string | null;
  attestedAt: string | null;
  claimedAt: string | null;
  withdrawnAt: string | null;
  blockers: readonly { code: string; message: string }[];
};
export type Missing = 'CONTENT' | 'TEST' | 'EVALUATION';
export type Signing =
  /** NOT_ASKED: a round without credit needs no signature. */
  | { state: 'OPEN' | 'CLOSED' | 'SIGNED' | 'NOT_ASKED' }
  /** A signature that no longer counts, and why. */
  | { state: 'AGAIN'; because: string[] }
  | { state: 'NOT_YET'; missing: Missing[] }
  /** Of an instructor: what the API says is missing. */
  | { state: 'NOT_TAUGHT'; because: string[] };

/** Whether the statement can be signed, is signed, or must be signed again. */
export function signingOf(round: Round): Signing {
  const { attestedAt, claimedAt, withdrawnAt, blockers } = round;
  const because = blockers.filter(({ code }) => code.startsWith('ATTESTATION')).map(({ message }) => message);
  if (attestedAt !== null && because.length === 0) return { state: 'SIGNED' };
  if (claimedAt !== null || withdrawnAt !== null) return { state: 'CLOSED' };
  if (round.purpose !== 'CREDIT') return { state: 'NOT_ASKED' };
  if (round.basis === 'INSTRUCTOR') {
    const others = blockers.filter(({ code }) => !code.startsWith('ATTESTATION') && code !== 'NAME_UNCONFIRMED');
    if (others.length > 0) return { state: 'NOT_TAUGHT', because: others.map(({ message }) => message) };
  }
  const missing = round.basis === 'INSTRUCTOR' ? [] : missingIn(round);
  if (missing.length > 0) return { state: 'NOT_YET', missing };
  return attestedAt === null ? { state: 'OPEN' } : { state: 'AGAIN', because };
}

const missingIn = ({ contentDoneAt, passedAt, evaluatedAt }: Round): Missing[] => [
  ...(contentDoneAt === null ? (['CONTENT'] as const) : []),
  ...(passedAt === null ? (['TEST'] as const) : []),
  ...(evaluatedAt === null ? (['EVALUATION'] as const) : []),
];
