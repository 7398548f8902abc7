import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import { newId, type UserId } from '../../../drizzle/ids.ts';
import { auditEvents, registrations } from '../../../drizzle/schema.ts';
import { PressUnavailable } from '../../../server/documents/press.ts';
import { startTestApp } from '../../support/app.ts';
import { attendee, link, openTraining, type Training } from '../../support/attending.ts';
import { structureOf } from '../../support/certificates/contentWalk.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { couplesDraft, type Events, openEvents, publishedIntensive } from '../../support/intensives.ts';
import { anotherOrganization, member } from '../../support/issued.ts';
import { createTestIssuer } from '../../support/issuer.ts';
import { emailOf, newLearner } from '../../support/world.ts';

let events: Events;
let training: Training;
let app: Awaited<ReturnType<typeof startTestApp>>;
/** The evening before the first day, there. */
const NOW = new Date('2027-03-13T02:05:00.000Z');
beforeAll(async () => {
  events = await openEvents();
  training = await openTraining(events);
  app = await startTestApp(events.world.pool, { now: () => NOW });
});
afterAll(async () => {
  await app.stop();
  await events.world.close();
});

const get = (path: string, userId: UserId | null, from = app) =>
  fetch(`${from.url}${path}`, { headers: userId === null ? {} : { 'x-test-user': userId } });
const list = (day: number | string = 1, of: Training = training) => `/events/${of.intensiveId}/${day}/door-list.pdf`;
const badges = (of: Training = training) => `/events/${of.intensiveId}/badges.pdf`;
const pdfOf = async (answer: Response) => readPdf(Buffer.from(await answer.arrayBuffer()));
const recorded = (verb: 'BADGES_READ' | 'DOOR_LIST_READ', { intensiveId }: Training) =>
  events.world.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.verb, verb), eq(auditEvents.objectId, intensiveId)));

describe('the list of a door', () => {
  test('names everybody whose place stands, in order, with the zone of the day; the reading is recorded', async () => {
    const of = await openTraining(events);
    for (const name of ['Zoë Example', 'Émile Example', 'kim example', 'Ana Example', 'Kim Example', '田中'])
      await attendee(events, of, { name });
    const gone = await attendee(events, of, { name: 'Gone Example', state: 'CANCELLED' });
    const unclaimed = await attendee(events, of, { name: 'Unclaimed Example' });
    await events.world.db
      .update(registrations)
      .set({ userId: null })
      .where(eq(registrations.id, unclaimed.registrationId));
    const answer = await get(list(2, of), events.owner);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="door-list-2027-03-14.pdf"');
    const file = await pdfOf(answer);
    const text = textOf(file);
    expect(text).toContain('Day 2 of 2: Sun, 14 March 2027, 09:00 to 16:00 (America/Los_Angeles, UTC-07:00)');
    expect(text).toContain('Printed: Fri, 12 March 2027, 18:05 (America/Los_Angeles, UTC-08:00)');
    expect(text).toContain('Expected: 7 people');
    const names = file.lines.map((line) => line.text).filter((line) => /example$/i.test(line));
    expect(names.map((name) => name.toLowerCase())).toEqual([
      ...['ana example', 'émile example', 'kim example', 'kim example', 'zoë example'],
    ]);
    expect(text).not.toContain('Gone Example');
    expect(text).not.toContain(gone.registrationId);
    // Two of one name, one whom the fonts cannot write, and one who has not claimed the place.
    expect(text.match(/Registration …[0-9a-f]{6}/g)).toHaveLength(4);
    expect(text.match(/Write the name here/g)).toHaveLength(2);
    expect(text).toContain(`Registration …${unclaimed.registrationId.slice(-6)}`);
    const [event, ...more] = await recorded('DOOR_LIST_READ', of);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ actorUserId: events.owner, actor: 'owner', details: { day: 2 } });
  });

  test('a day without anybody has a list that says so', async () => {
    const text = textOf(await pdfOf(await get(list(1, await openTraining(events)), events.owner)));
    expect(text).toContain('Expected: 0 people');
    expect(text).toContain('Nobody has a confirmed place yet.');
  });

  test.each(['0', '3', '01', '1.5', 'x', '9999', '%00'])('day %s is not found', async (day) => {
    expect((await get(list(day), events.owner)).status).toBe(404);
  });
});

