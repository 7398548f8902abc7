import type { IntensiveId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { applyToIntensive, decideApplication } from '../../schema/registrations/operations/applications.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { secretIn, sendAll } from './outbox.ts';
import { people } from './seatRows.ts';
import type { Shop } from './tills.ts';
import { emailOf } from './world.ts';

export type Person = { userId: UserId; registrationId: RegistrationId; email: string };
export type Pair = { intensiveId: IntensiveId; first: Person; second: Person };

/** A pair whose seats are offered to both, at an event whose policy gives nothing back. */
export const offeredPair = async ({
  db,
  counter,
  owner,
}: Pick<Shop, 'db' | 'counter'> & { owner: UserId }): Promise<Pair> => {
  const act = (userId: UserId) => userAct(userId, new Date());
  const policy = { refundTiers: [], transferUntil: null, text: 'Nothing comes back.' };
  const terms = { kind: 'COUPLES', admission: 'APPLICATION', invoiceDays: 14, delayedMethods: true, policy } as const;
  const intensiveId = await counter.event(terms);
  const [a, b] = (await people(db, 2)) as [UserId, UserId];
  const { registrationId } = await applyToIntensive(db, act(a), { intensiveId, adult: true });
  const [email, own] = [(await emailOf(db, b)) ?? '', (await emailOf(db, a)) ?? ''];
  await invitePartner(db, act(a), { registrationId, email });
  const mail = (await sendAll(db)).findLast(({ to }) => to === email);
  if (mail === undefined) throw new Error('no invitation was mailed');
  const second = await acceptPair(db, act(b), { secret: secretIn(mail), adult: true });
  await decideApplication(db, act(owner), { registrationId, decision: 'ACCEPT' });
  return {
    intensiveId,
    first: { userId: a, registrationId, email: own },
    second: { userId: b, registrationId: second.registrationId, email },
  };
};
