import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IntensiveId, UserId } from '../../drizzle/ids.ts';
import { cancelIntensive, cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import {
  couplesDraft,
  type Events,
  NOW,
  openEvents,
  publishedIntensive,
  SAVED,
  trainingDraft,
} from '../support/intensives.ts';
import { sendAll } from '../support/outbox.ts';
import { globalId } from '../support/quizPages.ts';
import { actOf } from '../support/seatRows.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
beforeAll(async () => {
  events = await openEvents();
});
afterAll(() => events.world.close());

const keyOf = (globalKey: string) => Buffer.from(globalKey, 'base64').toString().split(':')[1] as IntensiveId;
const training = async (slug: string, changes: object = {}) => {
  const { id } = await publishedIntensive(events, slug, trainingDraft(null, changes));
  return { id, intensiveId: keyOf(id) };
};
const register = (intensiveId: IntensiveId, userId: UserId) =>
  registerFree(events.world.db, actOf(userId, NOW), { intensiveId, adult: true });
const mails = () => sendAll(events.world.db);
const CHANGES = 'query ($id: ID!) { node(id: $id) { ... on Intensive { changes { kind says } } } }';
const changes = async (userId: UserId | null, id: string) =>
  ((await events.ask(userId, CHANGES, { id })).data.node as { changes: { kind: string; says: string[] }[] }).changes;

test('a confirmed training is told with its name, times, place and organization; an answer reaches that', async () => {
  const { intensiveId } = await training('told');
  await register(intensiveId, await newLearner(events.world.db));
  const [mail] = await mails();
  expect(mail?.replyTo).toMatch(/^[^@]+@[^@]+$/);
  for (const part of [
    'your place in "Rebuilding trust, live"',
    'When: Fri, March 12, 2027, 09:30 to 12:45 (America/Los_Angeles)',
    'Where: Online',
    `A reply to this mail goes to ${mail?.replyTo}.`,
  ])
    expect(mail?.text).toContain(part);
});

test('a date that moves is told with the time before and the new one, to everybody who is asked', async () => {
  const { id, intensiveId } = await training('moves');
  const userId = await newLearner(events.world.db);
  await register(intensiveId, userId);
  await mails();
  const segments = trainingDraft(null).segments.map((one) => ({ ...one, day: '2027-03-19' }));
  const draft = trainingDraft(null, { segments, registrationClosesAt: '2027-03-12T08:00:00.000Z' });
  const input = { intensiveId: id, revision: 1, draft, answerBy: '2027-02-01T00:00:00.000Z' };
  const RESCHEDULE = `mutation ($input: RescheduleIntensiveInput!) { rescheduleIntensive(input: $input) { __typename ${SAVED} } }`;
  await events.ask(events.owner, RESCHEDULE, { input });
  const says =
    'It takes place on Fri, March 19, 2027, 09:30 to 12:45 (America/Los_Angeles) instead of Fri, March 12, 2027, 09:30 to 12:45 (America/Los_Angeles).';
  expect((await changes(userId, id)).at(-1)?.says[0]).toBe(says);
  await endHolds.run({ db: events.world.db, clock: () => NOW }, {});
  const [mail] = await mails();
  expect(mail?.text).toContain(`- ${says}`);
});

test('why an event was canceled is read by whoever had a place, by its mail too, and by nobody else', async () => {
  const { db } = events.world;
  const { id, intensiveId } = await training('canceled');
  const [seated, left, stranger] = [await newLearner(db), await newLearner(db), await newLearner(db)];
  await register(intensiveId, seated);
  const { registrationId } = await register(intensiveId, left);
  await cancelRegistration(db, actOf(left, NOW), { registrationId });
  await mails();
  await cancelIntensive(db, actOf(events.owner, NOW), { intensiveId, reason: 'The trainer fell ill.' });
  await cancelIntensiveJob.run({ db, stripe: null, clock: () => NOW }, { intensiveId });
  for (const userId of [seated, left])
    expect((await changes(userId, id)).at(-1)).toMatchObject({
      kind: 'CANCELLED',
      says: [expect.anything(), 'The trainer fell ill.'],
    });
  expect([await changes(stranger, id), await changes(null, id)]).toEqual([[], []]);
  const [mail] = await mails();
  expect(mail?.text).toContain('The reason: The trainer fell ill.');
});

test('an applicant of an event for two is told that a step is open, not of the other; members hear of the application of two', async () => {
  const { db } = events.world;
  const { id } = await publishedIntensive(events, 'for-two', couplesDraft(null));
  const APPLY = 'mutation ($input: ApplyToIntensiveInput!) { applyToIntensive(input: $input) { __typename } }';
  await events.ask(await newLearner(db), APPLY, {
    input: { intensiveId: globalId('Intensive', keyOf(id)), adult: true },
  });
  const [mail, ...more] = await mails();
  expect(mail?.text).toContain('one step in your account is still open');
  expect(mail?.text).not.toMatch(/invite|with you|two|both/i);
  expect(mail?.text).not.toMatch(/When:|Where:|A reply/);
  expect(mail).not.toHaveProperty('replyTo');
  expect(more).toEqual([]);
});
