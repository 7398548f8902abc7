import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import * as tables from '../../../drizzle/schema.ts';
import { userAct } from '../../../schema/act.ts';
import { erasePerson } from '../../../schema/privacy/operations/erasePerson.ts';
import { makeCalendarFeed } from '../../../schema/registrations/operations/calendarFeeds.ts';
import { openCalendarDesk, type Registered } from '../../support/calendarDesk.ts';
import { parseCalendar } from '../../support/calendars.ts';
import { trainingDraft } from '../../support/intensives.ts';
import { globalId } from '../../support/quizPages.ts';
import { moveRegistration } from '../../support/registrationRows.ts';
import { newLearner } from '../../support/world.ts';

let desk: Awaited<ReturnType<typeof openCalendarDesk>>;
beforeAll(async () => {
  desk = await openCalendarDesk();
});
afterAll(() => desk.close());

/** A refusal without the id of its request, which each has its own of. */
const refusalIn = async (answer: Response) =>
  (await answer.text()).replace(/"requestId":"[0-9a-f-]{36}"/, '"requestId":"its own"');

const HEADERS = {
  'content-type': 'text/calendar; charset=utf-8',
  'content-disposition': 'attachment; filename="calendar.ics"',
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': 'no-referrer',
};

test('the file of a confirmed registration is its person’s alone, under a name that tells nothing', async () => {
  const own = await desk.threeDays();
  const answer = await desk.file(own.registrationId, own.userId);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject(HEADERS);
  const { method, events } = parseCalendar(await answer.text());
  expect(method).toBe('PUBLISH');
  expect(events.map((event) => [event.time('dtstart').wall, event.time('dtend').wall])).toEqual(
    [12, 13, 14].map((day) => [`2027-03-${day}T09:30:00`, `2027-03-${day}T16:00:00`]),
  );
  expect(events[0]?.text('url')).toBe('https://rooms.example.org/secret-room');
  expect(events[0]?.text('organizer')).toBe('mailto:no-reply@example.org');
  const stranger = await newLearner(desk.db);
  const refused = [await desk.file(own.registrationId, stranger), await desk.file(own.registrationId, null)];
  for (const id of [globalId('Registration', own.registrationId), own.intensiveId, 'x', '%00'])
    refused.push(await desk.file(id, own.userId));
  const bodies = await Promise.all(refused.map(async (one) => [one.status, await refusalIn(one)]));
  expect(bodies).toEqual(bodies.map(() => [404, bodies[0]?.[1]]));
});

test('a registration tells the address of its file once it is confirmed, and whether its feed is on', async () => {
  const [own, waiting] = [await desk.threeDays(), await desk.registered(trainingDraft(null), 'HELD')];
  const read = async ({ registrationId, userId }: Registered) => {
    const query = `query ($id: ID!) {
      node(id: $id) { ... on Registration { state calendarFile calendarFeedMadeAt } } }`;
    const id = globalId('Registration', registrationId);
    return (await desk.app.graphql(query, { id }, { 'x-test-user': userId })).body.data?.node;
  };
  expect(await read(own)).toEqual({
    state: 'CONFIRMED',
    calendarFile: `https://attune.example.org/registrations/${own.registrationId}/calendar.ics`,
    calendarFeedMadeAt: null,
  });
  await desk.makeFeed(own);
  expect(await read(own)).toMatchObject({ calendarFeedMadeAt: desk.time.now.toISOString() });
  expect(await read(waiting)).toMatchObject({ state: 'HELD', calendarFile: null });
  expect(await read({ ...own, userId: waiting.userId })).toBeNull();
  expect((await desk.file(waiting.registrationId, waiting.userId)).status).toBe(409);
});

test('a feed is read by whoever has its address, which nothing stores or logs', async () => {
  const own = await desk.threeDays();
  const path = await desk.makeFeed(own);
  expect(path).toMatch(/^\/calendar\/[\w-]{22}\.ics$/);
  const answer = await desk.app.ask(path);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject(HEADERS);
  expect(answer.headers.get('etag')).toBeNull();
  const fed = parseCalendar(await answer.text());
  expect(fed.method).toBe('PUBLISH');
  expect(fed.events.map((event) => event.text('uid'))).toEqual([1, 2, 3].map((day) => `${own.registrationId}-${day}`));
  const secret = path.slice('/calendar/'.length, -'.ics'.length);
  for (const { secretHash } of await desk.db.select().from(tables.calendarFeeds))
    for (const encoding of ['latin1', 'base64url'] as const)
      expect(secretHash.toString(encoding)).not.toContain(secret);
  expect(desk.app.logLines.join('')).not.toContain(secret);
  expect(desk.app.logLines.join('')).toContain('/calendar/:secret.ics');
});

