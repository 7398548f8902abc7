import { type IntensiveId, parseId, type RegistrationId, type UserId } from '../../drizzle/ids.ts';
import { calendarFor } from '../../schema/registrations/operations/calendarFor.ts';
import { startTestApp } from './app.ts';
import { MAIL_FROM, parseCalendar } from './calendars.ts';
import { NOW, openEvents, publishedIntensive, type Saved, trainingDraft } from './intensives.ts';
import { globalId } from './quizPages.ts';
import { addRegistration } from './registrationRows.ts';
import { newLearner } from './world.ts';

export type Registered = {
  intensiveId: IntensiveId;
  revision: number;
  registrationId: RegistrationId;
  userId: UserId;
};
type Answered = { url?: string; registration?: Record<string, unknown>; code?: string };

const part = (day: string, wallTime: string, minutes: number) => ({
  ...{ title: 'Part', kind: 'INSTRUCTION', format: 'LIVE_ONLINE', day, wallTime, minutes },
  ...{ topics: ['Repair'], instructors: ['Robin Example'] },
});
/** The agenda of these days of March 2027: from 09:30 to 16:00 with a long break. */
export const agendaOf = (...dates: number[]) =>
  dates.flatMap((day) => [part(`2027-03-${day}`, '09:30', 90), part(`2027-03-${day}`, '13:00', 180)]);

export const keyOf = (id: string): IntensiveId => {
  const key = parseId<IntensiveId>(Buffer.from(id, 'base64').toString().split(':')[1] ?? '');
  if (key === null) throw new Error(`no key is in ${id}`);
  return key;
};

const RESCHEDULE = `mutation ($input: RescheduleIntensiveInput!) { rescheduleIntensive(input: $input) {
  ... on RescheduleIntensivePayload { intensive { id revision } } ... on Error { message } } }`;

/** The service with its routes, an organization that offers intensives, and people who registered. */
export const openCalendarDesk = async () => {
  const events = await openEvents();
  const time = { now: NOW };
  const { db, pool, issuer } = events.world;
  const app = await startTestApp(pool, { issuer, now: () => time.now });
  let slugs = 0;

  const registered = async (draft: object, state: 'CONFIRMED' | 'HELD' = 'CONFIRMED'): Promise<Registered> => {
    slugs += 1;
    const { id, revision } = await publishedIntensive(events, `event-${slugs}`, draft);
    const userId = await newLearner(db);
    const registrationId = await addRegistration(db, { intensiveId: keyOf(id), userId, at: NOW }, state);
    return { intensiveId: keyOf(id), revision, registrationId, userId };
  };
  const send = async (userId: UserId, name: string, id: string, fields: string): Promise<Answered> => {
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    const query = `mutation ($input: ${capital}Input!) { ${name}(input: $input) {
      ... on ${capital}Payload { ${fields} } ... on Error { code } } }`;
    const { body } = await app.graphql(query, { input: { registrationId: id } }, { 'x-test-user': userId });
    if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
    return body.data?.[name] as Answered;
  };
  const own = ({ userId, registrationId }: Registered, name: string, fields: string) =>
    send(userId, name, globalId('Registration', registrationId), fields);

  return {
    ...{ events, db, app, time, send, registered },
    /** A confirmed registration for the 12th, 13th and 14th. */
    threeDays: () => registered(trainingDraft(null, { segments: agendaOf(12, 13, 14) })),
    reschedule: async (of: Registered, dates: number[], at: Date) => {
      const draft = trainingDraft(null, { segments: agendaOf(...dates) });
      const intensiveId = globalId('Intensive', of.intensiveId);
      const input = { intensiveId, revision: of.revision, draft, answerBy: '2027-03-01T00:00:00Z' };
      const done = (await events.ask(events.owner, RESCHEDULE, { input }, at)).data.rescheduleIntensive as Saved;
      if (done.intensive === undefined) throw new Error(done.message);
      of.revision = done.intensive.revision;
    },
    file: (id: string, userId: UserId | null) =>
      app.ask(`/registrations/${id}/calendar.ics`, userId === null ? {} : { headers: { 'x-test-user': userId } }),
    /** The path of a new feed. */
    makeFeed: async (of: Registered): Promise<string> =>
      new URL((await own(of, 'makeCalendarFeed', 'url')).url ?? '').pathname,
    revoke: (of: Registered) => own(of, 'revokeCalendarFeed', 'registration { calendarFeedMadeAt }'),
    feed: async (path: string) => parseCalendar(await (await app.ask(path)).text()),
    mailed: (registrationId: RegistrationId, method: 'REQUEST' | 'CANCEL') =>
      calendarFor(db, { registrationId, method, to: 'ana@example.org', mailFrom: MAIL_FROM, now: time.now }),
    close: async () => {
      await app.stop();
      await events.world.close();
    },
  };
};
