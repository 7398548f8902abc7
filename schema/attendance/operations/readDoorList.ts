import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveDayId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { type Guest, guestsOf } from '../queries/door.ts';
import type { Session } from '../queries/sessions.ts';
import { requireDoor } from './requireDoor.ts';

export type DoorList = { session: Session; guests: Guest[]; readAt: Date };

/** The list of a door, read for a member; the reading is recorded. Throws NotFound, Forbidden, NoAttendance. */
export async function readDoorList(
  db: Database,
  act: UserAct,
  { sessionId }: { sessionId: IntensiveDayId | null },
): Promise<DoorList> {
  return db.transaction(async (tx) => {
    const { session, as } = await requireDoor(tx, act, { sessionId, permission: 'RECORD_ATTENDANCE' });
    const { intensiveId, organizationId, ordinal } = session;
    const guests = await guestsOf(tx, { intensiveId, ordinal });
    await recordEvent(tx, act, 'DOOR_LIST_READ', {
      objectId: intensiveId,
      organizationId,
      as,
      details: { day: ordinal },
    });
    return { session, guests, readAt: act.now };
  });
}
