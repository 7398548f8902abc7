import { intensives, organizations } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { makeCalendarFeed } from '../../schema/registrations/operations/calendarFeeds.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { globalId } from './quizPages.ts';
import { addRegistration } from './registrationRows.ts';
import { newLearner, type World } from './world.ts';

let events = 0;

/** Somebody with a confirmed registration, whose feed is on. */
const fed = async ({ db }: World) => {
  events += 1;
  const [organization] = await db.select({ id: organizations.id }).from(organizations);
  if (organization === undefined) throw new Error('no organization');
  const [row] = await db
    .insert(intensives)
    .values({
      ...{ organizationId: organization.id, slug: `fed-${events}`, kind: 'CONSULTATION', admission: 'OPEN' },
      ...{ title: 'A talk', neutralName: 'Session', description: 'A talk.', place: 'Online', timeZone: 'UTC' },
      ...{ capacity: 1, currency: 'USD', offerHours: 24, createdAt: CALL_TIME },
      ...{ registrationOpensAt: CALL_TIME, registrationClosesAt: new Date(CALL_TIME.getTime() + 1) },
      policy: { refundTiers: [], transferUntil: null, text: '' },
    })
    .returning({ id: intensives.id });
  if (row === undefined) throw new Error('no intensive was inserted');
  const userId = await newLearner(db);
  const registrationId = await addRegistration(db, { intensiveId: row.id, userId, at: CALL_TIME });
  await makeCalendarFeed(db, userAct(userId, CALL_TIME), { registrationId });
  return { userId, input: { registrationId: globalId('Registration', registrationId) } };
};

/** What the mutations of calendars may cost. */
export const CALENDAR_BUDGETS: readonly Budget[] = [
  { mutation: 'makeCalendarFeed', how: 'anew', roundTrips: 7, call: fed },
  { mutation: 'revokeCalendarFeed', roundTrips: 6, call: fed },
];
