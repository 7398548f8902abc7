import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { organizationsByIds } from '../../organizations/queries.ts';
import { guestsOf } from '../queries/door.ts';
import { type Session, sessionsOf } from '../queries/sessions.ts';
import { type DoorList, readDoorList } from './readDoorList.ts';
import { requireDoor } from './requireDoor.ts';

/** What is printed of a training: everybody whose place stands. `place` says which day it is by its start, of how many. */
export type Printed = DoorList & { organization: string; days: number; place: number };

/** The list of a door for paper, by the ordinal of its day; the reading is recorded. Throws NotFound, Forbidden, NoAttendance. */
export async function readDoorPaper(
  db: Database,
  act: UserAct,
  { intensiveId, ordinal }: { intensiveId: IntensiveId | null; ordinal: number | null },
): Promise<Printed> {
  const days = await daysOf(db, intensiveId);
  const sessionId = days.find((day) => day.ordinal === ordinal)?.id ?? null;
  return printed(db, await readDoorList(db, act, { sessionId }), days);
}

/** Everybody who gets a badge of a training; the reading is recorded. Throws NotFound, Forbidden, NoAttendance. */
export async function readBadges(
  db: Database,
  act: UserAct,
  { intensiveId }: { intensiveId: IntensiveId | null },
): Promise<Printed> {
  const days = await daysOf(db, intensiveId);
  return db.transaction(async (tx) => {
    const asked = { sessionId: days[0]?.id ?? null, permission: 'RECORD_ATTENDANCE' } as const;
    const { session, as } = await requireDoor(tx, act, asked);
    const { organizationId, ordinal, intensiveId: objectId } = session;
    const guests = await guestsOf(tx, { intensiveId: objectId, ordinal });
    await recordEvent(tx, act, 'BADGES_READ', { objectId, organizationId, as });
    return printed(tx, { session, guests, readAt: act.now }, days);
  });
}

const daysOf = async (db: Database, intensiveId: IntensiveId | null): Promise<Session[]> =>
  intensiveId === null ? [] : sessionsOf(db, [intensiveId]);

async function printed(db: Database, list: DoorList, days: readonly Session[]): Promise<Printed> {
  const { id, organizationId } = list.session;
  const [organization] = await organizationsByIds(db, [organizationId]);
  return {
    ...list,
    guests: list.guests.filter(({ state, letsIn }) => state === 'CONFIRMED' && letsIn),
    organization: organization?.legalName ?? '',
    // Ordinals have gaps where a day was dropped.
    ...{ place: days.findIndex((day) => day.id === id) + 1, days: days.length },
  };
}
