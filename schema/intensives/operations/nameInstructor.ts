import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensiveInstructors } from '../../../drizzle/schema.ts';
import { userByEmail } from '../../accounts/queries/people.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { roleOf } from '../../organizations/queries.ts';
import { TeachingAwardedError } from '../errors.ts';
import { partsAwardedForTeaching } from '../queries/teachingAwards.ts';
import { intensiveById, lockIntensive } from '../queries.ts';

type Naming = { intensiveId: IntensiveId | null; name: string; email: string | null };

const NO_MEMBER = {
  path: 'email',
  message: 'No owner, organizer or instructor of your organization signs in with this address.',
};
const NO_INSTRUCTOR = { path: 'name', message: 'No instructor of this event has this name.' };

/**
 * Says which member's account an instructor of an event has; without an address, that they have none. At trainings that account
 * keeps the door; at therapy events it sees who comes and reads what people submit, so there only an owner says it. A second call
 * changes nothing. Throws NotFound, Forbidden, InvalidInput, TeachingAwarded while the account has a certificate for teaching here.
 */
export async function nameInstructor(
  db: Database,
  act: UserAct,
  { intensiveId, name, email }: Naming,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const found = intensiveId === null ? null : await intensiveById(tx, intensiveId);
    const asked = {
      permission: found?.kind === 'TRAINING' ? 'MANAGE_INTENSIVES' : 'MANAGE_CARE',
      organizationId: found?.organizationId ?? null,
      what: 'The event',
    } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    const { id } = await lockIntensive(tx, intensiveId);
    const named = and(
      eq(intensiveInstructors.intensiveId, id),
      eq(intensiveInstructors.name, name),
      isNull(intensiveInstructors.removedAt),
    );
    const [instructor] = await tx.select().from(intensiveInstructors).where(named);
    if (instructor === undefined) throw new InvalidInputError([NO_INSTRUCTOR]);
    const userId = email === null ? null : await userByEmail(tx, email);
    const role = userId === null ? null : await roleOf(tx, { userId, organizationId });
    if (email !== null && (role === null || role === 'AUDITOR')) throw new InvalidInputError([NO_MEMBER]);
    if (instructor.userId === userId) return { intensiveId: id };
    if (instructor.userId !== null) await requireUnawarded(tx, instructor);
    await tx.update(intensiveInstructors).set({ userId }).where(eq(intensiveInstructors.id, instructor.id));
    await recordEvent(tx, act, 'INSTRUCTOR_NAMED', { objectId: id, organizationId, as });
    return { intensiveId: id };
  });
}

/** What somebody was credited for teaching is theirs: no other account may claim it again. */
async function requireUnawarded(
  tx: Database,
  { id, intensiveId }: typeof intensiveInstructors.$inferSelect,
): Promise<void> {
  const own = (await partsAwardedForTeaching(tx, intensiveId)).filter(({ instructorIds }) =>
    instructorIds.includes(id),
  );
  if (own.length > 0) throw new TeachingAwardedError([...new Set(own.map(({ title }) => title))]);
}
