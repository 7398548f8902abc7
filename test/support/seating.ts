import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { HoldId, IntensiveId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { registrations, waitlistEntries, waitlistOffers } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { confirmSeats } from '../../schema/registrations/operations/confirmSeats.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { endSeat } from '../../schema/registrations/operations/endSeat.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { publicSeats } from '../../schema/registrations/queries/seats.ts';
import { actOf, addIntensive, hold, NOW, people, registrationsIn } from './seatRows.ts';

/** How a person's seat ends in most tests. */
export const WITHDRAWN = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: NOW } as const;

/** The verbs of seats over one database, with what tests seldom say. */
export const seating = (handle: () => Database) => {
  const open = (intensiveId: IntensiveId, holdId: HoldId, userId: UserId | null) =>
    handle().transaction(async (tx) => {
      const intensive = await lockIntensive(tx, intensiveId);
      return openRegistration(tx, actOf(userId as UserId), { intensive, userId, holdId, state: 'HELD', adult: true });
    });
  const confirm = (holdId: HoldId) =>
    handle().transaction((tx) => confirmSeats(tx, { holdId, at: NOW, because: 'PAID' }));
  const end = (registrationId: RegistrationId) =>
    handle().transaction((tx) => endSeat(tx, { registrationId, ...WITHDRAWN }));
  const register = async (intensiveId: IntensiveId, userId: UserId) =>
    (await registerFree(handle(), actOf(userId), { intensiveId, adult: true })).registrationId;
  const offersIn = (intensiveId: IntensiveId) =>
    handle()
      .select({ userId: waitlistEntries.userId, answer: waitlistOffers.answer, holdId: waitlistOffers.holdId })
      .from(waitlistOffers)
      .innerJoin(waitlistEntries, eq(waitlistEntries.id, waitlistOffers.entryId))
      .where(eq(waitlistEntries.intensiveId, intensiveId))
      .orderBy(waitlistOffers.id);
  return {
    /** Opens a registration on a hold. */
    open,
    confirm,
    end,
    register,
    join: (intensiveId: IntensiveId, userId: UserId) => joinWaitlist(handle(), actOf(userId), { intensiveId }),
    /** What the public sees. */
    left: async (intensiveId: IntensiveId) => (await publicSeats(handle(), [intensiveId]))[0]?.left,
    /** A person with a confirmed seat, by a hold. */
    seated: async (intensiveId: IntensiveId, userId: UserId) => {
      const { id: holdId } = await hold(handle(), intensiveId, userId);
      const registrationId = await open(intensiveId, holdId, userId);
      await confirm(holdId);
      return registrationId;
    },
    endSeatOf: async (intensiveId: IntensiveId, userId: UserId) => {
      const rows = await registrationsIn(handle(), intensiveId);
      const row = rows.find((one) => one.userId === userId && one.endedAt === null);
      if (row === undefined) throw new Error('this person has no seat');
      await end(row.id);
    },
    /** An event whose places are all taken, and who took them. */
    full: async (capacity: number, terms: Parameters<typeof addIntensive>[1] = {}) => {
      const intensiveId = await addIntensive(handle(), { capacity, ...terms });
      const seated = await people(handle(), capacity);
      for (const userId of seated) await register(intensiveId, userId);
      return { intensiveId, seated };
    },
    offersIn,
    /** Who has an open offer, in the order in which they were made. */
    openOffers: async (intensiveId: IntensiveId) =>
      (await offersIn(intensiveId)).filter(({ answer }) => answer === null).map(({ userId }) => userId),
    /** Runs the job of every minute. */
    run: (now = NOW) => endHolds.run({ db: handle(), clock: () => now }, {}),
    rowOf: async (id: RegistrationId) => {
      const [row] = await handle().select().from(registrations).where(eq(registrations.id, id));
      if (row === undefined) throw new Error('no such registration');
      return row;
    },
  };
};
