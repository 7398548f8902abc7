import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { HoldId, IntensiveId, OrderId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import type { IntensivePolicy } from '../../drizzle/tables/intensives.ts';
import type { FrozenTax } from '../../drizzle/tables/orders.ts';
import { lockIntensive, pricesOf } from '../../schema/intensives/queries.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import { soldAs } from '../../schema/intensives/rules/shown.ts';
import { makeOrder } from '../../schema/orders/operations/makeOrder.ts';
import { recordMoney } from '../../schema/orders/operations/recordMoney.ts';
import { lockOrder, type OrderRow } from '../../schema/orders/queries.ts';
import type { Installment } from '../../schema/orders/rules/terms.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { takeHold } from '../../schema/registrations/operations/takeHold.ts';
import { actOf, NOW, person } from './seatRows.ts';

/** All back until 14 days before, half until 48 hours before. */
export const POLICY: IntensivePolicy = {
  refundTiers: [
    { until: { unit: 'CALENDAR_DAYS', count: 14 }, percent: 100 },
    { until: { unit: 'HOURS', count: 48 }, percent: 50 },
  ],
  transferUntil: { unit: 'HOURS', count: 24 },
  text: 'Who withdraws in time gets money back.',
};

const NO_TAX: FrozenTax = {
  treatment: 'NOT_REGISTERED',
  rateHundredths: 0,
  registrationNumber: null,
  words: '',
  source: 'our accountant',
};
export const TAXED: FrozenTax = {
  treatment: 'STANDARD',
  rateHundredths: 1900,
  registrationNumber: 'DE123456789',
  words: 'Includes 19 % tax.',
  source: 'Example Code, section 12',
};

type Terms = {
  userId?: UserId;
  seats?: number;
  /** How many of them have a person, each another one; the first is the buyer. */
  claimed?: number;
  installments?: readonly Installment[];
  settlement?: 'CHECKOUT' | 'INVOICE';
  tax?: FrozenTax;
};
export type Ordered = { order: OrderRow; orderId: OrderId; holdId: HoldId; userId: UserId; places: RegistrationId[] };

/** A person with a hold and an order for it, as registering leaves them. */
export const addOrder = async (db: Database, intensiveId: IntensiveId, terms: Terms = {}): Promise<Ordered> => {
  const { seats = 1, claimed = 1, installments = [], settlement = 'CHECKOUT', tax = NO_TAX } = terms;
  const userId = terms.userId ?? (await person(db));
  const others = await Promise.all(Array.from({ length: claimed - 1 }, () => person(db)));
  return db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    const act = actOf(userId);
    const ends = { expiresInSeconds: 1860, marginSeconds: 600 };
    const hold = await takeHold(tx, act, { intensive, userId, kind: settlement, seats, own: claimed > 0, ...ends });
    const places: RegistrationId[] = [];
    const state = settlement === 'CHECKOUT' ? 'HELD' : 'AWAITING_PAYMENT';
    for (let at = 0; at < seats; at += 1) {
      const whose = at < claimed ? ([userId, ...others][at] ?? null) : null;
      places.push(
        await openRegistration(tx, act, { intensive, userId: whose, holdId: hold.id, state, adult: whose !== null }),
      );
    }
    const [price] = await pricesOf(tx, intensiveId);
    if (price === undefined) throw new Error('the event has no price');
    const order = await makeOrder(tx, {
      ...{ intensive, placedBy: userId, price, code: null, tax, places, soldAs: soldAs(intensive), settlement },
      ...{ holdId: hold.id, policySha256: policyHash(intensive.policy), installments, now: NOW },
      payer: { kind: 'PERSON', name: 'Robin Example', ...NOWHERE, email: `payer-${userId}@example.org` },
    });
    return { order, orderId: order.id, holdId: hold.id, userId, places };
  });
};
const NOWHERE = { address: null, country: 'US', taxId: null, purchaseOrder: null };

let intents = 0;
type Paid = { intent?: string; account?: string; method?: 'STRIPE' | 'BANK_TRANSFER'; now?: Date };

/** Money comes for an order; each by a PaymentIntent of its own, unless one is named. */
export const pay = (db: Database, orderId: OrderId, amountMinor: number, paid: Paid = {}) => {
  intents += 1;
  const { method = 'STRIPE', intent = `pi_${process.pid}_${intents}`, account = 'acct_1', now = NOW } = paid;
  const stripe = { account, livemode: false, paymentIntentId: intent, chargeId: `ch_${intent}` };
  const how = method === 'STRIPE' ? stripe : { evidence: 'statement 12' };
  return db.transaction((tx) => recordMoney(tx, { orderId, method, amountMinor, ...how, receivedAt: now, now }));
};

/** Everything that tells where an order stands. */
export const standing = async (db: Database, orderId: OrderId) =>
  db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null) throw new Error('there is no such order');
    const lines = await tx
      .select({ state: tables.registrations.state })
      .from(tables.orderLines)
      .innerJoin(tables.registrations, eq(tables.registrations.id, tables.orderLines.registrationId))
      .where(eq(tables.orderLines.orderId, orderId))
      .orderBy(tables.orderLines.position);
    const documents = await tx
      .select()
      .from(tables.invoices)
      .where(eq(tables.invoices.orderId, orderId))
      .orderBy(tables.invoices.id);
    return {
      order: locked.order,
      ...{ state: locked.standing.state, money: locked.standing, places: lines.map(({ state }) => state) },
      payments: locked.payments.map(({ amountMinor }) => amountMinor),
      refunds: locked.refunds.map(({ amountMinor, cause, state }) => `${cause} ${amountMinor} ${state}`),
      refundIds: locked.refunds.map(({ id }) => id),
      documents: documents.map(({ series, facts }) => `${series} ${facts.totalMinor}`),
      papers: documents,
    };
  });

/** The texts of the mails to an order's payer, oldest first. */
export const mailsOf = async (db: Database, orderId: OrderId): Promise<string[]> => {
  const rows = await db
    .select()
    .from(tables.eventMails)
    .where(sql`${tables.eventMails.facts} ->> 'order' = ${orderId}`)
    .orderBy(tables.eventMails.id);
  return rows.map(({ text }) => text);
};
