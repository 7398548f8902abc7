import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { newId, type RegistrationId } from '../../drizzle/ids.ts';
import { courses, intensiveDays, intensiveInstructors, registrations } from '../../drizzle/schema.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { globalId } from './quizPages.ts';
import { addIntensive, addMember, addOrganization, person } from './seatRows.ts';
import { emailOf, type World } from './world.ts';

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

const event = { kind: 'IN', occurredAt: CALL_TIME.toISOString() };

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
    roundTrips: 10,
    call: async (world) => {
      const { userId, sessionId, registrationId } = await held(world);
      return { userId, input: { sessionId, registrationId, key: randomUUID(), add: [event], reason: 'Forgotten.' } };
    },
  },
  {
    mutation: 'linkInstructor',
    roundTrips: 10,
    call: async (world) => {
      const { userId, intensiveId } = await held(world);
      return { userId, input: { intensiveId, name: 'Robin Example', email: await emailOf(world.db, userId) } };
    },
  },
];
