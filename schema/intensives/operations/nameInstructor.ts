import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, IntensiveInstructorId, UserId } from '../../../drizzle/ids.ts';
import { intensiveInstructors } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import { userByEmail } from '../../accounts/queries/people.ts';
import type { UserAct } from '../../act.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { roleOf } from '../../organizations/queries.ts';
import type { IntensiveRow } from '../queries.ts';
import { lockOwn } from './updateIntensive.ts';

type Named = {
  intensiveId: IntensiveId | null;
  instructorId: IntensiveInstructorId | null;
  /** Of the account; null takes the name away. */
  email: string | null;
};

/**
 * Says which member of the organization an instructor of an intensive is. What only instructors who are named may see, opens to that
 * account. Throws NotFound, Forbidden, IntensiveClosed, and InvalidInput for an address that no such member has.
 */
export async function nameInstructor(
  db: Database,
  act: UserAct,
  { intensiveId, instructorId, email }: Named,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockOwn(tx, act, { intensiveId, revision: null });
    if (instructorId === null) throw new NotFoundError('The instructor');
    const userId = email === null ? null : await memberAt(tx, row, email);
    refuseOneself(act, as, userId);
    const here = and(eq(intensiveInstructors.id, instructorId), eq(intensiveInstructors.intensiveId, row.id));
    const named = await tx
      .update(intensiveInstructors)
      .set({ userId })
      .where(and(here, isNull(intensiveInstructors.removedAt)))
      .returning({ id: intensiveInstructors.id });
    if (named.length === 0) throw new NotFoundError('The instructor');
    await recordEvent(tx, act, 'INTENSIVE_INSTRUCTOR_NAMED', {
      ...{ objectId: row.id, organizationId: row.organizationId, as },
      details: { instructorId, userId },
    });
    return { intensiveId: row.id };
  });
}

async function memberAt(tx: Database, { organizationId }: IntensiveRow, email: string): Promise<UserId> {
  const userId = await userByEmail(tx, email);
  const role = userId === null ? null : await roleOf(tx, { userId, organizationId });
  if (userId !== null && role !== null && role !== 'AUDITOR') return userId;
  const message =
    'No owner, organizer or instructor of the organization has this address. Ask the operator to add them.';
  throw new InvalidInputError([{ path: 'email', message }]);
}

/** Who schedules events does not open their people's words to themselves. */
function refuseOneself({ userId }: UserAct, as: AuditActor, named: UserId | null): void {
  if (named === userId && as !== 'owner')
    throw new ForbiddenError('You cannot name yourself. Ask an owner of the organization to name you.');
}
