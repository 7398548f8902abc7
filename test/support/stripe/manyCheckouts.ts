import {
  type CheckoutId,
  type HoldId,
  type IntensiveId,
  newId,
  type OrderId,
  type RegistrationId,
} from '../../../drizzle/ids.ts';
import {
  checkouts,
  holds,
  intensivePrices,
  intensives,
  orderLines,
  orders,
  registrationStates,
  registrations,
  users,
} from '../../../drizzle/schema.ts';
import { createSession } from './checkout.ts';
import type { Desk } from './desk.ts';

export type Many = {
  orderId: OrderId;
  holdId: HoldId;
  intensiveId: IntensiveId;
  sessionId: string;
  priceMinor: number;
};

/** So many events of one seat, each with an order whose checkout is open: as rows in bulk. `from` is how many were made before. */
export const manyCheckouts = async (
  { db, fake, clock, own }: Pick<Desk, 'db' | 'fake' | 'clock' | 'own'>,
  count: number,
  from = 0,
): Promise<Many[]> => {
  const now = clock();
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const priceMinor = 45_000;
  const all = Array.from({ length: count }, (_, at) => ({
    ...{ at: from + at, userId: newId<(typeof users.$inferSelect)['id']>(), intensiveId: newId<IntensiveId>() },
    ...{ priceId: newId<(typeof intensivePrices.$inferSelect)['id']>(), holdId: newId<HoldId>() },
    ...{ registrationId: newId<RegistrationId>(), orderId: newId<OrderId>(), checkoutId: newId<CheckoutId>() },
  }));
  const policy = { refundTiers: [], transferUntil: null, text: 'No refunds.' };
  const { organizationId, taxChoiceId } = own;
  const sums = { netMinor: priceMinor, taxMinor: 0, totalMinor: priceMinor };
  const ends = { expiresAt: after(35), freesAt: after(45) };
  await db
    .insert(users)
    .values(all.map(({ userId: id, at }) => ({ id, email: `many${at}@example.org`, emailVerified: true })));
  await db.insert(intensives).values(
    all.map(({ intensiveId: id, at }) => ({
      ...{
        id,
        organizationId,
        slug: `many-${at}`,
        kind: 'COUPLES' as const,
        admission: 'APPLICATION' as const,
        policy,
      },
      ...{ title: 'After the Affair', neutralName: 'Evening Program', description: 'A day.', place: 'Online' },
      ...{ timeZone: 'America/New_York', capacity: 1, currency: 'USD', offerHours: 24 },
      ...{ registrationOpensAt: after(-60), registrationClosesAt: after(60_000), createdAt: now, publishedAt: now },
    })),
  );
  await db.insert(intensivePrices).values(
    all.map(({ priceId: id, intensiveId }) => ({
      ...{
        id,
        intensiveId,
        position: 1,
        label: 'Place',
        kind: 'STANDARD' as const,
        amountMinor: priceMinor,
        taxChoiceId,
      },
    })),
  );
  await db.insert(holds).values(
    all.map(({ holdId: id, intensiveId, userId }) => ({
      ...{ id, intensiveId, userId, kind: 'CHECKOUT' as const, seats: 1, takenAt: now, ...ends },
    })),
  );
  await db.insert(registrations).values(
    all.map(({ registrationId: id, intensiveId, userId, holdId }) => ({
      ...{ id, intensiveId, userId, holdId, state: 'HELD' as const, adultStatedAt: now, createdAt: now },
    })),
  );
  await db.insert(registrationStates).values(
    all.map(({ registrationId }) => ({
      ...{
        registrationId,
        ordinal: 1,
        state: 'HELD' as const,
        because: 'CHECKOUT_STARTED',
        by: 'user' as const,
        at: now,
      },
    })),
  );
  await db.insert(orders).values(
    all.map(({ orderId: id, intensiveId, userId, holdId, priceId }) => ({
      ...{
        id,
        organizationId,
        intensiveId,
        placedBy: userId,
        payerKind: 'PERSON' as const,
        payerName: 'Robin Example',
      },
      ...{
        payerEmail: 'robin@example.org',
        settlement: 'CHECKOUT' as const,
        currency: 'USD',
        priceId,
        holdId,
        ...sums,
      },
      ...{ policy: { ...policy, sha256: '', acceptedAt: now.toISOString() }, soldAs: 'Evening Program', madeAt: now },
      tax: {
        treatment: 'NOT_REGISTERED' as const,
        rateHundredths: 0,
        registrationNumber: null,
        words: '',
        source: 'us',
      },
      keptUntil: '2040-12-31',
    })),
  );
  await db.insert(orderLines).values(
    all.map(({ orderId, registrationId }) => ({
      ...{ orderId, position: 1, kind: 'PLACE' as const, registrationId, description: 'Evening Program' },
      ...{ priceMinor, discountMinor: 0, ...sums },
    })),
  );
  const account = fake.state.account.id;
  const made = all.map((one) => ({
    ...one,
    priceMinor,
    sessionId: sessionFor(fake, one, { priceMinor, ends: ends.expiresAt }),
  }));
  await db.insert(checkouts).values(
    made.map(({ checkoutId: id, orderId, holdId, sessionId }) => ({
      ...{ id, orderId, holdId, attempt: 1, amountMinor: priceMinor, currency: 'USD', account, livemode: false },
      ...{
        state: 'OPEN' as const,
        sessionId,
        url: 'https://checkout.stripe.com/',
        expiresAt: ends.expiresAt,
        madeAt: now,
      },
    })),
  );
  return made;
};

type Named = { orderId: OrderId; checkoutId: CheckoutId };

const sessionFor = (
  { state }: Desk['fake'],
  { orderId, checkoutId }: Named,
  sold: { priceMinor: number; ends: Date },
): string => {
  const metadata = { order: orderId, checkout: checkoutId };
  return createSession(state, {
    ...{ mode: 'payment', success_url: 'https://attune.example.org/', client_reference_id: checkoutId, metadata },
    ...{ allowed_payment_method_types: ['card'], adaptive_pricing: { enabled: false } },
    payment_intent_data: { metadata },
    expires_at: Math.floor(sold.ends.getTime() / 1000),
    line_items: [
      {
        price_data: { currency: 'usd', unit_amount: sold.priceMinor, product_data: { name: 'Evening Program' } },
        quantity: 1,
      },
    ],
  }).id;
};