test('unknown, replaced, revoked and erased feeds, and those of closed accounts, are one answer', async () => {
  const [own, erased, disabled] = [await desk.threeDays(), await desk.threeDays(), await desk.threeDays()];
  const first = await desk.makeFeed(own);
  const second = await desk.makeFeed(own);
  expect((await desk.app.ask(second)).status).toBe(200);
  const third = await desk.makeFeed(own);
  for (let time = 0; time < 2; time++)
    expect(await desk.revoke(own)).toEqual({ registration: { calendarFeedMadeAt: null } });
  const [gone, closed] = [await desk.makeFeed(erased), await desk.makeFeed(disabled)];
  const { now } = desk.time;
  await desk.db.transaction((tx) => erasePerson(tx, { userId: erased.userId, now }));
  await desk.db.update(tables.users).set({ disabledAt: now }).where(eq(tables.users.id, disabled.userId));
  const odd = ['/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics', '/calendar/x.ics', '/calendar/%00.ics', `${third}.ics`];
  odd.push(third.replace('.ics', ''), third.toLowerCase(), `${third.slice(0, -5)}.ics`);
  const answers = [first, second, third, gone, closed, ...odd].map(async (path) => {
    const answer = await desk.app.ask(path);
    return [answer.status, answer.headers.get('cache-control'), await refusalIn(answer)];
  });
  const all = await Promise.all(answers);
  expect(all).toEqual(all.map(() => [404, 'no-store', all[0]?.[2]]));
  const told = eq(tables.auditEvents.objectId, own.registrationId);
  const verbs = (await desk.db.select().from(tables.auditEvents).where(told)).map(({ verb }) => verb);
  expect(verbs.sort()).toEqual([...Array(3).fill('CALENDAR_FEED_MADE'), 'CALENDAR_FEED_REVOKED']);
});

test('nobody makes or ends the feed of another person', async () => {
  const own = await desk.threeDays();
  const path = await desk.makeFeed(own);
  const stranger = await newLearner(desk.db);
  for (const id of [globalId('Registration', own.registrationId), globalId('Intensive', own.intensiveId), 'x', ''])
    for (const name of ['makeCalendarFeed', 'revokeCalendarFeed'])
      expect(await desk.send(stranger, name, id, '__typename')).toEqual({ code: 'NOT_FOUND' });
  expect((await desk.app.ask(path)).status).toBe(200);
});

test('twenty feeds made at once leave one that is on', async () => {
  const own = await desk.threeDays();
  const act = userAct(own.userId, desk.time.now, 'test');
  const made = await Promise.all(Array.from({ length: 20 }, () => makeCalendarFeed(desk.db, act, own)));
  const open = made.map(async ({ secret }) => (await desk.app.ask(`/calendar/${secret}.ics`)).status);
  expect((await Promise.all(open)).filter((status) => status === 200)).toHaveLength(1);
});

test('a feed that was made before the seat is confirmed is an empty calendar until then', async () => {
  const own = await desk.registered(trainingDraft(null), 'HELD');
  const path = await desk.makeFeed(own);
  const count = async () => (await desk.feed(path)).events.length;
  expect(await count()).toBe(0);
  await moveRegistration(desk.db, own.registrationId, 'AWAITING_PAYMENT', desk.time.now);
  expect(await count()).toBe(0);
  await moveRegistration(desk.db, own.registrationId, 'CONFIRMED', desk.time.now);
  expect(await count()).toBe(1);
});

test('a network that reads feeds without end is told to wait', async () => {
  const asked = Array.from({ length: 700 }, () => desk.app.ask('/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics'));
  const statuses = await Promise.all(asked.map(async (answer) => (await answer).status));
  expect(new Set(statuses)).toEqual(new Set([404, 429]));
});
