import { createHash } from 'node:crypto';
import { and, count, eq, lt } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { approvalLetters } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { letterType } from '../rules/letter.ts';
import { lockOrganization } from './addApproval.ts';

/** An organization may have so many letters waiting. */
const MOST_LETTERS = 20;
const KEPT_MILLIS = 24 * 3_600_000;

export type KeptLetter =
  | { ok: true; sha256: string; type: string; bytes: number }
  | { ok: false; because: 'NOT_A_LETTER' | 'TOO_MANY' };

/**
 * Keeps a letter of an accreditor for a day, until recordApproval names its hash. The same letter again is kept once, for a day
 * from now. Throws NotFound, Forbidden.
 */
export async function keepLetter(
  db: Database,
  act: UserAct,
  { organizationId, bytes }: { organizationId: OrganizationId; bytes: Buffer },
): Promise<KeptLetter> {
  const type = letterType(bytes);
  if (type === null) return { ok: false, because: 'NOT_A_LETTER' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return db.transaction(async (tx) => {
    await requirePermission(tx, act, { permission: 'RECORD_APPROVALS', organizationId, what: 'The organization' });
    await lockOrganization(tx, organizationId);
    await sweepLetters(tx, act.now);
    const own = eq(approvalLetters.organizationId, organizationId);
    await tx.delete(approvalLetters).where(and(own, eq(approvalLetters.sha256, sha256)));
    const [waiting] = await tx.select({ letters: count() }).from(approvalLetters).where(own);
    if ((waiting?.letters ?? 0) >= MOST_LETTERS) return { ok: false, because: 'TOO_MANY' };
    await tx.insert(approvalLetters).values({ organizationId, sha256, bytes, uploadedAt: act.now });
    return { ok: true, sha256, type, bytes: bytes.length };
  });
}

/** Deletes letters that no approval named within a day. */
export async function sweepLetters(db: Database, now: Date): Promise<void> {
  await db.delete(approvalLetters).where(lt(approvalLetters.uploadedAt, new Date(now.getTime() - KEPT_MILLIS)));
}
