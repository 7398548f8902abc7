import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { HoldId, IntensiveChangeId, OrderId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { addChange } from '../../schema/intensives/operations/addChange.ts';
import { cancelOrder } from '../../schema/orders/operations/cancelOrder.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { leaveEverything } from '../../schema/orders/operations/leaveEverything.ts';
import { answerChangeOfPlace } from '../../schema/orders/operations/ofOrder.ts';
import { applyObject } from '../../schema/orders/operations/stripe/applyObject.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { sendAll } from '../support/outbox.ts';
import { addMember, passBy, people } from '../support/seatRows.ts';
import { type Pair, type Person, type PairStage as Stage, soldPairs } from '../support/soldPairs.ts';
import { AGENCY, openShop, type Shop } from '../support/tills.ts';

let { db, counter, close } = {} as Shop;
let owner: UserId;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 6 }));
  owner = await addMember(db, counter.organizationId, 'OWNER');
});
afterAll(() => close());

const { offered, bring, knows } = soldPairs(() => ({ db, counter, owner }));
const act = (userId: UserId) => userAct(userId, new Date());
type Case = { pair: Pair; actor: Person; other: Person; payer: Person; orderId: OrderId | null; by: 'till' | 'closed' };

const holdOf = async ({ registrationId }: Person): Promise<HoldId> => {
  const [row] = await db.select().from(tables.registrations).where(eq(tables.registrations.id, registrationId));
  return row?.holdId as HoldId;
};
const sessionOf = async (orderId: OrderId | null): Promise<string> => {
  const [row] = await db
    .select()
    .from(tables.checkouts)
    .where(eq(tables.checkouts.orderId, orderId as OrderId));
  return row?.sessionId ?? '';
};

/** What one of the two does. */
const DEEDS = {
  'cancels the own place': ({ actor, by }: Case) =>
    cancelRegistration(counter[by], act(actor.userId), { registrationId: actor.registrationId, reason: null }),
  'cancels the order': ({ actor, orderId, by }: Case) => cancelOrder(counter[by], act(actor.userId), { orderId }),
  'cancels the other place, which they pay for': ({ actor, other, by }: Case) =>
    cancelRegistration(counter[by], act(actor.userId), { registrationId: other.registrationId, reason: null }),
  'leaves after a change': async ({ pair, actor, by }: Case) => {
    const { intensiveId } = pair;
    const answerBy = new Date(Date.now() + 86_400_000);
    const asked = { says: ['Other times.'], answerBy, now: new Date() };
    await db.transaction((tx) => addChange(tx, intensiveId, { kind: 'RESCHEDULED', ...asked }));
    const ofEvent = eq(tables.intensiveChanges.intensiveId, intensiveId);
    const [change] = await db.select().from(tables.intensiveChanges).where(ofEvent);
    const changeId = change?.id as IntensiveChangeId;
    const answer = { changeId, registrationId: actor.registrationId, answer: 'LEAVES' } as const;
    await answerChangeOfPlace(counter[by], act(actor.userId), answer);
  },
  'is erased': ({ actor }: Case) =>
    db.transaction((tx) => leaveEverything(tx, { userId: actor.userId, at: new Date() })),
};

/** What happens to both, though one of them was to pay. */
const LAPSES = {
  'the time passes': async ({ actor }: Case) => {
    await passBy(db, await holdOf(actor));
    await endHolds.run({ db, clock: () => new Date() }, {});
  },
  'the payment fails': async ({ orderId }: Case) => {
    const id = await sessionOf(orderId);
    const apply = () =>
      applyObject({ db, stripe: counter.till.stripe as never }, { kind: 'CHECKOUT', id, now: new Date() });
    counter.fake.complete(id, 'us_bank_account');
    await apply();
    counter.fake.settle(id, 'failed');
    await apply();
  },
};

/** Mails about the order and its money go to whoever pays, in words that name nobody. */
const OF_MONEY = ['ORDER_CANCELLED', 'REFUND_REQUESTED', 'PLACE_GIVEN_UP', 'INVOICE_LAPSED'];

type Way = { deed: keyof typeof DEEDS; stages: readonly Stage[]; payerActs?: boolean };
const WAYS: readonly Way[] = [
  { deed: 'cancels the own place', stages: ['OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED'] },
  { deed: 'cancels the order', stages: ['HELD', 'AWAITING_PAYMENT'], payerActs: true },
  {
    deed: 'cancels the other place, which they pay for',
    stages: ['HELD', 'AWAITING_PAYMENT', 'CONFIRMED'],
    payerActs: true,
  },
  { deed: 'leaves after a change', stages: ['CONFIRMED'] },
  { deed: 'is erased', stages: ['OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED'] },
];
const BOTH = ['first', 'second'] as const;

