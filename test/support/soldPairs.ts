import { asc, eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrderId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { applyToIntensive, decideApplication } from '../../schema/registrations/operations/applications.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { pay } from './orderRows.ts';
import { secretIn, sendAll } from './outbox.ts';
import { people } from './seatRows.ts';
import { AGENCY, type Counter } from './tills.ts';
import { emailOf } from './world.ts';

export type Person = { userId: UserId; registrationId: RegistrationId; email: string };
export type Pair = { intensiveId: IntensiveId; first: Person; second: Person };
export type PairStage = 'OFFERED' | 'HELD' | 'AWAITING_PAYMENT' | 'CONFIRMED';
type House = { db: Database; counter: Counter; owner: UserId };

const act = (userId: UserId) => userAct(userId, new Date());

/** Couples at a counter, at each stage of their place. */
export const soldPairs = (house: () => House) => {
  const db = () => house().db;
  /** Two people who applied together. */
  const applied = async (intensiveId: IntensiveId): Promise<Pair> => {
    const [a, b] = (await people(db(), 2)) as [UserId, UserId];
    const { registrationId } = await applyToIntensive(db(), act(a), { intensiveId, adult: true });
    const [email, own] = [(await emailOf(db(), b)) ?? '', (await emailOf(db(), a)) ?? ''];
    await invitePartner(db(), act(a), { registrationId, email });
    const mail = (await sendAll(db())).findLast(({ to }) => to === email);
    if (mail === undefined) throw new Error('no invitation was mailed');
    const second = await acceptPair(db(), act(b), { secret: secretIn(mail), adult: true });
    return {
      intensiveId,
      first: { userId: a, registrationId, email: own },
      second: { userId: b, registrationId: second.registrationId, email },
    };
  };

  const accept = (registrationId: RegistrationId) =>
    decideApplication(db(), act(house().owner), { registrationId, decision: 'ACCEPT' });

  /** A pair whose seats are offered to both. */
  const offered = async (): Promise<Pair> => {
    const policy = { refundTiers: [], transferUntil: null, text: 'Nothing comes back.' };
    const terms = { kind: 'COUPLES', admission: 'APPLICATION', invoiceDays: 14, delayedMethods: true, policy } as const;
    const pair = await applied(await house().counter.event(terms));
    await accept(pair.first.registrationId);
    return pair;
  };

  /** Brings a pair to a stage, where `payer` pays for both. */
  const bring = async (pair: Pair, stage: PairStage, payer: Person): Promise<OrderId | null> => {
    if (stage === 'OFFERED') return null;
    const asked = stage === 'AWAITING_PAYMENT' ? { settlement: 'INVOICE' as const, payer: AGENCY } : {};
    const { orderId } = await house().counter.accept(payer.userId, pair.intensiveId, asked);
    if (stage === 'CONFIRMED') await pay(db(), orderId as OrderId, 20_000);
    return orderId;
  };

  /** The newest line of a history, and what was mailed since the case began. */
  const knows = async ({ registrationId, userId }: Person) => {
    const states = await db()
      .select()
      .from(tables.registrationStates)
      .where(eq(tables.registrationStates.registrationId, registrationId))
      .orderBy(asc(tables.registrationStates.ordinal));
    const last = states.at(-1);
    const mails = await db().select().from(tables.eventMails).where(eq(tables.eventMails.userId, userId));
    return { line: `${last?.state} ${last?.because} ${last?.by}`, mails };
  };
  return { applied, accept, offered, bring, knows };
};
