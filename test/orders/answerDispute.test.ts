import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { type DisputeId, newId, type UserId } from '../../drizzle/ids.ts';
import { auditEvents, disputes, eventMails, memberships } from '../../drizzle/schema.ts';
import type { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { userAct } from '../../schema/act.ts';
import { ForbiddenError, NotFoundError } from '../../schema/errors.ts';
import { cancelIntensive, cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { answerDispute, disputeEvidence } from '../../schema/orders/operations/stripe/answerDispute.ts';
import { mailsOf } from '../support/orderRows.ts';
import { sendAll } from '../support/outbox.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';
import { newLearner } from '../support/world.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const member = async (role: (typeof MEMBER_ROLES)[number]): Promise<UserId> => {
  const userId = await newLearner(desk.db);
  await desk.db.insert(memberships).values({ userId, organizationId: desk.own.organizationId, role });
  return userId;
};
const actOf = (userId: UserId) => userAct(userId, desk.clock());

/** A payment that its bank disputes. */
const disputed = async (changes: Parameters<Desk['event']>[0] = {}) => {
  const ordered = await desk.order(await desk.event(changes));
  const { payment_intent: intent } = desk.fake.complete(await desk.session(ordered.orderId));
  const { id } = desk.fake.openDispute(desk.fake.state.intents.get(intent ?? '')?.latest_charge ?? '');
  await desk.openCheckout(ordered.orderId);
  await desk.pass(2);
  await desk.reconcile();
  const [row] = await desk.db.select().from(disputes).where(eq(disputes.stripeDisputeId, id));
  return { ...ordered, stripeDisputeId: id, disputeId: row?.id as DisputeId };
};

test('evidence is the order, the policy as accepted and the mails sent, and nothing that tells what it was about', async () => {
  const { disputeId, stripeDisputeId, orderId, userId, registrationId } = await disputed();
  const at = new Date('2026-11-26T10:00:00Z');
  const facts = { name: 'After the Affair' };
  await desk.db.insert(eventMails).values([
    { key: `state ${registrationId} 99`, userId, text: 'PLACE_CONFIRMED', facts, madeAt: at, sentAt: at },
    { key: 'state of another', userId, text: 'PLACE_CANCELLED', facts, madeAt: at, sentAt: at },
    { key: `late:${orderId}`, userId, text: 'NOT_SENT', facts, madeAt: at },
  ]);
  const owner = await member('OWNER');
  const shown = await disputeEvidence(desk.db, actOf(owner), { disputeId });
  expect(await answerDispute(desk.needs, actOf(owner), { disputeId })).toEqual({ ok: true });
  const { evidence, status } = desk.fake.state.disputes.get(stripeDisputeId) ?? {};
  expect([evidence, status]).toEqual([shown, 'under_review']);
  expect(shown).toMatchObject({
    product_description: 'A place, sold as "Evening Program", for USD 450.00.',
    customer_name: 'Robin Example',
    refund_policy_disclosure: expect.stringContaining('No refunds.'),
    uncategorized_text: expect.stringContaining('2026-11-26 10:00 UTC: place confirmed'),
  });
  expect(Object.keys(shown).sort()).toEqual([
    'customer_email_address',
    'customer_name',
    'product_description',
    'refund_policy_disclosure',
    'uncategorized_text',
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/affair|couple|cancelled|not sent/i);
  expect((await desk.db.select().from(disputes).where(eq(disputes.id, disputeId)))[0]).toMatchObject({
    status: 'under_review',
  });
  const [event] = await desk.db.select().from(auditEvents).where(eq(auditEvents.objectId, orderId));
  expect(event).toMatchObject({ verb: 'DISPUTE_ANSWERED', actor: 'owner', details: { dispute: disputeId } });
  expect(await answerDispute(desk.needs, actOf(owner), { disputeId })).toEqual({ ok: true });
});

test('words of a policy that name a discreet event are left out', async () => {
  const policy = { refundTiers: [], transferUntil: null, text: 'Nobody who came after the Affair gets money back.' };
  const owner = actOf(await member('OWNER'));
  const said = async (changes: Parameters<Desk['event']>[0]) =>
    (await disputeEvidence(desk.db, owner, { disputeId: (await disputed(changes)).disputeId }))
      .refund_policy_disclosure;
  const hidden = await said({ policy });
  expect(hidden).not.toMatch(/affair/i);
  expect(hidden).toMatch(/accepted it on .*left out here because they tell what was bought/s);
});

test('owners hear of a dispute once, with the last moment to answer', async () => {
  const owner = await member('OWNER');
  const { orderId } = await disputed();
  await desk.pass(10);
  await desk.reconcile();
  const written = await desk.db.select().from(eventMails).where(eq(eventMails.userId, owner));
  expect(written.filter(({ facts }) => facts.about === orderId)).toMatchObject([{ text: 'DISPUTE_OPENED' }]);
  const mail = (await sendAll(desk.db)).find(({ subject }) => subject === 'A payment is disputed');
  expect(mail?.text).toMatch(/“Evening Program”: USD 450\.00.* until \w{3}, [A-Z][a-z]+ \d+, 20\d\d, \d\d:\d\d \(/s);
});

test.each([
  ['won', [{ cause: 'EVENT_CANCELLED', amountMinor: 45_000 }]],
  ['lost', []],
] as const)('a canceled event owes what a bank had taken when the dispute is %s: %j', async (end, refunds) => {
  const owner = actOf(await member('OWNER'));
  const { orderId, stripeDisputeId } = await disputed();
  const { order } = await desk.standing(orderId);
  const { intensiveId } = order;
  await cancelIntensive(desk.db, owner, { intensiveId, reason: 'The room burned down.' });
  await cancelIntensiveJob.run(desk.needs, { intensiveId });
  expect(await desk.standing(orderId)).toMatchObject({ refunds: [], places: ['CANCELLED'] });
  expect(await mailsOf(desk.db, orderId)).not.toContain('PLACE_GIVEN_UP');
  desk.fake.closeDispute(stripeDisputeId, end);
  for (let run = 0; run < 2; run += 1) {
    await desk.pass(2);
    await desk.reconcile();
  }
  const now = await desk.standing(orderId);
  expect(now.refunds.map(({ cause, amountMinor }) => ({ cause, amountMinor }))).toEqual(refunds);
});

test('a dispute that is over takes no answer', async () => {
  const { disputeId, stripeDisputeId } = await disputed();
  desk.fake.closeDispute(stripeDisputeId, 'lost');
  expect(await answerDispute(desk.needs, actOf(await member('ORGANIZER')), { disputeId })).toEqual({
    ok: false,
    because: 'OVER',
  });
});

test('only who may manage money sees or sends it; strangers learn nothing', async () => {
  const { disputeId, userId } = await disputed();
  const before = desk.fake.seen.length;
  await expect(answerDispute(desk.needs, actOf(await member('INSTRUCTOR')), { disputeId })).rejects.toThrow(
    ForbiddenError,
  );
  for (const stranger of [userId, await newLearner(desk.db)])
    await expect(disputeEvidence(desk.db, actOf(stranger), { disputeId })).rejects.toThrow(NotFoundError);
  const owner = actOf(await member('OWNER'));
  await expect(answerDispute(desk.needs, owner, { disputeId: newId<DisputeId>() })).rejects.toThrow(NotFoundError);
  expect(desk.fake.seen).toHaveLength(before);
});
