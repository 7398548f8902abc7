import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveDayId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { ForbiddenError } from '../../errors.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import type { Permission } from '../../organizations/rules/permissions.ts';
import { NoAttendanceError } from '../errors.ts';
import { type Session, sessionById } from '../queries/sessions.ts';

/**
 * A day of a training, for a member who may do this there. An instructor may only where the training names them. Throws NotFound,
 * Forbidden, NoAttendance.
 */
export async function requireDoor(
  db: Database,
  act: UserAct,
  {
    sessionId,
    permission,
    what = 'The session',
  }: { sessionId: IntensiveDayId | null; permission: Permission; what?: string },
): Promise<{ session: Session; as: AuditActor }> {
  const session = sessionId === null ? null : await sessionById(db, sessionId);
  const asked = { permission, organizationId: session?.organizationId ?? null, what };
  const { as } = await requirePermission(db, act, asked);
  if (session === null) throw new Error('a permission was found for no session');
  requireNamed(session, act, as);
  if (session.kind !== 'TRAINING') throw new NoAttendanceError();
  return { session, as };
}

/** An instructor acts only where the event names them. Throws Forbidden. */
export function requireNamed({ instructors }: Session, { userId }: UserAct, as: AuditActor): void {
  if (as === 'instructor' && !instructors.includes(userId))
    throw new ForbiddenError(
      'Only instructors who are named on this event may do this. Ask an owner or organizer to name your account there.',
    );
}
