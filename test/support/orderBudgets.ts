import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { IntensiveId, OrderId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { disputes, intensivePrices, organizations, payments, refunds, users } from '../../drizzle/schema.ts';
import type { Gateway } from '../../schema/gateway.ts';
import { intensiveById } from '../../schema/intensives/queries.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import { openCheckout } from '../../schema/orders/operations/stripe/openCheckout.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { addOrder, type Ordered, POLICY, pay } from './orderRows.ts';
import { globalId } from './quizPages.ts';
import { addIntensive, addMember, addOrganization, person } from './seatRows.ts';
import type { Stripe } from './stripe/standIn.ts';
import type { World } from './world.ts';

const PRICE = 10_000;
type Terms = NonNullable<Parameters<typeof addIntensive>[1]>;

/** An event that costs something, and an owner of its organization, which sells through the account of Stripe. */
const event = async ({ db }: World, terms: Terms = {}) => {
  const organizationId: OrganizationId = await seller(db);
  const intensiveId = await addIntensive(db, { organizationId, priceMinor: PRICE, policy: POLICY, ...terms });
  return { organizationId, intensiveId, owner: await addMember(db, organizationId, 'OWNER') };
};

/** The organization whose slug the service names as the seller. */
export const SELLER = 'sample-seller';
const seller = async (db: World['db']): Promise<OrganizationId> => {
  const [known] = await db.select().from(organizations).where(eq(organizations.slug, SELLER));
  if (known !== undefined) return known.id;
  const id = await addOrganization(db);
  await db.update(organizations).set({ slug: SELLER }).where(eq(organizations.id, id));
  return id;
};

const ordered = async (world: World, terms: Parameters<typeof addOrder>[2] = {}) => {
  const made = await event(world);
  return { ...made, ...(await addOrder(world.db, made.intensiveId, terms)) };
};
const paid = async (world: World, method: 'STRIPE' | 'BANK_TRANSFER' = 'STRIPE') => {
  const made = await ordered(world);
  await pay(world.db, made.orderId, PRICE, { method });
  return made;
};
const orderId = ({ orderId: id }: { orderId: OrderId }) => ({ orderId: globalId('Order', id) });
const registrationId = ({ places }: Pick<Ordered, 'places'>) => ({
  registrationId: globalId('Registration', places[0] ?? ''),
});
const terms = async ({ db }: World, intensiveId: IntensiveId) => {
  const intensive = await intensiveById(db, intensiveId);
  if (intensive === null) throw new Error('there is no such event');
  return { intensiveId: globalId('Intensive', intensiveId), policySha256: policyHash(intensive.policy), adult: true };
};
const AGENCY = {
  kind: 'ORGANIZATION',
  name: 'Example Agency',
  address: ['5 Office Way'],
  email: 'pay@agency.example.org',
};
const reason = 'As agreed.';
const emailOf = async ({ db }: World, userId: UserId) =>
  (await db.select().from(users).where(eq(users.id, userId)))[0]?.email ?? '';

/** An event with a scholarship price. */
const scholarship = async (world: World) => {
  const made = await event(world);
  const [price] = await world.db
    .select()
    .from(intensivePrices)
    .where(eq(intensivePrices.intensiveId, made.intensiveId));
  await world.db.insert(intensivePrices).values({
    ...{ intensiveId: made.intensiveId, position: 2, label: 'Grant', kind: 'SCHOLARSHIP', amountMinor: 500, places: 5 },
    taxChoiceId: price?.taxChoiceId ?? null,
  });
  const email = await emailOf(world, await person(world.db));
  return { userId: made.owner, input: { intensiveId: globalId('Intensive', made.intensiveId), email, label: 'Grant' } };
};

/** The stand-in of Stripe that the budgets are measured with. */
export const stripe: { open: { fake: Stripe; gateway: Gateway } | null } = { open: null };

/** A payment that its bank disputes. */
const disputed = async (world: World) => {
  if (stripe.open === null) throw new Error('no stand-in of Stripe is open');
  const { fake, gateway } = stripe.open;
  const made = await ordered(world);
  const asked = { orderId: made.orderId, now: CALL_TIME };
  const till = { db: world.db, stripe: gateway, stripeSeller: SELLER, publicUrl: 'https://attune.example.org' };
  await openCheckout(till, asked);
  const { payment_intent: intent } = fake.complete([...fake.state.sessions.keys()].at(-1) ?? '');
  const { id: account } = await gateway.account();
  await pay(world.db, made.orderId, PRICE, { intent: intent ?? '', account });
  const { id } = fake.openDispute(fake.state.intents.get(intent ?? '')?.latest_charge ?? '');
  const [payment] = await world.db.select().from(payments).where(eq(payments.orderId, made.orderId));
  const [dispute] = await world.db
    .insert(disputes)
    .values({
      ...{ paymentId: payment?.id as never, account, livemode: false, stripeDisputeId: id, currency: 'USD' },
      ...{ amountMinor: PRICE, reason: 'general', status: 'needs_response', openedAt: CALL_TIME, readAt: CALL_TIME },
    })
    .returning();
  return { userId: made.owner, input: { disputeId: globalId('Dispute', dispute?.id ?? '') } };
};

/** What the mutations of orders may cost. */
export const ORDER_BUDGETS: readonly Budget[] = [
  {
    mutation: 'registerForIntensive',
    how: 'and pays at once',
    roundTrips: 45,
    call: async (world) => {
      const { intensiveId } = await event(world);
      return { userId: await person(world.db), input: await terms(world, intensiveId) };
    },
  },
  {
    mutation: 'registerForIntensive',
    how: 'on invoice',
    roundTrips: 31,
    call: async (world) => {
      const { intensiveId } = await event(world, { invoiceDays: 14 });
      const input = { ...(await terms(world, intensiveId)), settlement: 'INVOICE', payer: AGENCY, places: 3 };
      return { userId: await person(world.db), input };
    },
  },
  {
    mutation: 'registerPerson',
    how: 'on invoice',
    roundTrips: 33,
    call: async (world) => {
      const { owner, intensiveId } = await event(world);
      const whom = { email: 'guest@example.net', requestId: randomUUID(), reason };
      return { userId: owner, input: { intensiveId: globalId('Intensive', intensiveId), payer: AGENCY, ...whom } };
    },
  },
  {
    mutation: 'payOrder',
    roundTrips: 34,
    call: async (world) => {
      const made = await ordered(world);
      return { userId: made.userId, input: orderId(made) };
    },
  },
  {
    mutation: 'extendCheckout',
    roundTrips: 38,
    call: async (world) => {
      const made = await ordered(world);
      return { userId: made.userId, input: orderId(made) };
    },
  },
  {
    mutation: 'cancelOrder',
    roundTrips: 27,
    call: async (world) => {
      const made = await ordered(world);
      return { userId: made.userId, input: orderId(made) };
    },
  },
  {
    mutation: 'cancelRegistration',
    how: 'of a paid place',
    roundTrips: 45,
    call: async (world) => {
      const made = await paid(world);
      return { userId: made.userId, input: registrationId(made) };
    },
  },
  {
    mutation: 'transferRegistration',
    roundTrips: 27,
    call: async (world) => {
      const made = await paid(world);
      const { intensiveId } = await event(world);
      const input = { ...registrationId(made), toIntensiveId: globalId('Intensive', intensiveId) };
      return { userId: made.userId, input };
    },
  },
  {
    mutation: 'refundRegistration',
    roundTrips: 29,
    call: async (world) => {
      const made = await paid(world);
      const input = { ...registrationId(made), amountMinor: 1_000, leftMinor: PRICE, reason };
      return { userId: made.owner, input };
    },
  },
  {
    mutation: 'recordPayment',
    roundTrips: 35,
    call: async (world) => {
      const made = await ordered(world);
      const money = { method: 'BANK_TRANSFER', amountMinor: PRICE, evidence: 'Line 3', receivedAt: CALL_TIME };
      return { userId: made.owner, input: { ...orderId(made), ...money, paidMinor: 0 } };
    },
  },
  {
    mutation: 'undoPayment',
    roundTrips: 22,
    call: async (world) => {
      const made = await paid(world, 'BANK_TRANSFER');
      const [payment] = await world.db.select().from(payments).where(eq(payments.orderId, made.orderId));
      return { userId: made.owner, input: { paymentId: globalId('Payment', payment?.id ?? ''), reason } };
    },
  },
  {
    mutation: 'confirmRefund',
    roundTrips: 29,
    call: async (world) => {
      const made = await ordered(world);
      await pay(world.db, made.orderId, PRICE + 500, { method: 'BANK_TRANSFER' });
      const [refund] = await world.db.select().from(refunds).where(eq(refunds.orderId, made.orderId));
      return { userId: made.owner, input: { refundId: globalId('Refund', refund?.id ?? ''), sent: true, reason } };
    },
  },
  {
    mutation: 'cancelIntensive',
    roundTrips: 10,
    call: async (world) => {
      const { owner, intensiveId } = await event(world);
      return { userId: owner, input: { intensiveId: globalId('Intensive', intensiveId), reason } };
    },
  },
  { mutation: 'submitDisputeEvidence', roundTrips: 27, call: disputed },
  { mutation: 'grantScholarship', roundTrips: 13, call: scholarship },
  {
    mutation: 'withdrawScholarship',
    roundTrips: 7,
    call: async (world) => {
      const { userId, input } = await scholarship(world);
      return { userId, input: { intensiveId: input.intensiveId, email: input.email } };
    },
  },
];
