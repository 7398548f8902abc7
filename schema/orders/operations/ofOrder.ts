import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveChangeId, RegistrationId } from '../../../drizzle/ids.ts';
import { intensivePrices, orderLines, orders, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { answerChange, type ChangeAnswer } from '../../registrations/operations/answerChange.ts';
import { type OfOrder, requireOwn } from '../../registrations/operations/places.ts';
import { orderOfPlace } from '../queries/places.ts';
import { cancelRegistration, isWaiting, requireWhole } from './cancelRegistration.ts';
import { giveBackFor } from './endPlaces.ts';
import { lockPlace, readPlace } from './lockPlace.ts';
import type { Till } from './openPayment.ts';

/** The order's line pays for another registration from now on, at the price that was paid. */
export async function moveLine(tx: Database, from: RegistrationId, to: RegistrationId): Promise<void> {
  await tx.update(orderLines).set({ registrationId: to }).where(eq(orderLines.registrationId, from));
}

/**
 * What registrations ask of a paid place that goes to another person: the policy as accepted, and that its order follows. A place at a
 * scholarship price goes to nobody else.
 */
export const ofOrder: OfOrder = {
  policyOf: async (tx, { id }) => {
    const orderId = await orderOfPlace(tx, id);
    if (orderId === null) return null;
    const [found] = await tx
      .select({ policy: orders.policy, kind: intensivePrices.kind })
      .from(orders)
      .leftJoin(intensivePrices, eq(intensivePrices.id, orders.priceId))
      .where(eq(orders.id, orderId));
    // What was granted to one person goes to no other.
    const personal = found?.kind === 'SCHOLARSHIP';
    return found === undefined ? null : { ...found.policy, ...(personal ? { transferUntil: null } : {}) };
  },
  moved: moveLine,
};

type Answering = {
  changeId: IntensiveChangeId | null;
  registrationId: RegistrationId | null;
  answer: ChangeAnswer;
};

/**
 * Answers a change that asks, for a place of any kind: whoever leaves a paid one gets everything back, and one that waits for its money
 * ends with its order. Throws what answerChange and cancelRegistration throw.
 */
export async function answerChangeOfPlace(
  till: Till,
  act: UserAct,
  asked: Answering,
): Promise<{ registrationId: RegistrationId }> {
  const { db } = till;
  const seen = await readPlace(db, asked.registrationId);
  if (asked.answer === 'LEAVES' && seen.order !== null && (await isWaiting(db, seen.order))) {
    await db.transaction((tx) => requireOwn(tx, act, asked.registrationId));
    await requireWhole(db, seen);
    await answerChange(db, act, { ...asked, ends: false });
    return cancelRegistration(till, act, { registrationId: asked.registrationId, reason: null });
  }
  return db.transaction(async (tx) => {
    await lockPlace(tx, asked.registrationId);
    return answerChange(tx, act, {
      ...asked,
      refund: async (inner, { id, pairId }) => {
        const both =
          pairId === null
            ? [{ id }]
            : await inner.select({ id: registrations.id }).from(registrations).where(eq(registrations.pairId, pairId));
        await giveBackFor(inner, { registrationIds: both.map((one) => one.id), endedBy: 'LEFT', now: act.now });
      },
    });
  });
}
