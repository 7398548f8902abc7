import { eq, sql } from 'drizzle-orm';
import { connect, type Database, type Pool } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, OrderId, OrganizationId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import {
  checkouts,
  holds,
  intensivePrices,
  intensives,
  orders,
  organizations,
  payments,
  refunds,
  registrationStates,
  registrations,
  stripeEvents,
  taxChoices,
  users,
} from '../../../drizzle/schema.ts';
import { intensiveById } from '../../../schema/intensives/queries.ts';
import { policyHash } from '../../../schema/intensives/rules/policyHash.ts';
import { soldAs } from '../../../schema/intensives/rules/shown.ts';
import { makeOrder } from '../../../schema/orders/operations/makeOrder.ts';
import { openCheckout } from '../../../schema/orders/operations/stripe/openCheckout.ts';
import { stripeEvent } from '../../../schema/orders/operations/stripe/receiveEvent.ts';
import { reconcileStripe } from '../../../schema/orders/operations/stripe/reconcile.ts';
import type { StripeSettings } from '../../../server/settings/stripe.ts';
import { openStripe } from '../../../server/stripe/gateway.ts';
import { createTestDatabase } from '../database.ts';
import { makeClockMovable } from '../movableClock.ts';
import { type Stripe, startStripe } from './standIn.ts';

type Options = { livemode?: boolean; max?: number };
const PUBLIC_URL = 'https://attune.example.org';
const MINUTE_MS = 60_000;

/** The settings by which the service reaches a stand-in. */
export const settingsFor = (fake: Stripe): StripeSettings => ({
  secretKey: fake.secretKey,
  webhookSecret: fake.webhookSecret,
  apiBase: fake.url,
  seller: 'sample-institute',
  livemode: fake.state.account.livemode,
});

/** A database, the stand-in of Stripe, and what sells places between them. */
export const openDesk = async ({ livemode = false, max = 8 }: Options = {}) => {
  const database = await createTestDatabase();
  const movable = await makeClockMovable(database.ownerUrl);
  const pool = connect(database.appUrl, { max });
  const fake = await startStripe({ livemode });
  const opened = openStripe(settingsFor(fake), 1_000);
  const lines: object[] = [];
  const time = { ahead: 0 };
  const clock = () => new Date(Date.now() + time.ahead);
  const log = { warn: (facts: object) => void lines.push(facts) };
  const needs = {
    db: pool.db,
    stripe: opened.gateway,
    stripeSeller: 'sample-institute',
    publicUrl: PUBLIC_URL,
    clock,
    log,
  };
  return {
    ...{ pool, db: pool.db, fake, opened, stripe: opened.gateway, needs, clock, logged: lines },
    ...{ ownerUrl: database.ownerUrl, appUrl: database.appUrl },
    ...(await shop(pool, clock)),
    /** Lets time pass for the service, for Stripe and for the database. */
    pass: async (minutes: number) => {
      const ms = minutes * MINUTE_MS;
      time.ahead += ms;
      fake.advance(ms);
      await movable.advance(ms);
    },
    openCheckout: (orderId: OrderId) => openCheckout(needs, { orderId, now: clock() }),
    /** Opens the checkout of an order; answers the id of its session. */
    session: async (orderId: OrderId): Promise<string> => {
      const opened = await openCheckout(needs, { orderId, now: clock() });
      if (!opened.ok) throw new Error(`no checkout: ${opened.because}`);
      return sessionIdOf(pool.db, orderId);
    },
    /** Runs the jobs of all events that were received. */
    work: async () => {
      const open = await pool.db.select({ id: stripeEvents.id }).from(stripeEvents).where(sql`done_at is null`);
      for (const { id } of open) await stripeEvent.run(needs, { id });
      return open.length;
    },
    reconcile: () => reconcileStripe.run(needs, {}),
    close: async () => {
      await pool.close();
      await Promise.all([fake.stop(), database.drop()]);
    },
  };
};
export type Desk = Awaited<ReturnType<typeof openDesk>>;