describe('name badges', () => {
  test('have a code for each whose place stands; the reading is recorded', async () => {
    const of = await openTraining(events);
    const people = [
      await attendee(events, of, { name: 'Zoë Example' }),
      await attendee(events, of, { name: 'Ana Example' }),
    ];
    await attendee(events, of, { name: 'Gone Example', state: 'CANCELLED' });
    const answer = await get(badges(of), events.owner);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="badges.pdf"',
    ]);
    const { pdf, ...file } = await pdfOf(answer);
    const figures = structureOf(pdf).filter(({ type }) => type === 'Figure');
    expect(figures.map(({ dict }) => textString(dict.get('Alt')))).toEqual([
      ...['Code for the door: Ana Example', 'Code for the door: Zoë Example'],
    ]);
    expect(people).toHaveLength(2);
    const text = textOf({ pdf, ...file });
    expect(text).toContain('Two days of practice');
    expect(text).not.toContain('Gone Example');
    expect(await recorded('BADGES_READ', of)).toMatchObject([{ actorUserId: events.owner, actor: 'owner' }]);
  });
});

describe.each([
  ['list', () => list()],
  ['badges', () => badges()],
])('%s', (_, path) => {
  test('is for owners, organizers, and the instructors who are named on the training', async () => {
    const { organizationId, world } = events;
    const instructor = await member(world, 'INSTRUCTOR', organizationId);
    expect((await get(path(), await member(world, 'ORGANIZER', organizationId))).status).toBe(200);
    expect((await get(path(), await member(world, 'AUDITOR', organizationId))).status).toBe(403);
    expect((await get(path(), instructor)).status).toBe(403);
    await link(events, training, await emailOf(world.db, instructor));
    expect((await get(path(), instructor)).status).toBe(200);
  });

  test('for everyone else it looks like one that does not exist', async () => {
    const { world } = events;
    const { userId: guest } = await attendee(events, training, { name: 'Guest Example' });
    const elsewhere = await member(world, 'OWNER', await anotherOrganization(world));
    const said = async (answer: Response) => (await answer.text()).replace(/"requestId":"[^"]+"/, '');
    const unknown = await said(await get(path().replace(training.intensiveId, newId()), events.owner));
    for (const who of [guest, elsewhere, await newLearner(world.db), null]) {
      const answer = await get(path(), who);
      expect([answer.status, await said(answer)]).toEqual([404, unknown]);
    }
    expect((await get(path().replace(training.intensiveId, 'nothing'), events.owner)).status).toBe(404);
  });

  test('is none of a therapy event, and of none to strangers', async () => {
    const { id } = await publishedIntensive(events, `couples-${_}`, couplesDraft(await events.tax()));
    const [, key = ''] = Buffer.from(id, 'base64').toString().split(':');
    const of = path().replace(training.intensiveId, key);
    const answer = await get(of, events.owner);
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { errors: [{ message: expect.stringContaining('trainings only'), extensions: { code: 'NO_ATTENDANCE' } }] },
    ]);
    expect((await get(of, await newLearner(events.world.db))).status).toBe(404);
    const source = `query ($id: ID!) { node(id: $id) { ... on Intensive { badgesFile sessions { doorListFile } } } }`;
    expect((await events.ask(events.owner, source, { id })).data.node).toEqual({
      badgesFile: null,
      sessions: [{ doorListFile: null }],
    });
  });

  test('waits while the press is full', async () => {
    const issuer = await createTestIssuer();
    const full = () => Promise.reject(new PressUnavailable('Too many documents are waiting to be made.'));
    const busy = await startTestApp(events.world.pool, {
      now: () => NOW,
      issuer: { ...issuer, press: { ...issuer.press, doorList: full, badges: full } },
    });
    try {
      const answer = await get(path(), events.owner, busy);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    } finally {
      await busy.stop();
    }
  });
});

test('the API says where the papers are', async () => {
  const source = `query ($id: ID!) { node(id: $id) { ... on Intensive { badgesFile sessions { doorListFile } } } }`;
  const { data } = await events.ask(null, source, { id: training.globalId });
  const pathOf = (url: string) => new URL(url).pathname;
  const { badgesFile, sessions } = data.node as { badgesFile: string; sessions: { doorListFile: string }[] };
  expect(pathOf(badgesFile)).toBe(badges());
  expect(sessions.map(({ doorListFile }) => pathOf(doorListFile))).toEqual([list(1), list(2)]);
});

test('one person gets so many papers in an hour', async () => {
  const organizer = await member(events.world, 'ORGANIZER', events.organizationId);
  const empty = await openTraining(events);
  for (let at = 0; at < 60; at += 1) expect((await get(list(9, empty), organizer)).status).toBe(404);
  const answer = await get(badges(empty), organizer);
  expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
});
