import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { organizationOf } from '../../registrations/queries/registrations.ts';
import { type Attendance, loadAttendance } from '../queries/attendance.ts';
import { requireNamed } from './requireDoor.ts';

/** The attendance of a registration, for a member who may record it. Throws NotFound, Forbidden. */
export async function readAttendance(
  db: Database,
  act: UserAct,
  { registrationId }: { registrationId: RegistrationId | null },
): Promise<Attendance> {
  const asked = { permission: 'RECORD_ATTENDANCE', what: 'The registration' } as const;
  const organizationId = await organizationOf(db, registrationId);
  const { as } = await requirePermission(db, act, { ...asked, organizationId });
  const [found] = registrationId === null ? [] : await loadAttendance(db, [registrationId]);
  const session = found?.days[0]?.session;
  if (found == null || session === undefined) throw new NotFoundError('The registration');
  requireNamed(session, act, as);
  return found;
}
