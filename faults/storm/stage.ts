import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { connect, type Database, type Pool } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { intensiveCodes, memberships, organizations } from '../../drizzle/schema.ts';
import type { IntensivePolicy } from '../../drizzle/tables/intensives.ts';
import { enqueue } from '../../schema/jobs/operations.ts';
import { createTestDatabase } from '../../test/support/database.ts';
import { makeClockMovable } from '../../test/support/movableClock.ts';
import { addIntensive, addOrganization } from '../../test/support/seatRows.ts';
import { type Stripe, startStripe } from '../../test/support/stripe/standIn.ts';
import type { History } from '../history.ts';
import { signedIn } from '../learners.ts';
import { SESSION_SECRET } from '../serviceProcess.ts';
import { type Houses, openHouses } from './houses.ts';
import { watch } from './watch.ts';

export type Person = { userId: UserId; token: string };
/** Everything that a step acts on. */
export type Stage = {
  db: Database;
  appUrl: string;
  history: History;
  stripe: Stripe;
  houses: Houses;
  people: Person[];
  organizer: Person;
  organizationId: OrganizationId;
  /** The event that each slot has now. One that was canceled is followed by another. */
  slots: IntensiveId[];
  /** For how many bursts nobody answers at Stripe. */
  down: { left: number };
  now: () => Date;
  /** Lets time pass for the database, for Stripe and for every process. */
  pass: (minutes: number) => Promise<void>;
  /** Follows a canceled event. */
  follow: (slot: number) => Promise<void>;
  /** Queues jobs as if their time had come. */
  queue: (...names: string[]) => Promise<void>;
  close: () => Promise<void>;
};

const WHOLE: IntensivePolicy = {
  refundTiers: [{ until: { unit: 'HOURS', count: 48 }, percent: 100 }],
  transferUntil: { unit: 'HOURS', count: 24 },
  text: 'Everything comes back.',
};
const HALF: IntensivePolicy = {
  ...WHOLE,
  refundTiers: [{ until: { unit: 'HOURS', count: 48 }, percent: 50 }],
  text: 'Half comes back.',
};
const NO_PAYLOAD = z.object({});
const DAY_MS = 86_400_000;
const DEPOSIT = { percent: 40, balanceUntil: { unit: 'CALENDAR_DAYS', count: 30 } } as const;

type Terms = Parameters<typeof addIntensive>[1];
/** The kinds of events. The first two are dates of the same, so that places move between them. */
const SLOTS: readonly ((now: Date) => Terms)[] = [
  () => ({ capacity: 4, priceMinor: 10_000, policy: WHOLE, invoiceDays: 14, deposit: DEPOSIT, offerHours: 2 }),
  () => ({ capacity: 3, priceMinor: 12_345, policy: WHOLE, invoiceDays: 7, offerHours: 1 }),
  () => ({ capacity: 3, priceMinor: 0, policy: WHOLE, offerHours: 3 }),
  () => ({ kind: 'COUPLES', admission: 'APPLICATION', capacity: 4, priceMinor: 45_001, policy: WHOLE, offerHours: 24 }),
  () => ({ capacity: 3, priceMinor: 9_999, policy: HALF, delayedMethods: true, invoiceDays: 14, offerHours: 2 }),
  () => ({ admission: 'APPLICATION', capacity: 3, priceMinor: 20_000, policy: HALF, offerHours: 2 }),
  (now) => ({
    ...{ capacity: 2, priceMinor: 7_777, policy: WHOLE, offerHours: 1 },
    registrationClosesAt: new Date(now.getTime() + 2 * DAY_MS),
  }),
];

const addEvent = async (
  db: Database,
  organizationId: OrganizationId,
  slot: number,
  now: Date,
): Promise<IntensiveId> => {
  const intensiveId = await addIntensive(db, { organizationId, ...SLOTS[slot]?.(now) });
  const codes = [
    { code: 'HALF', percent: 50, mostUses: 4 },
    { code: 'GIFT', percent: 100, mostUses: 2 },
    { code: 'LESS', amountMinor: 1_234 },
  ];
  await db.insert(intensiveCodes).values(codes.map((one) => ({ ...one, intensiveId, createdAt: now })));
  return intensiveId;
};

/** A database with its clock, Stripe's stand-in, two processes of the service, events, people and an organizer. */
export async function openStage({ people: count, history }: { people: number; history: History }): Promise<Stage> {
  const database = await createTestDatabase();
  const movable = await makeClockMovable(database.ownerUrl);
  await watch(database.ownerUrl);
  const pool: Pool = connect(database.ownerUrl, { max: 8 });
  const { db } = pool;
  const stripe = await startStripe();
  const time = { aheadMs: 0 };
  const now = () => new Date(Date.now() + time.aheadMs);
  const organizationId = await addOrganization(db);
  const [organization] = await db.select().from(organizations).where(eq(organizations.id, organizationId));
  const houses = await openHouses({
    ...{ databaseUrl: database.appUrl, history, aheadMs: () => time.aheadMs },
    settings: {
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
      STRIPE_API_BASE: stripe.url,
      STRIPE_SELLER: organization?.slug ?? '',
    },
  });
  const people = await Promise.all(Array.from({ length: count }, () => signedIn(db, SESSION_SECRET)));
  const organizer = await signedIn(db, SESSION_SECRET);
  await db.insert(memberships).values({ userId: organizer.userId, organizationId, role: 'OWNER' });
  const slots: IntensiveId[] = [];
  for (const slot of SLOTS.keys()) slots.push(await addEvent(db, organizationId, slot, now()));
  return {
    ...{ db, appUrl: database.appUrl, history, stripe, houses, people, organizer, organizationId, slots, now },
    down: { left: 0 },
    pass: async (minutes) => {
      const ms = Math.round(minutes * 60_000);
      time.aheadMs += ms;
      await movable.advance(ms);
      stripe.advance(ms);
      await houses.told();
      // Nobody is signed out meanwhile.
      await db.execute(sql`update sessions set created_at = clock_timestamp(), updated_at = clock_timestamp(),
        expires_at = clock_timestamp() + interval '23 hours'`);
    },
    follow: async (slot) => {
      slots[slot] = await addEvent(db, organizationId, slot, now());
    },
    queue: async (...names) => {
      for (const name of names) await enqueue(db, { name, payload: NO_PAYLOAD }, {}, { key: randomUUID() });
    },
    close: async () => {
      await houses.close();
      await pool.close();
      await Promise.all([stripe.stop(), database.drop()]);
    },
  };
}
