import { createHash } from 'node:crypto';

/** A certificate as retention sees it. `retentionYears` is its organization's, as it stands now. */
export type CertificateOnRecord = {
  number: string;
  organization: string;
  purpose: 'CREDIT' | 'PERSONAL';
  specimen: boolean;
  issuedAt: Date;
  retentionYears: number;
};

/** A certificate whose record must be kept until an instant. */
export type Hold = { certificateNumber: string; organization: string; years: number; until: Date };

export type ErasureVerdict = { ok: true } | { ok: false; because: 'RETENTION'; dueAt: Date; heldBy: [Hold, ...Hold[]] };

/** The same day and time so many calendar years later, in UTC; 29 February becomes 1 March, so that no rule ends a day early. */
export const yearsAfter = (instant: Date, years: number): Date => {
  const later = new Date(instant);
  later.setUTCFullYear(instant.getUTCFullYear() + years);
  return later;
};

/**
 * Whether a person's record may be erased now, else when the last rule that keeps it ends. A provider keeps its records of credit
 * for years (California 4, New York 6, IACET 7; the organization says how many); a specimen, a course taken for personal growth and
 * an unfinished enrollment are no such record. The person waits whole: nothing is erased piece by piece.
 */
export const mayErase = (certificates: readonly CertificateOnRecord[], now: Date): ErasureVerdict => {
  const [last, ...earlier] = certificates
    .filter(({ purpose, specimen }) => purpose === 'CREDIT' && !specimen)
    .map(({ number, organization, issuedAt, retentionYears }) => ({
      certificateNumber: number,
      organization,
      years: retentionYears,
      until: yearsAfter(issuedAt, retentionYears),
    }))
    .filter(({ until }) => until > now)
    .sort((a, b) => b.until.getTime() - a.until.getTime());
  if (last === undefined) return { ok: true };
  return { ok: false, because: 'RETENTION', dueAt: last.until, heldBy: [last, ...earlier] };
};

/** What a person is told of their request. */
export type Erasure = {
  requestedAt: Date;
  dueAt: Date;
  carriedOutAt: Date | null;
  heldBy: Hold[];
};

/** The request as it stands: never due before the day that was told, and later when further credit was earned since. */
export const standingErasure = (
  request: { requestedAt: Date; dueAt: Date; carriedOutAt: Date | null },
  verdict: ErasureVerdict,
): Erasure => {
  if (request.carriedOutAt !== null || verdict.ok) return { ...request, heldBy: [] };
  const dueAt = new Date(Math.max(verdict.dueAt.getTime(), request.dueAt.getTime()));
  return { ...request, dueAt, heldBy: verdict.heldBy };
};

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

/** The same in words. */
export const erasureNotice = ({ dueAt, carriedOutAt, heldBy }: Erasure): string => {
  if (carriedOutAt !== null)
    return 'You are erased: your name, your address, what you wrote and every way to sign in are gone. Certificates can still be checked by their numbers, and a name typed there still be compared.';
  const [last] = heldBy;
  const reason =
    last === undefined
      ? ''
      : `${last.organization} must keep its record of credit for ${last.years} years after issue${heldBy.length > 1 ? `, and ${heldBy.length} certificates are so kept` : ''}. `;
  return `${reason}You will be erased within a day after ${dayOf(dueAt)}, all at once. Until then nothing changes, you may go on, and you can take the request back.`;
};

/** Under which key a person's exports are counted: only a hash of the id, for the table of counts holds nobody's name or key. */
export const exportsKey = (userId: string): string => createHash('sha256').update(`export ${userId}`).digest('hex');