export const sessionIdOf = async (db: Database, orderId: OrderId): Promise<string> => {
  const rows = await db.select().from(checkouts).where(eq(checkouts.orderId, orderId)).orderBy(checkouts.attempt);
  const id = rows.at(-1)?.sessionId;
  if (id == null) throw new Error('the checkout has no session');
  return id;
};

type Shop = { organizationId: OrganizationId; taxChoiceId: (typeof taxChoices.$inferSelect)['id'] };

const shop = async ({ db }: Pool, clock: () => Date) => {
  const own = await seller(db);
  return {
    own,
    /** A published event that costs something. */
    event: (changes: EventChanges = {}) => newEvent(db, own, changes, clock()),
    /** A person with a hold and an order for it, as the verb of registering leaves them. */
    order: (event: Event, wanted: Wanted = {}) => newOrder(db, event, wanted, clock()),
    /** Everything that tells where an order stands. */
    standing: (orderId: OrderId) => standingOf(db, orderId),
  };
};

const seller = async (db: Database): Promise<Shop> => {
  const [organization] = await db
    .insert(organizations)
    .values({
      ...{ slug: 'sample-institute', legalName: 'Sample Institute', timeZone: 'America/New_York', address: ['1 Way'] },
      ...{ website: 'https://sample.example.org', email: 'office@example.org' },
      ...{ grievanceContact: 'office@example.org', accommodationContact: 'office@example.org' },
    })
    .returning({ id: organizations.id });
  if (organization === undefined) throw new Error('no organization was inserted');
  const [tax] = await db
    .insert(taxChoices)
    .values({
      ...{ organizationId: organization.id, label: 'None', treatment: 'NOT_REGISTERED', rateHundredths: 0 },
      ...{ words: '', source: 'our accountant', reason: 'below the limit', startsOn: '2026-01-01' },
      recordedAt: new Date(),
    })
    .returning({ id: taxChoices.id });
  if (tax === undefined) throw new Error('no choice of tax was inserted');
  return { organizationId: organization.id, taxChoiceId: tax.id };
};

type EventChanges = Partial<typeof intensives.$inferInsert> & { priceMinor?: number };
type Event = { intensiveId: IntensiveId; price: typeof intensivePrices.$inferSelect };
let events = 0;

const newEvent = async (
  db: Database,
  own: Shop,
  { priceMinor = 45_000, ...changes }: EventChanges,
  at: Date,
): Promise<Event> => {
  events += 1;
  const now = at.getTime();
  const [intensive] = await db
    .insert(intensives)
    .values({
      ...{ organizationId: own.organizationId, slug: `event-${events}`, kind: 'COUPLES', admission: 'APPLICATION' },
      ...{ title: 'After the Affair', neutralName: 'Evening Program', description: 'A day.', place: 'Online' },
      ...{ timeZone: 'America/New_York', capacity: 10, currency: 'USD', offerHours: 24 },
      ...{ registrationOpensAt: new Date(now - 86_400_000), registrationClosesAt: new Date(now + 30 * 86_400_000) },
      ...{ policy: { refundTiers: [], transferUntil: null, text: 'No refunds.' }, createdAt: new Date(now) },
      publishedAt: new Date(now),
      ...changes,
    })
    .returning({ id: intensives.id });
  if (intensive === undefined) throw new Error('no event was inserted');
  const [price] = await db
    .insert(intensivePrices)
    .values({
      ...{ intensiveId: intensive.id, position: 1, label: 'Place', kind: 'STANDARD', amountMinor: priceMinor },
      taxChoiceId: own.taxChoiceId,
    })
    .returning();
  if (price === undefined) throw new Error('no price was inserted');
  return { intensiveId: intensive.id, price };
};

type Wanted = { userId?: UserId; minutes?: number; seats?: number; percent?: number; email?: string };
export type Ordered = { orderId: OrderId; holdId: HoldId; userId: UserId; registrationId: RegistrationId };
let people = 0;

