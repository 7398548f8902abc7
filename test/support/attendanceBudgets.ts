import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { type IntensiveDayId, newId, parseId, type RegistrationId } from '../../drizzle/ids.ts';
import {
  attendanceEvents,
  attendanceRows,
  courses,
  creditOffers,
  eventEnrollments,
  intensiveDays,
  intensiveInstructors,
  intensiveSegments,
  registrations,
} from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { importReport } from '../../schema/attendance/operations/importReport.ts';
import { keepReportFile } from '../../schema/attendance/operations/reportFiles.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { member } from './issued.ts';
import { addOffer } from './offers.ts';
import { globalId } from './quizPages.ts';
import { keyOf } from './reporting.ts';
import { addIntensive, addMember, addOrganization, person } from './seatRows.ts';
import { enrolled, newLearner, type World } from './world.ts';

/** A training of today, its day, and somebody with a place. */
const held = async ({ db, courseId }: World) => {
  const organizationId = await addOrganization(db);
  const userId = await addMember(db, organizationId, 'OWNER');
  const [course] = await db.select().from(courses).where(eq(courses.id, courseId));
  const terms = { organizationId, kind: 'TRAINING', courseVersionId: course?.currentVersionId ?? null } as const;
  const intensiveId = await addIntensive(db, { ...terms, neutralName: null, startsAt: CALL_TIME });
  const [day] = await db
    .insert(intensiveDays)
    .values({
      ...{ intensiveId, ordinal: 1, day: CALL_TIME.toISOString().slice(0, 10), timeZone: 'America/New_York' },
      ...{ startsAt: CALL_TIME, endsAt: new Date(CALL_TIME.getTime() + 3_600_000) },
    })
    .returning();
  await db
    .insert(intensiveInstructors)
    .values({ intensiveId, name: 'Robin Example', credentials: 'PhD', disclosure: 'None.', position: 1 });
  const id = newId<RegistrationId>();
  const times = { createdAt: CALL_TIME, confirmedAt: CALL_TIME, adultStatedAt: CALL_TIME };
  await db.insert(registrations).values({ id, intensiveId, userId: await person(db), state: 'CONFIRMED', ...times });
  return {
    ...{ userId, intensiveId: globalId('Intensive', intensiveId), sessionId: globalId('EventSession', day?.id ?? '') },
    registrationId: globalId('Registration', id),
  };
};

const NAME = 'Robin Example';
const hoursAgo = (hours: number): Date => new Date(CALL_TIME.getTime() - hours * 3_600_000);

/** A training of one hour of instruction that is over. */
const over = async ({ db, courseId }: World, of: Parameters<typeof addIntensive>[1] = {}) => {
  const [course] = await db.select().from(courses).where(eq(courses.id, courseId));
  const terms = {
    ...of,
    kind: 'TRAINING',
    courseVersionId: course?.currentVersionId ?? null,
    neutralName: null,
  } as const;
  const [startsAt, endsAt] = [hoursAgo(2), hoursAgo(1)];
  const intensiveId = await addIntensive(db, { ...terms, startsAt });
  const ofIntensive = eq(intensiveSegments.intensiveId, intensiveId);
  const [segment] = await db.update(intensiveSegments).set({ kind: 'INSTRUCTION' }).where(ofIntensive).returning();
  const { day = '', timeZone = '' } = segment ?? {};
  await db.insert(intensiveDays).values({ intensiveId, ordinal: 1, day, timeZone, startsAt, endsAt });
  return { intensiveId, startsAt, partId: globalId('IntensiveSegment', segment?.id ?? '') };
};

/** Somebody who attended it, in an enrollment for it. */
const attended = async (world: World) => {
  const { db } = world;
  const { intensiveId, startsAt } = await over(world);
  const userId = await newLearner(db, NAME);
  const registrationId = newId<RegistrationId>();
  const times = { createdAt: startsAt, confirmedAt: startsAt, adultStatedAt: startsAt };
  await db.insert(registrations).values({ id: registrationId, intensiveId, userId, state: 'CONFIRMED', ...times });
  const enrollmentId = await enrolled(world, userId, { now: hoursAgo(3) });
  await db.insert(eventEnrollments).values({ enrollmentId, registrationId, intensiveId, tiedAt: hoursAgo(3) });
  const signed = { intensiveId, registrationId, dayOrdinal: 1, source: 'DOOR', recordedBy: userId } as const;
  for (const [kind, at] of [['IN', hoursAgo(2)] as const, ['OUT', hoursAgo(1)] as const])
    await db.insert(attendanceEvents).values({ ...signed, kind, key: randomUUID(), occurredAt: at, recordedAt: at });
  return { userId, enrollmentId };
};

