import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type AttendanceCorrectionId,
  type AttendanceEventId,
  type IntensiveDayId,
  type IntensiveSegmentId,
  newId,
  type RegistrationId,
} from '../../../drizzle/ids.ts';
import { attendanceCorrections, attendanceEvents, attendanceVoids, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { EventVoidedError } from '../errors.ts';
import { isAwarded } from '../queries/awarded.ts';
import type { EventKind } from '../queries/door.ts';
import type { Session } from '../queries/sessions.ts';
import { addedFaults } from '../rules/correcting.ts';
import { requireDoor } from './requireDoor.ts';
import { writeEvents } from './writeEvents.ts';

export type Correction = {
  sessionId: IntensiveDayId | null;
  registrationId: RegistrationId | null;
  /** The client's, so that the same correction counts once. */
  key: string;
  takeAway: readonly (AttendanceEventId | null)[];
  add: readonly { kind: EventKind; at: Date; partId: IntensiveSegmentId | 'UNKNOWN' | null }[];
  reason: string;
};

/** `awarded`: whether a certificate was given before, which the correction does not change. */
export type Corrected = { registrationId: RegistrationId; awarded: boolean };

/**
 * Corrects what one person signed on one day, with a reason. Nothing is lost: what no longer counts stays on record. Throws NotFound,
 * Forbidden, NoAttendance, InvalidInput, EventVoided.
 */
export async function correctAttendance(
  db: Database,
  act: UserAct,
  { sessionId, ...correction }: Correction,
): Promise<Corrected> {
  const { session, as } = await requireDoor(db, act, { sessionId, permission: 'CORRECT_ATTENDANCE' });
  const faults = addedFaults(correction.add, { day: session, now: act.now });
  if (correction.add.length + correction.takeAway.length === 0)
    faults.push({ path: 'add', message: 'say what is to be added or taken away.' });
  if (faults.length > 0) throw new InvalidInputError(faults);
  return db.transaction(async (tx) => {
    const registrationId = await lockGuest(tx, session, correction.registrationId);
    // Under the lock: a claim is before this correction, or has it in what it judges.
    const [awarded, known] = await Promise.all([
      isAwarded(tx, registrationId),
      isKnown(tx, session, { ...correction, registrationId }),
    ]);
    if (known) return { registrationId, awarded };
    const correctionId = newId<AttendanceCorrectionId>();
    await tx.insert(attendanceCorrections).values({
      ...{ id: correctionId, intensiveId: session.intensiveId, registrationId, dayOrdinal: session.ordinal },
      ...{ key: correction.key, reason: correction.reason, correctedBy: act.userId, correctedAt: act.now },
    });
    await takeAway(tx, session, { correctionId, registrationId, ids: correction.takeAway });
    await add(tx, session, act, { correctionId, registrationId, events: correction.add });
    await recordEvent(tx, act, 'ATTENDANCE_CORRECTED', {
      ...{ objectId: registrationId, organizationId: session.organizationId, as, reason: correction.reason },
      details: { day: session.ordinal, added: correction.add.length, takenAway: correction.takeAway.length },
    });
    return { registrationId, awarded };
  });
}

/** Corrections of one person follow each other. */
async function lockGuest(tx: Database, { intensiveId }: Session, id: RegistrationId | null): Promise<RegistrationId> {
  const [row] =
    id === null
      ? []
      : await tx
          .select({ id: registrations.id })
          .from(registrations)
          .where(and(eq(registrations.id, id), eq(registrations.intensiveId, intensiveId)))
          .for('no key update');
  if (row === undefined) throw new NotFoundError('The registration');
  return row.id;
}

type Keyed = Pick<Correction, 'key'> & { registrationId: RegistrationId };

async function isKnown(
  tx: Database,
  { intensiveId, ordinal }: Session,
  { key, registrationId }: Keyed,
): Promise<boolean> {
  const [row] = await tx
    .select()
    .from(attendanceCorrections)
    .where(and(eq(attendanceCorrections.intensiveId, intensiveId), eq(attendanceCorrections.key, key)));
  if (row === undefined) return false;
  if (row.registrationId === registrationId && row.dayOrdinal === ordinal) return true;
  throw new InvalidInputError([{ path: 'key', message: 'is the key of another correction; make a new one.' }]);
}

type Part = { correctionId: AttendanceCorrectionId; registrationId: RegistrationId };

async function takeAway(
  tx: Database,
  { ordinal }: Session,
  { correctionId, registrationId, ids }: Part & { ids: Correction['takeAway'] },
): Promise<void> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (ids.includes(null)) throw new NotFoundError('The sign-in');
  if (wanted.length === 0) return;
  const own = await tx
    .select({ id: attendanceEvents.id, voided: attendanceVoids.id })
    .from(attendanceEvents)
    .leftJoin(attendanceVoids, eq(attendanceVoids.eventId, attendanceEvents.id))
    .where(
      and(
        inArray(attendanceEvents.id, wanted),
        eq(attendanceEvents.registrationId, registrationId),
        eq(attendanceEvents.dayOrdinal, ordinal),
      ),
    );
  if (own.length < wanted.length) throw new NotFoundError('The sign-in');
  if (own.some(({ voided }) => voided !== null)) throw new EventVoidedError();
  await tx.insert(attendanceVoids).values(wanted.map((eventId) => ({ eventId, correctionId })));
}

async function add(
  tx: Database,
  { intensiveId, ordinal }: Session,
  { now, userId }: UserAct,
  { correctionId, registrationId, events }: Part & { events: Correction['add'] },
): Promise<void> {
  if (events.length === 0) return;
  await writeEvents(tx, {
    ...{ intensiveId, ordinal, recordedAt: now, recordedBy: userId, correctionId },
    ids: events.map(() => newId()),
    registrationIds: events.map(() => registrationId),
    segmentIds: events.map(({ partId }) => partId ?? ''),
    keys: events.map(() => newId()),
    kinds: events.map(({ kind }) => kind),
    instants: events.map(({ at }) => at.toISOString()),
    sources: events.map(() => 'CORRECTION'),
  });
}
