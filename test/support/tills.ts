import { desc, eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, TaxChoiceId, UserId } from '../../drizzle/ids.ts';
import { intensiveCodes, intensivePrices, orders, organizations } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { intensiveById } from '../../schema/intensives/queries.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import type { Payer } from '../../schema/orders/operations/makeOrder.ts';
import type { Till } from '../../schema/orders/operations/openPayment.ts';
import type { Wanted } from '../../schema/orders/operations/quote.ts';
import {
  acceptOffer,
  type Registering,
  registerForIntensive,
} from '../../schema/orders/operations/registerForIntensive.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openStripe } from '../../server/stripe/gateway.ts';
import { openTestPool } from './quizCourse.ts';
import { addIntensive, addOrganization, registrationsIn } from './seatRows.ts';
import { settingsFor } from './stripe/desk.ts';
import { type Stripe, startStripe } from './stripe/standIn.ts';

const PUBLIC_URL = 'https://attune.example.org';

/** An agency that pays for others. */
export const AGENCY: Payer = {
  kind: 'ORGANIZATION',
  name: 'Example Agency',
  address: '5 Office Way\nExampletown',
  country: 'US',
  taxId: null,
  email: 'billing@agency.example.org',
  purchaseOrder: 'PO-77',
};

export type Counter = {
  till: Till;
  closed: Till;
  fake: Stripe;
  organizationId: OrganizationId;
  /** What a buyer says for an event, with the policy that holds. */
  wanted: (intensiveId: Registering['intensiveId'], changes?: Partial<Wanted>) => Promise<Wanted>;
  register: (
    userId: UserId,
    intensiveId: Registering['intensiveId'],
    asked?: Asked,
  ) => ReturnType<typeof registerForIntensive>;
  accept: (userId: UserId, intensiveId: Registering['intensiveId'], asked?: Asked) => ReturnType<typeof acceptOffer>;
  /** A published event of the organization that costs 100.00. */
  event: (terms?: Parameters<typeof addIntensive>[1]) => Promise<IntensiveId>;
  /** A code of an event that takes half off. */
  code: (intensiveId: IntensiveId, text: string, changes?: object) => Promise<unknown>;
  /** The choice of tax of the event's price. */
  taxOf: (intensiveId: IntensiveId) => Promise<TaxChoiceId | null>;
  ordersIn: (intensiveId: IntensiveId) => Promise<(typeof orders.$inferSelect)[]>;
  /** What an event has of seats, orders and registrations: nothing of each after a refusal. */
  heldBy: (intensiveId: IntensiveId) => Promise<unknown[]>;
  close: () => Promise<void>;
};
type Asked = Partial<Wanted> & { places?: number | null; adult?: boolean; till?: Till; now?: Date };

/** An organization that sells through a stand-in of Stripe. `closed` is the same without keys. */
export const openCounter = async (db: Database): Promise<Counter> => {
  const organizationId = await addOrganization(db);
  const [row] = await db.select().from(organizations).where(eq(organizations.id, organizationId));
  const fake = await startStripe();
  const { gateway } = openStripe(settingsFor(fake), 1_000);
  const till = { db, stripe: gateway, stripeSeller: row?.slug ?? null, publicUrl: PUBLIC_URL };
  const closed = { ...till, stripe: null, stripeSeller: null };
  const wanted: Counter['wanted'] = async (intensiveId, changes = {}) => {
    const intensive = intensiveId === null ? null : await intensiveById(db, intensiveId);
    const policySha256 = intensive === null ? '' : policyHash(intensive.policy);
    return { payer: null, code: null, settlement: 'CHECKOUT', inParts: false, policySha256, ...changes };
  };
  const asked = async (intensiveId: Registering['intensiveId'], { places = null, adult = true, ...rest }: Asked) => {
    const { till: _till, now: _now, ...changes } = rest;
    return { intensiveId, adult, places, wanted: await wanted(intensiveId, changes) };
  };
  return {
    ...{ till, closed, fake, organizationId, wanted },
    register: async (userId, intensiveId, changes = {}) =>
      registerForIntensive(
        changes.till ?? till,
        userAct(userId, changes.now ?? new Date()),
        await asked(intensiveId, changes),
      ),
    accept: async (userId, intensiveId, changes = {}) =>
      acceptOffer(changes.till ?? till, userAct(userId, changes.now ?? new Date()), await asked(intensiveId, changes)),
    event: (terms = {}) => addIntensive(db, { organizationId, priceMinor: 10_000, ...terms }),
    code: (intensiveId, text, changes = {}) =>
      db.insert(intensiveCodes).values({ intensiveId, code: text, percent: 50, createdAt: new Date(), ...changes }),
    taxOf: async (intensiveId) => {
      const [price] = await db
        .select()
        .from(intensivePrices)
        .where(eq(intensivePrices.intensiveId, intensiveId))
        .orderBy(desc(intensivePrices.amountMinor));
      return price?.taxChoiceId ?? null;
    },
    ordersIn: (intensiveId) => db.select().from(orders).where(eq(orders.intensiveId, intensiveId)),
    heldBy: async (intensiveId) => [
      await seatsTaken(db, intensiveId),
      await db.select().from(orders).where(eq(orders.intensiveId, intensiveId)),
      await registrationsIn(db, intensiveId),
    ],
    close: () => fake.stop(),
  };
};

export type Shop = { db: Database; counter: Counter; close: () => Promise<void> };

/** A database of its own with a counter in it. */
export const openShop = async (options: { max: number }): Promise<Shop> => {
  const { db, close } = await openTestPool(options);
  const counter = await openCounter(db);
  return {
    db,
    counter,
    close: async () => {
      await counter.close();
      await close();
    },
  };
};
