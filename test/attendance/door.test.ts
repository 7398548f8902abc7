import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { IntensiveId, UserId } from '../../drizzle/ids.ts';
import {
  agendaOf,
  attendanceOf,
  attendedMinutes,
  attendee,
  correct,
  DAYS,
  link,
  openTraining,
  send,
  type Training,
  wall,
} from '../support/attending.ts';
import { couplesDraft, type Events, openEvents, publishedIntensive, trainingDraft } from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import { emailOf } from '../support/world.ts';

let events: Events;
let training: Training;
let door: { as: UserId; sessionId: string; now: string };
beforeAll(async () => {
  events = await openEvents();
  training = await openTraining(events);
  door = { as: events.owner, sessionId: training.sessions[0]?.id ?? '', now: wall(0, '16:30') };
});
afterAll(() => events.world.close());

const outcomes = async (sent: Parameters<typeof send>[2], at: Partial<typeof door> = {}) =>
  (await send(events, { ...door, ...at }, sent)).results.map(({ outcome }) => outcome);
const days = (id: string) => attendedMinutes(events, events.owner, id);

test('two days across the change of clocks: a late arrival, a rejoin, lunch, an early leave', async () => {
  const { id } = await attendee(events, training);
  const first = [
    ['IN', wall(0, '09:10')],
    ['OUT', wall(0, '10:40')],
    ['IN', wall(0, '10:50')],
    ['OUT', wall(0, '12:00')],
    ['IN', wall(0, '12:55')],
    ['OUT', wall(0, '16:05')],
  ] as const;
  const second = [
    ['IN', wall(1, '08:55')],
    ['OUT', wall(1, '15:00')],
  ] as const;
  const sent = (all: readonly (readonly ['IN' | 'OUT', string])[]) =>
    all.map(([kind, occurredAt]) => ({ registrationId: id, kind, occurredAt }));
  expect(await outcomes(sent(first))).toEqual(['IN', 'OUT', 'IN', 'OUT', 'IN', 'OUT']);
  const next = { sessionId: training.sessions[1]?.id ?? '', now: wall(1, '16:30') };
  // What a device kept may come in any order.
  expect(await outcomes(sent(second).toReversed(), next)).toEqual(['NOT_IN', 'IN']);
  const found = await attendanceOf(events, events.owner, id);
  expect(found).toMatchObject({ minutes: 690, attended: 80 + 70 + 180 + 90 + 75 + 120 });
  expect(await days(id)).toEqual([
    [80, 70, 180],
    [90, 75, 120],
  ]);
  expect(found.days[0]?.signed.map(({ source }) => source)).toEqual(Array(6).fill('OFFLINE'));
});

