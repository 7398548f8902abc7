import { createHash } from 'node:crypto';
import type { IntensivePolicy } from '../../../drizzle/tables/intensives.ts';

/** The SHA-256 of a policy in hexadecimal, by which a payer says which one they read. */
export function policyHash({ refundTiers, transferUntil, text }: IntensivePolicy): string {
  const before = (one: IntensivePolicy['transferUntil']) => one && [one.unit, one.count];
  const tiers = refundTiers.map(({ until, percent }) => [before(until), percent]);
  return createHash('sha256')
    .update(JSON.stringify([tiers, before(transferUntil), text]))
    .digest('hex');
}
