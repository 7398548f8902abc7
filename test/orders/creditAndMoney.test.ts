import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CreditOfferId, IntensiveId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { recordReported } from '../../schema/credits/operations/recordReported.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import { refundRegistration } from '../../schema/orders/operations/refundRegistration.ts';
import { settleCredit } from '../../schema/orders/operations/settleCredit.ts';
import { applyDispute } from '../../schema/orders/operations/stripe/applyDispute.ts';
import { type CREDIT_STANDINGS, consequenceOf, type MONEY_ACTS } from '../../schema/orders/rules/creditAndMoney.ts';
import {
  AFTER,
  ATTENDED_NAME,
  type Attendee,
  attendedCredit,
  BODIES,
  creditedTraining,
  WHOLE,
} from '../support/attendedCredit.ts';
import { blockersOfRefusal } from '../support/finishing.ts';
import { type Events, openEvents } from '../support/intensives.ts';
import { addOrder, pay, standing } from '../support/orderRows.ts';
import { globalId } from '../support/quizPages.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
let place: Awaited<ReturnType<typeof creditedTraining>>;
let offer: CreditOfferId;
beforeAll(async () => {
  events = await openEvents();
  place = await creditedTraining(events);
  offer = await place.offered(BODIES.naadac);
});
afterAll(() => events.world.close());

const { finisher, claim } = attendedCredit(
  () => events,
  () => place,
);
const PRICE = 20_000;

/** Somebody whose place is sold, and paid unless said otherwise, and who did everything but claim. */
const sold = async (paid = true) => {
  const { db } = events.world;
  const intensiveId: IntensiveId = place.training.intensiveId;
  const userId = await newLearner(db, ATTENDED_NAME);
  const { orderId, places } = await addOrder(db, intensiveId, { userId });
  const registrationId = places[0];
  if (registrationId === undefined) throw new Error('nothing was sold');
  const intent = `pi_${orderId}`;
  if (paid) await pay(db, orderId, PRICE, { intent });
  else
    await db
      .update(tables.registrations)
      .set({ state: 'CONFIRMED', confirmedAt: AFTER })
      .where(eq(tables.registrations.id, registrationId));
  const who: Attendee = { userId, registrationId, id: globalId('Registration', registrationId) };
  return { ...(await finisher(WHOLE, who)), orderId, intent };
};
type Sold = Awaited<ReturnType<typeof sold>>;

const refund = async ({ registrationId, orderId }: Sold) => {
  const { leftMinor } = (await standing(events.world.db, orderId)).money;
  const asked = { registrationId, amountMinor: PRICE, leftMinor, reason: 'They asked.' };
  return refundRegistration(events.world.db, userAct(events.owner, AFTER), asked);
};
const lose = ({ intent }: Sold, status = 'lost') => {
  const dispute = {
    id: `dp_${intent}`,
    intentId: intent,
    amountMinor: PRICE,
    currency: 'USD',
    reason: 'general',
    status,
  };
  const facts = { ...dispute, openedAt: AFTER, evidenceDueAt: null };
  return applyDispute(events.world.db, { account: async () => ({ id: 'acct_1' }), livemode: false } as never, {
    dispute: facts as never,
    now: AFTER,
  });
};
const policy = (refundAfterCredit: 'REFUSE' | 'REVOKE') =>
  events.world.db
    .update(tables.organizations)
    .set({ refundAfterCredit })
    .where(eq(tables.organizations.id, events.organizationId));
const revoked = async ({ enrollmentId }: Sold) => {
  const rows = await events.world.db
    .select()
    .from(tables.certificates)
    .where(eq(tables.certificates.enrollmentId, enrollmentId));
  return rows.map(({ revocationReason }) => revocationReason);
};
const codes = async ({ enrollmentId }: Sold) =>
  blockers(await standingOf(events.world.db, enrollmentId), AFTER).map(({ code }) => code);

