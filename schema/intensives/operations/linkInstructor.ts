import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensiveInstructors } from '../../../drizzle/schema.ts';
import { userByEmail } from '../../accounts/queries/people.ts';
import type { UserAct } from '../../act.ts';
import { type FieldFault, InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { roleOf } from '../../organizations/queries.ts';
import { lockOwn } from './updateIntensive.ts';

type Link = {
  intensiveId: IntensiveId | null;
  /** The instructor's name on the page of the event. */
  name: string;
  /** The address with which they sign in; null takes the account away. */
  email: string | null;
};

/**
 * Says which account is that of an instructor, who then keeps the door of the event and sees more of a therapy event. The account must
 * belong to a member of the organization. Throws NotFound, Forbidden, IntensiveClosed, InvalidInput.
 */
export async function linkInstructor(
  db: Database,
  act: UserAct,
  { intensiveId, name, email }: Link,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockOwn(tx, act, { intensiveId, revision: null });
    const named = and(
      eq(intensiveInstructors.intensiveId, row.id),
      eq(intensiveInstructors.name, name),
      isNull(intensiveInstructors.removedAt),
    );
    const [instructor] = await tx.select().from(intensiveInstructors).where(named);
    if (instructor === undefined) refuse({ path: 'name', message: 'is no instructor of this event.' });
    const userId = email === null ? null : await userByEmail(tx, email);
    const role = userId === null ? null : await roleOf(tx, { userId, organizationId: row.organizationId });
    if (email !== null && role === null)
      refuse({
        path: 'email',
        message: 'is the address of no member of the organization. Make the person an instructor of it first.',
      });
    if (instructor.userId === userId) return { intensiveId: row.id };
    await tx.update(intensiveInstructors).set({ userId }).where(eq(intensiveInstructors.id, instructor.id));
    await recordEvent(tx, act, 'INSTRUCTOR_LINKED', {
      ...{ objectId: row.id, organizationId: row.organizationId, as },
      details: { instructorId: instructor.id, linked: userId !== null },
    });
    return { intensiveId: row.id };
  });
}

function refuse(fault: FieldFault): never {
  throw new InvalidInputError([fault]);
}