const cases = WAYS.flatMap(({ deed, stages, payerActs = false }) =>
  stages.flatMap((stage) =>
    BOTH.flatMap((actor) =>
      (payerActs ? [actor] : stage === 'OFFERED' ? BOTH.slice(0, 1) : BOTH).flatMap((payer) =>
        // With Stripe, the page of the payment ends first.
        (stage === 'HELD' ? (['till', 'closed'] as const) : (['closed'] as const)).map((by) => ({
          ...{ deed, stage, actor, payer, by },
        })),
      ),
    ),
  ),
);

const open = async ({ stage, actor, payer, by }: Omit<(typeof cases)[number], 'deed'>): Promise<Case> => {
  const pair = await offered();
  const orderId = await bring(pair, stage, pair[payer]);
  await db.delete(tables.eventMails);
  return {
    pair,
    actor: pair[actor],
    other: pair[actor === 'first' ? 'second' : 'first'],
    payer: pair[payer],
    orderId,
    by,
  };
};

describe('of a pair, the other learns neither who ended it nor why, when', () => {
  test.each(cases)('in $stage, paid by the $payer, the $actor $deed ($by)', async ({ deed, ...how }) => {
    const one = await open(how);
    await DEEDS[deed](one);
    const { line, mails } = await knows(one.other);
    expect(line).toBe('CANCELLED PLACE_ENDED system');
    expect(mails.map(({ text }) => text).filter((text) => !OF_MONEY.includes(text))).toEqual(['PLACE_ENDED']);
    if (one.payer !== one.other) expect(mails).toHaveLength(1);
    const words = (await sendAll(db)).filter(({ to }) => to === one.other.email);
    for (const { subject, text } of words) {
      expect(`${subject} ${text}`).not.toMatch(/partner|withdr|eras|you canceled|other person/i);
      expect(text).not.toContain(one.actor.email);
    }
    const own = (await knows(one.actor)).line;
    expect(own).toMatch(/^CANCELLED (WITHDRAWN|EVENT_CHANGED|ERASED) (user|system)$/);
  });

  test.each(
    (['first', 'second'] as const).flatMap(
      (payer) =>
        [
          { way: 'the time passes', stage: 'OFFERED', payer },
          { way: 'the time passes', stage: 'HELD', payer },
          { way: 'the time passes', stage: 'AWAITING_PAYMENT', payer },
          { way: 'the payment fails', stage: 'HELD', payer },
        ] as const,
    ),
  )('$way in $stage, paid by the $payer', async ({ way, stage, payer }) => {
    const one = await open({ stage, payer, actor: payer, by: 'till' });
    await LAPSES[way](one);
    expect(await knows(one.other)).toMatchObject({ line: 'LAPSED HOLD_ENDED system', mails: [{ text: 'HOLD_ENDED' }] });
  });

  test.each(['OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED'] as const)(
    'the organization ends it in %s: both read the same',
    async (stage) => {
      for (const which of BOTH) {
        const one = await open({ stage, payer: 'first', actor: which, by: 'closed' });
        const asked = { registrationId: one.actor.registrationId, reason: 'The room is closed.' };
        await cancelRegistration(counter.closed, act(owner), asked);
        const [own, other] = [await knows(one.actor), await knows(one.other)];
        expect(own.line).toBe('CANCELLED BY_ORGANIZER member');
        expect(other.line).toBe(own.line);
      }
    },
  );
});

test('whoever claimed a place of a group learns no more of its buyer', async () => {
  const [buyer, guest] = (await people(db, 2)) as [UserId, UserId];
  for (const settlement of ['CHECKOUT', 'INVOICE'] as const) {
    const intensiveId = await counter.event({ invoiceDays: 14 });
    const asked = { places: 2, payer: AGENCY, settlement };
    const { orderId, registrationIds } = await counter.register(buyer, intensiveId, asked);
    const [registrationId] = registrationIds as [RegistrationId];
    await db
      .update(tables.registrations)
      .set({ userId: guest, adultStatedAt: new Date(), claimedAt: new Date() })
      .where(eq(tables.registrations.id, registrationId));
    await cancelOrder(counter.till, act(buyer), { orderId });
    const { line } = await knows({ registrationId, userId: guest, email: '' });
    expect(line).toBe('CANCELLED PLACE_ENDED system');
  }
});
