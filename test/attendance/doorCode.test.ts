import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toString as drawn } from 'qrcode';
import { startTestApp } from '../support/app.ts';
import { attendee, openTraining, send, wall } from '../support/attending.ts';
import { couplesDraft, type Events, openEvents, publishedIntensive } from '../support/intensives.ts';

let events: Events;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  events = await openEvents();
  app = await startTestApp(events.world.pool);
});
afterAll(async () => {
  await app.stop();
  await events.world.close();
});

const code = async (registrationId: string, userId: string | null) => {
  const headers: Record<string, string> = userId === null ? {} : { 'x-test-user': userId };
  const answer = await app.ask(`/registrations/${registrationId}/code.svg`, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

test('whoever has a confirmed place at a training has a code, which is kept by nobody and holds the id', async () => {
  const training = await openTraining(events);
  const { id, registrationId, userId } = await attendee(events, training);
  const { status, headers, text } = await code(registrationId, userId);
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    ...[200, 'image/svg+xml; charset=utf-8', 'private, no-store'],
  ]);
  const options = { type: 'svg', errorCorrectionLevel: 'M', margin: 4 } as const;
  expect(text).toBe(await drawn(id, { ...options, color: { dark: '#14233a', light: '#ffffff' } }));
});

test('nobody else gets it: strangers, members, whoever lost the place, and people of other events', async () => {
  const training = await openTraining(events);
  const kim = await attendee(events, training);
  const gone = await attendee(events, training, { state: 'CANCELLED' });
  const { id } = await publishedIntensive(events, 'for-two', couplesDraft(await events.tax()));
  const [, intensiveId] = Buffer.from(id, 'base64').toString().split(':');
  const couple = await attendee(events, { ...training, intensiveId: intensiveId as typeof training.intensiveId });
  const asked: [string, string | null][] = [
    [kim.registrationId, null],
    [kim.registrationId, gone.userId],
    [kim.registrationId, events.owner],
    [gone.registrationId, gone.userId],
    [couple.registrationId, couple.userId],
    ['nonsense', kim.userId],
  ];
  const answers = await Promise.all(asked.map(([registrationId, userId]) => code(registrationId, userId)));
  expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 404));
});

test('the list says at which doors somebody is in, and whom the door turns away; an answer names the event on record', async () => {
  const training = await openTraining(events);
  const sessionId = training.sessions[0]?.id ?? '';
  const partId = training.sessions[0]?.parts[0]?.id ?? '';
  const door = { as: events.owner, sessionId, now: wall(0, '10:00') };
  const kim = await attendee(events, training);
  const sent = [
    {
      key: '0f6f6b4e-5d0e-4f0e-9a3c-2f7f0c6f3f11',
      registrationId: kim.id,
      kind: 'IN' as const,
      occurredAt: wall(0, '09:00'),
    },
    { registrationId: kim.id, kind: 'IN' as const, occurredAt: wall(0, '09:05'), partId },
    { registrationId: 'nonsense', kind: 'IN' as const, occurredAt: wall(0, '09:05') },
  ];
  const [first, second, none] = (await send(events, door, sent)).results;
  expect([typeof first?.eventId, typeof second?.eventId, none?.eventId]).toEqual(['string', 'string', null]);
  const [again] = (await send(events, door, sent.slice(0, 1))).results;
  expect(again).toMatchObject({ outcome: 'REPEATED', eventId: first?.eventId });
  const list = `query ($id: ID!) { doorList(sessionId: $id) { guests { registrationId refusal open { partId since } } } }`;
  const guests = async () => {
    const { data } = await events.ask(events.owner, list, { id: sessionId }, new Date(wall(0, '10:00')));
    return (data.doorList as { guests: object[] }).guests;
  };
  expect(await guests()).toEqual([
    {
      ...{ registrationId: kim.id, refusal: null },
      open: [
        { partId: null, since: wall(0, '09:00') },
        { partId, since: wall(0, '09:05') },
      ],
    },
  ]);
});