const newPerson = async (db: Database): Promise<UserId> => {
  people += 1;
  const [user] = await db
    .insert(users)
    .values({ email: `buyer${people}@example.org`, emailVerified: true })
    .returning();
  if (user === undefined) throw new Error('no person was inserted');
  return user.id;
};

const newOrder = async (
  db: Database,
  { intensiveId, price }: Event,
  { userId: given, minutes = 35, seats = 1, percent, email = `payer${people}@example.org` }: Wanted,
  now: Date,
): Promise<Ordered> => {
  const userId = given ?? (await newPerson(db));
  const intensive = await intensiveById(db, intensiveId);
  if (intensive === null) throw new Error('there is no such event');
  const after = (count: number) => new Date(now.getTime() + count * MINUTE_MS);
  const times = { takenAt: now, expiresAt: after(minutes), freesAt: after(minutes + 10) };
  const [hold] = await db
    .insert(holds)
    .values({ intensiveId, userId, kind: 'CHECKOUT', seats, ...times })
    .returning();
  if (hold === undefined) throw new Error('no hold was inserted');
  const places: RegistrationId[] = [];
  for (let seat = 0; seat < seats; seat++) {
    const person = seat === 0 ? userId : null;
    const row = { intensiveId, userId: person, holdId: hold.id, state: 'HELD', createdAt: now } as const;
    const [made] = await db
      .insert(registrations)
      .values({ ...row, adultStatedAt: person === null ? null : now })
      .returning({ id: registrations.id });
    if (made === undefined) throw new Error('no registration was inserted');
    const first = { ordinal: 1, state: 'HELD', because: 'CHECKOUT_STARTED', by: 'user', at: now } as const;
    await db.insert(registrationStates).values({ registrationId: made.id, ...first });
    places.push(made.id);
  }
  const order = await makeOrder(db, {
    ...{ intensive, placedBy: userId, price, places, soldAs: soldAs(intensive), holdId: hold.id, now },
    payer: {
      kind: 'PERSON',
      name: 'Robin Example',
      address: null,
      country: 'US',
      taxId: null,
      purchaseOrder: null,
      email,
    },
    code: percent === undefined ? null : await newCode(db, intensiveId, percent),
    tax: {
      treatment: 'NOT_REGISTERED',
      rateHundredths: 0,
      registrationNumber: null,
      words: '',
      source: 'our accountant',
    },
    settlement: 'CHECKOUT',
    policySha256: policyHash(intensive.policy),
    installments: [],
  });
  return { orderId: order.id, holdId: hold.id, userId, registrationId: places[0] as RegistrationId };
};

const newCode = async (db: Database, intensiveId: IntensiveId, percent: number) => {
  const { intensiveCodes } = await import('../../../drizzle/schema.ts');
  const [code] = await db
    .insert(intensiveCodes)
    .values({ intensiveId, code: `OFF-${percent}`, percent, createdAt: new Date() })
    .returning();
  if (code === undefined) throw new Error('no code was inserted');
  return code;
};

const standingOf = async (db: Database, orderId: OrderId) => {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (order === undefined) throw new Error('there is no such order');
  const attempts = await db.select().from(checkouts).where(eq(checkouts.orderId, orderId)).orderBy(checkouts.attempt);
  const paid = await db.select().from(payments).where(eq(payments.orderId, orderId));
  const back = await db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(refunds.requestedAt);
  const places = await db
    .select({ state: registrations.state })
    .from(registrations)
    .where(eq(registrations.holdId, order.holdId as HoldId));
  return {
    order,
    checkouts: attempts.map(({ state }) => state),
    payments: paid.map(({ amountMinor }) => amountMinor),
    refunds: back.map(({ state, cause, amountMinor }) => ({ state, cause, amountMinor })),
    places: places.map(({ state }) => state),
  };
};