describe('an event', () => {
  test('under the same key counts once, at once or later; with other facts it is told', async () => {
    const { id } = await attendee(events, training);
    const event = { key: randomUUID(), registrationId: id, kind: 'IN' as const, occurredAt: wall(0, '09:00') };
    const all = await Promise.all(Array.from({ length: 8 }, () => outcomes([event, event])));
    expect(all.flat().filter((one) => one === 'IN')).toHaveLength(1);
    expect(all.flat().filter((one) => one === 'REPEATED')).toHaveLength(15);
    expect(await outcomes([{ ...event, kind: 'OUT' }])).toEqual(['KEY_TAKEN']);
    expect((await attendanceOf(events, events.owner, id)).days[0]?.signed).toHaveLength(1);
  });

  test('gets its own answer, and nothing is lost beside it', async () => {
    const [kim, gone] = [await attendee(events, training), await attendee(events, training, { state: 'CANCELLED' })];
    const other = await openTraining(events);
    const elsewhere = await attendee(events, other);
    const at = wall(0, '09:00');
    const answers = await outcomes([
      { registrationId: kim.id, kind: 'OUT', occurredAt: wall(0, '08:50') },
      { registrationId: kim.id, kind: 'IN', occurredAt: at },
      { registrationId: kim.id, kind: 'IN', occurredAt: wall(0, '09:30') },
      { registrationId: kim.id, kind: 'OUT', occurredAt: wall(0, '10:30') },
      { registrationId: gone.id, kind: 'IN', occurredAt: at },
      { registrationId: elsewhere.id, kind: 'IN', occurredAt: at },
      { registrationId: 'nonsense', kind: 'IN', occurredAt: at },
      { registrationId: kim.id, kind: 'IN', occurredAt: wall(0, '16:33') },
      { registrationId: kim.id, kind: 'IN', occurredAt: wall(1, '09:00') },
      { registrationId: kim.id, kind: 'IN', occurredAt: '2027-03-12T09:00:00.000Z' },
      { registrationId: kim.id, kind: 'IN', occurredAt: at, partId: other.sessions[0]?.parts[0]?.id },
      { registrationId: kim.id, kind: 'IN', occurredAt: at, partId: 'nonsense' },
    ] as Parameters<typeof send>[2]);
    expect(answers).toEqual([
      ...['NOT_IN', 'IN', 'ALREADY_IN', 'OUT', 'NOT_CONFIRMED', 'NOT_ON_LIST', 'NOT_ON_LIST'],
      ...['IN_FUTURE', 'IN_FUTURE', 'OUTSIDE_SESSION', 'UNKNOWN_PART', 'UNKNOWN_PART'],
    ]);
    expect(await days(kim.id)).toEqual([
      [90, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('five hundred are one transaction of three statements', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => attendee(events, training)));
    const sent = Array.from({ length: 500 }, (_, at) => ({
      registrationId: people[at % 5]?.id ?? '',
      kind: at % 10 < 5 ? ('IN' as const) : ('OUT' as const),
      occurredAt: new Date(Date.parse(wall(0, '09:00')) + at * 1000).toISOString(),
    }));
    const used = await events.world.countStatements(async () => {
      expect((await send(events, door, sent)).results.every(({ recorded }) => recorded)).toBe(true);
    });
    // Two ask who may; begin and commit surround the three.
    expect(used).toBeLessThanOrEqual(7);
    expect(await send(events, door, [...sent, ...sent.slice(0, 1)])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await send(events, door, [])).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a missing sign-out', () => {
  test('earns nothing until it is corrected; the history keeps everything', async () => {
    const { id, userId } = await attendee(events, training, { name: 'Ana Example' });
    await outcomes([{ registrationId: id, kind: 'IN', occurredAt: wall(0, '09:00') }]);
    const list = `query ($id: ID!) { doorList(sessionId: $id) { guests { name state since registrationId } } }`;
    const guest = async (now: string) => {
      const { data } = await events.ask(events.owner, list, { id: door.sessionId }, new Date(now));
      const { guests } = data.doorList as { guests: { registrationId: string; state: string }[] };
      return guests.find(({ registrationId }) => registrationId === id);
    };
    expect(await guest(wall(0, '12:00'))).toMatchObject({ name: 'Ana Example', state: 'IN', since: wall(0, '09:00') });
    expect(await guest(wall(0, '16:30'))).toMatchObject({ state: 'MISSING_OUT' });
    expect(await days(id)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const input = { sessionId: door.sessionId, registrationId: id, key: randomUUID() };
    const add = [{ kind: 'OUT', occurredAt: wall(0, '12:00') }];
    expect(await correct(events, events.owner, { ...input, add }, wall(1, '09:00'))).toMatchObject({
      attendance: { attended: 165 },
    });
    // The same correction again is the same correction.
    await correct(events, events.owner, { ...input, add }, wall(1, '09:00'));
    const { signed } = (await attendanceOf(events, events.owner, id)).days[0] ?? { signed: [] };
    expect(signed.map(({ kind, source, reason }) => [kind, source, reason])).toEqual([
      ['IN', 'OFFLINE', null],
      ['OUT', 'CORRECTION', 'Seen by the instructor.'],
    ]);
    const away = { sessionId: door.sessionId, registrationId: id, takeAway: [signed[1]?.id] };
    expect(await correct(events, events.owner, { ...away, reason: 'Wrong person.' }, wall(1, '09:00'))).toMatchObject({
      attendance: { attended: 0 },
    });
    expect(await correct(events, events.owner, away, wall(1, '09:00'))).toMatchObject({ code: 'EVENT_VOIDED' });
    const after = (await attendanceOf(events, events.owner, id)).days[0]?.signed ?? [];
    expect(after.map(({ takenAway }) => takenAway)).toEqual([null, 'Wrong person.']);
    // The person sees their own record.
    const own = `{ viewer { registrations { nodes { attendance { attended days { openSince } } } } } }`;
    expect((await events.ask(userId, own)).data).toMatchObject({
      viewer: {
        registrations: { nodes: [{ attendance: { attended: 0, days: [{ openSince: wall(0, '09:00') }, {}] } }] },
      },
    });
  });

  test('of one day is never made by the next, which begins its own', async () => {
    const { id } = await attendee(events, training);
    const signed = (kind: 'IN' | 'OUT', day: 0 | 1, time: string) =>
      outcomes([{ registrationId: id, kind, occurredAt: wall(day, time) }], {
        ...{ sessionId: training.sessions[day]?.id ?? '', now: wall(day, '16:30') },
      });
    expect(await signed('IN', 0, '09:00')).toEqual(['IN']);
    expect(await signed('IN', 1, '09:00')).toEqual(['IN']);
    expect(await signed('OUT', 1, '12:00')).toEqual(['OUT']);
    expect(await days(id)).toEqual([
      [0, 0, 0],
      [90, 75, 0],
    ]);
    const found = await attendanceOf(events, events.owner, id);
    expect(found.days.map(({ openSince }) => openSince)).toEqual([wall(0, '09:00'), null]);
  });

  test('a correction is refused whole, and says where', async () => {
    const { id } = await attendee(events, training);
    const input = { sessionId: door.sessionId, registrationId: id };
    const now = wall(1, '09:00');
    const pairs = [
      { kind: 'IN', occurredAt: wall(0, '09:00') },
      { kind: 'OUT', occurredAt: wall(0, '11:00') },
      { kind: 'IN', occurredAt: wall(0, '10:00') },
      { kind: 'OUT', occurredAt: wall(0, '12:00') },
    ];
    const overlapping = await correct(events, events.owner, { ...input, add: pairs }, now);
    expect(overlapping.fields).toEqual([
      { path: 'add.2.occurredAt', message: 'add.0 and add.2 are two sign-ins in a row, so that they overlap.' },
      { path: 'add.3.occurredAt', message: 'add.1 and add.3 are two sign-outs in a row, so that they overlap.' },
    ]);
    for (const add of [
      [{ kind: 'IN', occurredAt: wall(1, '09:30') }],
      [{ kind: 'IN', occurredAt: '2027-01-01T00:00:00.000Z' }],
      [],
    ])
      expect(await correct(events, events.owner, { ...input, add }, now)).toMatchObject({ code: 'INVALID_INPUT' });
    const other = await attendee(events, training);
    await outcomes([{ registrationId: other.id, kind: 'IN', occurredAt: wall(0, '09:00') }]);
    const foreign = (await attendanceOf(events, events.owner, other.id)).days[0]?.signed[0]?.id;
    expect(await correct(events, events.owner, { ...input, takeAway: [foreign] }, now)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await attendanceOf(events, events.owner, id)).days[0]?.signed).toEqual([]);
  });
});

describe('who may', () => {
  test('owners, organizers and named instructors; others are told, strangers learn nothing', async () => {
    const { id, userId } = await attendee(events, training);
    const sent = [{ registrationId: id, kind: 'IN' as const, occurredAt: wall(0, '09:00') }];
    const codes: Record<string, string | undefined> = {};
    const instructor = await member(events.world, 'INSTRUCTOR', events.organizationId);
    for (const [name, as] of Object.entries({
      ORGANIZER: await member(events.world, 'ORGANIZER', events.organizationId),
      AUDITOR: await member(events.world, 'AUDITOR', events.organizationId),
      instructor,
      themselves: userId,
    }))
      codes[name] = (await send(events, { ...door, as }, sent)).code;
    expect(codes).toEqual({ AUDITOR: 'FORBIDDEN', instructor: 'FORBIDDEN', themselves: 'NOT_FOUND' });
    const email = await emailOf(events.world.db, instructor);
    expect(await link(events, training, email)).toMatchObject({ __typename: 'NameInstructorPayload' });
    expect((await send(events, { ...door, as: instructor }, sent)).results[0]?.outcome).toBe('ALREADY_IN');
    const elsewhere = await openTraining(events);
    const there = { ...door, sessionId: elsewhere.sessions[0]?.id ?? '', as: instructor };
    expect(await send(events, there, sent)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await link(events, training, await emailOf(events.world.db, userId))).toMatchObject({
      fields: [{ path: 'email' }],
    });
    await link(events, training, null);
    expect(await send(events, { ...door, as: instructor }, sent)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('an event for couples keeps no sign-ins at all', async () => {
    const { id } = await publishedIntensive(events, 'for-two', couplesDraft(await events.tax()));
    const { data } = await events.ask(
      null,
      'query ($id: ID!) { node(id: $id) { ... on Intensive { sessions { id } } } }',
      { id },
    );
    const { sessions } = data.node as { sessions: { id: string }[] };
    const at = { ...door, sessionId: sessions[0]?.id ?? '' };
    const sent = [{ registrationId: 'nobody', kind: 'IN' as const, occurredAt: wall(0, '09:00') }];
    expect(await send(events, at, sent)).toMatchObject({ code: 'NO_ATTENDANCE' });
    const [, key] = Buffer.from(id, 'base64').toString().split(':');
    const there = await attendee(events, { intensiveId: key as IntensiveId });
    const record = 'query ($id: ID!) { attendance(registrationId: $id) { attended } }';
    await expect(events.ask(events.owner, record, { id: there.id })).rejects.toThrow('The registration was not found');
    const list = 'query ($id: ID!) { doorList(sessionId: $id) { readAt } }';
    await expect(events.ask(events.owner, list, { id: at.sessionId })).rejects.toThrow(
      'Sign-ins are kept at trainings only',
    );
  });
});

describe('what is recorded', () => {
  test('is changed by nobody, and holds the agenda', async () => {
    const { id, registrationId } = await attendee(events, training);
    await outcomes([{ registrationId: id, kind: 'IN', occurredAt: wall(0, '09:00') }]);
    const { db } = events.world;
    for (const change of [
      "update attendance_events set kind = 'OUT'",
      'delete from attendance_events',
      'truncate attendance_events cascade',
    ])
      await expect(db.execute(sql.raw(change))).rejects.toThrow();
    const [kept] = await db.execute(
      sql`select count(*)::int as n from attendance_events where registration_id = ${registrationId}`,
    );
    expect(kept).toEqual({ n: 1 });
    const draft = trainingDraft(await events.tax(), {
      title: 'Two days of practice',
      segments: DAYS.flatMap(agendaOf),
    });
    const save = async (changes: object) => {
      const { data } = await events.ask(null, 'query ($id: ID!) { node(id: $id) { ... on Intensive { revision } } }', {
        id: training.globalId,
      });
      const { revision } = data.node as { revision: number };
      const input = { intensiveId: training.globalId, revision, draft: { ...draft, ...changes } };
      const source = `mutation ($input: UpdateIntensiveInput!) { updateIntensive(input: $input) { __typename
        ... on Error { code message } ... on IntensiveFixedError { names } } }`;
      return (await events.ask(events.owner, source, { input }, new Date(wall(0, '10:00')))).data.updateIntensive;
    };
    const [first, ...others] = draft.segments;
    expect(await save({ segments: [{ ...first, kind: 'BREAK' }, ...others] })).toMatchObject({ names: ['segments'] });
    expect(await save({ segments: [{ ...first, topics: ['Anger'] }, ...others], prices: draft.prices })).toMatchObject({
      __typename: 'UpdateIntensivePayload',
    });
  });
});
