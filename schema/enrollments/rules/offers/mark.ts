import type { EnrollmentId } from '../../../../drizzle/ids.ts';
import type { ExtraGrant } from '../attempts.ts';
import { scorePercent } from '../attempts.ts';
import type { Sitting } from './offer.ts';

/** What an offer asks of the post-test; null where it asks nothing of its own. */
export type Mark = { passPercent: number | null; maxAttempts: number | null };

export type MarkStanding = {
  /** When the mark was reached within the attempts of the offer; null while it was not. */
  passedAt: Date | null;
  /** When the sitting was submitted that reached it: a regrade may have come later. */
  satAt: Date | null;
  used: number;
  allowed: number | null;
  bestScorePercent: number | null;
};

/**
 * When a sitting reached the mark: at its submission, or by the first regrade that raised it so far. Never before it passed its
 * own version's test, which may require objectives by themselves.
 */
function reachedAt(sitting: Sitting, passPercent: number): Date | null {
  const scoredAt = scoreReachedAt(sitting, passPercent);
  if (scoredAt === null || sitting.passedAt === null) return null;
  return new Date(Math.max(Number(sitting.passedAt), Number(scoredAt)));
}

function scoreReachedAt(
  { correctCount, questionCount, submittedAt, raises }: Sitting,
  passPercent: number,
): Date | null {
  // Exactly, not by the rounded percentage: 79.9% is no 80%.
  const reaches = (count: number) => count * 100 >= passPercent * questionCount;
  if (reaches(correctCount)) return submittedAt;
  const enough = raises.filter((raise) => reaches(raise.correctCount)).map(({ at }) => Number(at));
  return enough.length === 0 ? null : new Date(Math.min(...enough));
}

const countOf = ({ correctCount, raises }: Sitting): number =>
  Math.max(correctCount, ...raises.map((raise) => raise.correctCount));

/**
 * How an enrollment stands at an offer's own mark, from the stored sittings of the person at the course. Sittings since the mark
 * was last reached in an earlier round count, so that a new round of somebody who never reached it gives no new attempts. A mark
 * that is reached after the offer's attempts were used does not count.
 */
export function markStanding(
  { passPercent, maxAttempts }: Mark,
  {
    sittings,
    grants,
    enrollmentId,
  }: { sittings: readonly Sitting[]; grants: readonly ExtraGrant[]; enrollmentId: EnrollmentId },
): MarkStanding {
  const mark = passPercent ?? 0;
  const ordered = [...sittings].sort((a, b) => a.ordinal - b.ordinal);
  const before = ordered.findLastIndex((one) => one.enrollmentId !== enrollmentId && reachedAt(one, mark) !== null);
  const counted = ordered.slice(before + 1);
  const from = ordered[before]?.submittedAt ?? null;
  const extra = grants
    .filter(({ grantedAt }) => from === null || grantedAt > from)
    .reduce((sum, { count }) => sum + count, 0);
  const allowed = maxAttempts === null ? null : maxAttempts + extra;
  const within = allowed === null ? counted : counted.slice(0, allowed);
  const first = within
    .flatMap((one) => {
      const passedAt = one.enrollmentId === enrollmentId ? reachedAt(one, mark) : null;
      return passedAt === null ? [] : [{ passedAt, satAt: one.submittedAt }];
    })
    .sort((a, b) => a.passedAt.getTime() - b.passedAt.getTime())[0];
  const scores = counted.map((one) => scorePercent(countOf(one), one.questionCount));
  return {
    passedAt: first?.passedAt ?? null,
    satAt: first?.satAt ?? null,
    used: counted.length,
    allowed,
    bestScorePercent: scores.length === 0 ? null : Math.max(...scores),
  };
}
