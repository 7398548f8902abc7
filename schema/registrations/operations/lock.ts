import { eq, getColumns, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, RegistrationId } from '../../../drizzle/ids.ts';
import { holds, intensives, registrations } from '../../../drizzle/schema.ts';
import { preparedOn } from '../../../drizzle/statement.ts';
import { NotFoundError } from '../../errors.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';

export type RegistrationRow = typeof registrations.$inferSelect;

const byRegistration = preparedOn((db) =>
  db
    .select(getColumns(intensives))
    .from(intensives)
    .where(
      eq(intensives.id, sql`(select r.intensive_id from registrations r where r.id = ${sql.placeholder('id')}::uuid)`),
    )
    .for('no key update')
    .prepare('lock_intensive_of_registration'),
);

const registrationById = preparedOn((db) =>
  db
    .select(getColumns(registrations))
    .from(registrations)
    .where(eq(registrations.id, sql.placeholder('id')))
    .prepare('registration_by_id'),
);

/** A registration as it stands, and its intensive, locked. Throws NotFound. */
export async function lockRegistration(
  tx: Database,
  id: RegistrationId | null,
): Promise<{ row: RegistrationRow; intensive: IntensiveRow }> {
  const [intensive] = id === null ? [] : await byRegistration(tx).execute({ id });
  // Read after the lock: what it says holds until the transaction ends.
  const [row] = intensive === undefined ? [] : await registrationById(tx).execute({ id });
  if (intensive === undefined || row === undefined) throw new NotFoundError('The registration');
  return { row, intensive };
}

const byHold = preparedOn((db) =>
  db
    .select(getColumns(intensives))
    .from(intensives)
    .where(eq(intensives.id, sql`(select h.intensive_id from holds h where h.id = ${sql.placeholder('id')}::uuid)`))
    .for('no key update')
    .prepare('lock_intensive_of_hold'),
);

/** The intensive of a hold, locked; null when there is no such hold. */
export async function lockOfHold(tx: Database, holdId: HoldId): Promise<IntensiveRow | null> {
  return (await byHold(tx).execute({ id: holdId }))[0] ?? null;
}

const holderOf = preparedOn((db) =>
  db
    .select({ userId: holds.userId })
    .from(holds)
    .where(eq(holds.id, sql.placeholder('id')))
    .prepare('holder_of_hold'),
);

/** Whether a registration is the person's: theirs, or a place that they bought and nobody has claimed. */
export async function isOwn(tx: Database, { userId, holdId }: RegistrationRow, asking: RegistrationRow['userId']) {
  if (userId !== null) return userId === asking;
  if (holdId === null) return false;
  return (await holderOf(tx).execute({ id: holdId }))[0]?.userId === asking;
}