test.each<[(typeof CREDIT_STANDINGS)[number], (typeof MONEY_ACTS)[number], string, string]>([
  ['NONE', 'GIVE_BACK', 'FREE', 'FREE'],
  ['NONE', 'MOVE', 'FREE', 'FREE'],
  ['NONE', 'BANK_TAKES', 'FREE', 'FREE'],
  ['ISSUED', 'GIVE_BACK', 'REFUSE', 'REVOKE'],
  ['ISSUED', 'MOVE', 'REFUSE', 'REFUSE'],
  ['ISSUED', 'BANK_TAKES', 'LIST', 'REVOKE'],
  ['REPORTED', 'GIVE_BACK', 'REFUSE', 'REFUSE'],
  ['REPORTED', 'MOVE', 'REFUSE', 'REFUSE'],
  ['REPORTED', 'BANK_TAKES', 'LIST', 'LIST'],
])('credit %s, %s: refusing organizations %s, revoking ones %s', (credit, act, refusing, revoking) => {
  expect([consequenceOf(credit, act, 'REFUSE'), consequenceOf(credit, act, 'REVOKE')]).toEqual([refusing, revoking]);
});

describe('before an award', () => {
  test('money goes back freely, and then nothing can be claimed', async () => {
    const who = await sold();
    expect(await codes(who)).toEqual([]);
    await refund(who);
    // On its way is back: a claim now would be free of charge.
    expect(await blockersOfRefusal(claim(who, []))).toEqual(['PAYMENT_DUE']);
  });

  test('a place that is owed, or in dispute, waits', async () => {
    expect(await codes(await sold(false))).toEqual(['PAYMENT_DUE']);
    const who = await sold();
    await lose(who, 'needs_response');
    expect(await codes(who)).toEqual(['PAYMENT_DUE']);
    await lose(who, 'won');
    expect(await codes(who)).toEqual([]);
  });
});

describe('after it', () => {
  test('an organization that refuses keeps money and certificate; a bank is not refused', async () => {
    await policy('REFUSE');
    const who = await sold();
    const { plain } = await claim(who, [offer]);
    await expect(refund(who)).rejects.toMatchObject({
      code: 'CREDIT_ISSUED',
      reported: false,
      certificateNumbers: expect.arrayContaining([plain.number]),
    });
    expect((await standing(events.world.db, who.orderId)).refunds).toEqual([]);
    // Whoever is no member learns no number.
    const asked = { registrationIds: [who.registrationId], what: 'GIVE_BACK' as const };
    await expect(
      events.world.db.transaction((tx) => settleCredit(tx, userAct(who.userId, AFTER), asked)),
    ).rejects.toMatchObject({ certificateNumbers: [] });
    await lose(who);
    expect(await revoked(who)).toEqual([null, null]);
    const source = 'query ($id: ID!) { node(id: $id) { ... on Order { disputes { certificateNumbers } } } }';
    const { data } = await events.ask(events.owner, source, { id: globalId('Order', who.orderId) }, AFTER);
    expect(data).toMatchObject({
      node: { disputes: [{ certificateNumbers: expect.arrayContaining([plain.number]) }] },
    });
  });

  test('one that revokes gives the money back and revokes every certificate of the place, with a public reason', async () => {
    await policy('REVOKE');
    const who = await sold();
    await claim(who, [offer]);
    await refund(who);
    expect(await revoked(who)).toEqual(['ADMINISTRATIVE', 'ADMINISTRATIVE']);
    const other = await sold();
    await claim(other, [offer]);
    await lose(other);
    await lose(other);
    expect(await revoked(other)).toEqual(['ADMINISTRATIVE', 'ADMINISTRATIVE']);
  });

  test('what was reported is taken back by nobody here', async () => {
    await policy('REVOKE');
    const who = await sold();
    const { awards } = await claim(who, [offer]);
    const on = awards[0]?.award.countsOn ?? '';
    const [row] = await events.world.db.select().from(tables.creditOffers).where(eq(tables.creditOffers.id, offer));
    const report = { approvalId: row?.approvalId ?? null, from: on, to: on, reportedOn: '2027-03-20' };
    const said = () => recordReported(events.world.db, userAct(events.owner, AFTER), report);
    expect((await said()).reported).toBeGreaterThan(0);
    expect(await said()).toEqual({ reported: 0 });
    await expect(refund(who)).rejects.toMatchObject({ code: 'CREDIT_ISSUED', reported: true });
    await lose(who);
    expect(await revoked(who)).toEqual([null, null]);
    await expect(recordReported(events.world.db, userAct(who.userId, AFTER), report)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('a refund and a claim at the same moment never give both', async () => {
    await policy('REFUSE');
    for (let round = 0; round < 6; round += 1) {
      const who = await sold();
      const [given, back] = await Promise.allSettled([claim(who, [offer]), refund(who)]);
      expect([given.status, back.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});
