import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import * as tables from '../../../drizzle/schema.ts';
import { agendaOf, keyOf, openCalendarDesk } from '../../support/calendarDesk.ts';
import { linesOf, parseCalendar } from '../../support/calendars.ts';
import { couplesDraft, createDraft, NOW, trainingDraft } from '../../support/intensives.ts';
import { addRegistration, moveRegistration } from '../../support/registrationRows.ts';
import { newLearner } from '../../support/world.ts';

let desk: Awaited<ReturnType<typeof openCalendarDesk>>;
beforeAll(async () => {
  desk = await openCalendarDesk();
});
afterAll(() => desk.close());

const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

test('an event that moves keeps its UIDs, and SEQUENCE and LAST-MODIFIED rise with each edit', async () => {
  const own = await desk.threeDays();
  const path = await desk.makeFeed(own);
  const seen = [(await desk.feed(path)).events];
  for (const edit of [1, 2, 3, 4, 5]) {
    await desk.reschedule(own, [12 + edit, 13 + edit, 14 + edit], after(edit));
    seen.push((await desk.feed(path)).events);
  }
  expect(new Set(seen.flat().map((event) => event.text('uid'))).size).toBe(3);
  const sequences = seen.map(([event]) => Number(event?.value('sequence')));
  expect(sequences.map((sequence) => sequence - (sequences[0] ?? 0))).toEqual([0, 1, 2, 3, 4, 5]);
  const changed = seen.map(([event]) => event?.time('last-modified').at.getTime() ?? 0);
  expect(changed).toEqual([...new Set(changed)].sort((a, b) => a - b));
  const last = seen.at(-1)?.map((event) => event.time('dtstart').wall.slice(0, 10));
  expect(last).toEqual(['2027-03-17', '2027-03-18', '2027-03-19']);
});

test('a day that is dropped stays in the feed as cancelled until it is past, and its mail says so', async () => {
  const own = await desk.threeDays();
  const path = await desk.makeFeed(own);
  await desk.reschedule(own, [12, 14], after(1));
  const { events } = await desk.feed(path);
  expect(events.map((event) => [event.text('status'), event.text('url') !== null])).toEqual([
    ['CONFIRMED', true],
    ['CANCELLED', false],
    ['CONFIRMED', true],
  ]);
  const methods = async (id = own.registrationId) => (await desk.mailed(id, 'REQUEST')).map(({ method }) => method);
  expect(await methods()).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
  // Whoever registers later never saw that day.
  const late = { intensiveId: own.intensiveId, userId: await newLearner(desk.db), at: after(2) };
  expect(await methods(await addRegistration(desk.db, late))).toEqual(['REQUEST', 'REQUEST']);
  desk.time.now = new Date('2027-03-15T00:00:00Z');
  const past = (await desk.feed(path)).events.map((event) => event.text('status'));
  desk.time.now = NOW;
  expect(past).toEqual(['CONFIRMED', 'CONFIRMED']);
});

test('a day that was dropped from a draft leaves nothing behind', async () => {
  const draft = (...dates: number[]) => trainingDraft(null, { segments: agendaOf(...dates) });
  const { intensive } = await createDraft(desk.events, 'a-draft', draft(12, 13));
  const update = 'mutation ($input: UpdateIntensiveInput!) { updateIntensive(input: $input) { __typename } }';
  const input = { intensiveId: intensive.id, revision: intensive.revision, draft: draft(13) };
  await desk.events.ask(desk.events.owner, update, { input });
  const own = eq(tables.intensiveDays.intensiveId, keyOf(intensive.id));
  const rows = await desk.db.select().from(tables.intensiveDays).where(own);
  expect(rows.map(({ day, removedAt }) => [day, removedAt])).toEqual([['2027-03-13', null]]);
});

test('the link leaves feed, file and mail with the seat', async () => {
  const own = await desk.threeDays();
  const path = await desk.makeFeed(own);
  const before = await (await desk.app.ask(path)).text();
  await moveRegistration(desk.db, own.registrationId, 'CANCELLED', NOW);
  const mailed = (await desk.mailed(own.registrationId, 'CANCEL')).map(({ text }) => text);
  const download = await desk.file(own.registrationId, own.userId);
  const texts = [await (await desk.app.ask(path)).text(), await download.text(), ...mailed];
  expect(before).toContain('rooms.example.org');
  expect(texts).toHaveLength(5);
  const sequence = (text: string) => Number(parseCalendar(text).events[0]?.value('sequence'));
  for (const text of texts) {
    expect(linesOf(text).unfolded.join('\n')).not.toContain('rooms.example');
    expect(new Set(parseCalendar(text).events.map((event) => event.text('status')))).toEqual(new Set(['CANCELLED']));
    expect(sequence(text)).toBeGreaterThan(sequence(before));
  }
  expect(await desk.mailed(own.registrationId, 'REQUEST')).toEqual([]);
});

test('an intensive that is cancelled takes its link out of every calendar at once', async () => {
  const own = await desk.threeDays();
  const path = await desk.makeFeed(own);
  const cancelled = eq(tables.intensives.id, own.intensiveId);
  await desk.db.update(tables.intensives).set({ cancelledAt: NOW }).where(cancelled);
  const text = await (await desk.app.ask(path)).text();
  expect(linesOf(text).unfolded.join('\n')).not.toContain('rooms.example');
  expect(new Set(parseCalendar(text).events.map((event) => event.text('status')))).toEqual(new Set(['CANCELLED']));
});

test('a weekend for couples says its neutral name and times, and nothing else', async () => {
  const where = { venue: 'Affair Recovery House', link: 'https://affair.example.org/room' };
  const own = await desk.registered(couplesDraft(null, { segments: agendaOf(12, 13), ...where }));
  const path = await desk.makeFeed(own);
  const answers = [await desk.app.ask(path), await desk.file(own.registrationId, own.userId)];
  const mailed = (await desk.mailed(own.registrationId, 'REQUEST')).map(({ text }) => text);
  const texts = [...(await Promise.all(answers.map((answer) => answer.text()))), ...mailed];
  expect(texts).toHaveLength(4);
  for (const text of texts) {
    const told = /affair|weekend|^(LOCATION|URL|DESCRIPTION)|Sample Organization/im;
    expect(linesOf(text).unfolded.join('\n')).not.toMatch(told);
    expect(parseCalendar(text).events[0]?.text('summary')).toBe('Sample Studio workshop');
  }
});
