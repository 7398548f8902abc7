import { inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { users } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { erasureRequestOf } from '../queries/erasures.ts';
import { decideUnderLock, erasePerson } from './erasePerson.ts';

export type ErasedAgain = {
  erased: UserId[];
  /** People whose record a rule requires again, because the restored organization keeps records longer. */
  kept: UserId[];
};

/** Why an erasure is carried out a second time. It stands in the audit trail. */
const REASON = 'A backup from before the erasure was restored.';

/** Erases people in the caller's transaction whose erasure a restored backup does not know. The same rules hold. */
export async function eraseAgain(tx: Database, act: Act, people: readonly UserId[]): Promise<ErasedAgain> {
  const again: ErasedAgain = { erased: [], kept: [] };
  for (const userId of await thoseThere(tx, people)) {
    if ((await erasureRequestOf(tx, userId))?.carriedOutAt != null) continue;
    const decision = await decideUnderLock(tx, { userId, now: act.now });
    (decision.ok ? again.erased : again.kept).push(userId);
    if (!decision.ok) continue;
    await erasePerson(tx, { userId, now: act.now });
    await recordEvent(tx, act, 'PERSON_ERASED', { objectId: userId, organizationId: null, reason: REASON });
  }
  return again;
}

async function thoseThere(tx: Database, people: readonly UserId[]): Promise<UserId[]> {
  if (people.length === 0) return [];
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, [...people]));
  return found.map(({ id }) => id);
}
