import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrderLineId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { intensivePrices, intensives, orderLines, orders } from '../../drizzle/schema.ts';
import { NOW } from './seatRows.ts';

type Sale = { intensiveId: IntensiveId; userId: UserId; registrationId: RegistrationId };

/** An order with an amount that sells a place, as bare rows. */
export const sell = async (db: Database, { intensiveId, userId, registrationId }: Sale): Promise<OrderLineId> => {
  const [intensive] = await db.select().from(intensives).where(eq(intensives.id, intensiveId));
  const [price] = await db.select().from(intensivePrices).where(eq(intensivePrices.intensiveId, intensiveId));
  if (intensive === undefined || price === undefined) throw new Error('no such event');
  const { organizationId } = intensive;
  const money = { netMinor: 100, taxMinor: 0, totalMinor: 100 };
  const [order] = await db
    .insert(orders)
    .values({
      ...{ organizationId, intensiveId, placedBy: userId, settlement: 'CHECKOUT', currency: 'USD', soldAs: 'Session' },
      ...{ payerKind: 'PERSON', payerName: 'A', payerEmail: 'a@example.org', priceId: price.id },
      tax: { treatment: 'NOT_REGISTERED', rateHundredths: 0, registrationNumber: null, words: '', source: '' },
      policy: { refundTiers: [], transferUntil: null, text: '', sha256: '', acceptedAt: '' },
      ...{ ...money, madeAt: NOW, keptUntil: '2036-01-01' },
    })
    .returning();
  if (order === undefined) throw new Error('no order was inserted');
  const place = { orderId: order.id, position: 1, kind: 'PLACE', registrationId, description: 'Place' } as const;
  const [line] = await db
    .insert(orderLines)
    .values({ ...place, priceMinor: 100, discountMinor: 0, ...money })
    .returning();
  if (line === undefined) throw new Error('no line was inserted');
  return line.id;
};