const event = { kind: 'IN', occurredAt: CALL_TIME.toISOString() };

/** A report of one row, uploaded. */
const uploaded = async (world: World) => {
  const { userId, sessionId, registrationId } = await held(world);
  const times = `${CALL_TIME.toISOString()},${CALL_TIME.toISOString()}`;
  const bytes = Buffer.from(
    `Registration ID,Email,Join Time,Leave Time\n${registrationId},,${times}\n,x@example.org,${times}\n`,
  );
  const act = userAct(userId, CALL_TIME);
  const asked = { sessionId: parseId<IntensiveDayId>(keyOf(sessionId)), bytes, vault: world.vault };
  const kept = await keepReportFile(world.db, act, asked);
  const fileSha256 = kept.ok ? kept.sha256 : '';
  return { userId, registrationId, input: { sessionId, fileSha256, fileName: 'room.csv', timeZone: 'UTC' } };
};

/** The same, imported; and its last row, which is nobody's. */
const imported = async (world: World) => {
  const { userId, registrationId, input } = await uploaded(world);
  const declared = { encoding: null, dateOrder: null, columns: {}, vault: world.vault };
  const asked = { ...input, ...declared, sessionId: parseId<IntensiveDayId>(keyOf(input.sessionId)) };
  const { reportId } = await importReport(world.db, userAct(userId, CALL_TIME), asked);
  const [row] = await world.db
    .select({ id: attendanceRows.id })
    .from(attendanceRows)
    .where(and(eq(attendanceRows.reportId, reportId), eq(attendanceRows.line, 3)));
  const ids = { reportId: globalId('AttendanceReport', reportId), rowId: globalId('AttendanceRow', row?.id ?? '') };
  return { userId, registrationId, ...ids };
};

/** What it costs to keep the door of a training. */
export const ATTENDANCE_BUDGETS: readonly Budget[] = [
  {
    mutation: 'recordAttendance',
    roundTrips: 8,
    call: async (world) => {
      const { userId, sessionId, registrationId } = await held(world);
      return { userId, input: { sessionId, events: [{ ...event, registrationId, key: randomUUID() }] } };
    },
  },
  {
    mutation: 'correctAttendance',
    roundTrips: 11,
    call: async (world) => {
      const { userId, sessionId, registrationId } = await held(world);
      return { userId, input: { sessionId, registrationId, key: randomUUID(), add: [event], reason: 'Forgotten.' } };
    },
  },
  {
    mutation: 'stateTaught',
    roundTrips: 10,
    call: async (world) => {
      const organizationId = await addOrganization(world.db);
      const userId = await addMember(world.db, organizationId, 'OWNER');
      const { intensiveId, partId } = await over(world, { organizationId });
      const about = { credentials: 'PhD', disclosure: 'None.', position: 1 };
      await world.db.insert(intensiveInstructors).values({ ...about, intensiveId, name: NAME });
      const add = [{ key: randomUUID(), partId, instructor: NAME }];
      return { userId, input: { intensiveId: globalId('Intensive', intensiveId), add } };
    },
  },
  {
    mutation: 'claimAttendance',
    roundTrips: 22,
    call: async (world) => {
      const { userId, enrollmentId } = await attended(world);
      return { userId, input: { enrollmentId: globalId('Enrollment', enrollmentId), printedName: NAME } };
    },
  },
  {
    mutation: 'recordCreditReported',
    roundTrips: 6,
    call: async (world) => {
      const offer = await addOffer(world);
      const [row] = await world.db.select().from(creditOffers).where(eq(creditOffers.id, offer.id));
      const approvalId = globalId('Approval', row?.approvalId ?? '');
      const userId = await member(world, 'OWNER', offer.organizationId);
      return { userId, input: { approvalId, from: '2026-01-01', to: '2026-12-31', reportedOn: '2027-01-05' } };
    },
  },
  {
    mutation: 'importAttendanceReport',
    roundTrips: 12,
    call: uploaded,
  },
  {
    mutation: 'decideReportRow',
    roundTrips: 11,
    call: async (world) => {
      const { userId, registrationId, rowId } = await imported(world);
      return { userId, input: { rowId, registrationId, reason: 'Seen.' } };
    },
  },
  {
    mutation: 'withdrawAttendanceReport',
    roundTrips: 8,
    call: async (world) => {
      const { userId, reportId } = await imported(world);
      return { userId, input: { reportId, reason: 'Another day.' } };
    },
  },
];
