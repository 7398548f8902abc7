import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type HoldId,
  type IntensiveId,
  newId,
  type PairId,
  type RegistrationId,
  type UserId,
  type WaitlistEntryId,
  type WaitlistOfferId,
} from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { entryWaits } from '../../intensives/queries/seats.ts';
import { type IntensiveRow, lockIntensive } from '../../intensives/queries.ts';
import { seatsTaken } from '../queries/seats.ts';
import { factsOf } from '../rules/mails.ts';
import { registrationWindow } from '../rules/window.ts';
import { changeStates } from './changeState.ts';
import { endEntry } from './endEntry.ts';
import { noSecret } from './secrets.ts';
import { eventMail } from './writeMail.ts';

/** How many entries are read at once. */
const READ_AT_ONCE = 50;

type Waiting = {
  id: WaitlistEntryId;
  turn: number;
  userId: UserId;
  pairId: PairId | null;
  seats: number;
  /** The registrations that wait with it: an accepted application's. */
  applied: RegistrationId[];
  /** Whether it waits for nothing any more: its person has a place, or an account that is closed, or a pair that has ended. */
  stale: boolean;
};

const OF_ENTRY = sql`r.intensive_id = e.intensive_id and r.ended_at is null
  and (r.user_id = e.user_id or (e.pair_id is not null and r.pair_id = e.pair_id))`;

const waiting = statement<{ intensiveId: IntensiveId; after: number; byApplication: boolean }, Waiting>(
  'waiting_entries',
  (p) => sql`select e.id, e.turn::float8 as turn, e.user_id as "userId", e.pair_id as "pairId", e.seats,
      array(select r.id from registrations r where ${OF_ENTRY} and r.state = 'APPLIED' order by r.id) as applied,
      (u.disabled_at is not null
        or exists (select 1 from registrations r where ${OF_ENTRY} and r.state <> 'APPLIED')
        or (${p('byApplication')}::boolean
          and (select count(*) from registrations r where ${OF_ENTRY} and r.state = 'APPLIED') <> e.seats)) as stale
    from waitlist_entries e join users u on u.id = e.user_id
    where e.intensive_id = ${p('intensiveId')} and ${entryWaits('e')} and e.turn > ${p('after')}::bigint
    order by e.turn limit ${sql.raw(String(READ_AT_ONCE))}`,
);

/**
 * Offers every free seat to who waits, in the order of their turns, under the intensive's lock and only while registration is open.
 * Entries that wait for nothing any more are ended on the way. A pair for which one seat is left keeps its turn, and the seat goes to
 * the next who needs one. Answers how many offers were made.
 */
export async function offerSeats(tx: Database, intensiveId: IntensiveId, now: Date): Promise<number> {
  return offerSeatsOf(tx, await lockIntensive(tx, intensiveId), now);
}

/** As offerSeats, of an intensive that the caller has locked. */
export async function offerSeatsOf(tx: Database, intensive: IntensiveRow, now: Date): Promise<number> {
  const intensiveId = intensive.id;
  if (!registrationWindow(intensive, now).ok) return 0;
  const byApplication = intensive.admission === 'APPLICATION';
  let [after, offers] = [0, 0];
  let page = await waiting(tx, { intensiveId, after, byApplication });
  if (page.length === 0) return 0;
  let free = intensive.capacity - (await seatsTaken(tx, intensiveId));
  while (free > 0 && page.length > 0) {
    for (const entry of page) {
      if (entry.stale) await endEntry(tx, { entryId: entry.id, endedBy: 'TAKEN', at: now });
      else if (entry.seats <= free) {
        await offerTo(tx, { intensive, entry, now });
        free -= entry.seats;
        offers += 1;
      }
    }
    after = page.at(-1)?.turn ?? after;
    page = page.length < READ_AT_ONCE ? [] : await waiting(tx, { intensiveId, after, byApplication });
  }
  return offers;
}

type New = {
  holdId: HoldId;
  offerId: WaitlistOfferId;
  entryId: WaitlistEntryId;
  hours: number;
  hash: Buffer;
  now: Date;
};

// An offer ends when registration closes, at the latest.
const offer = statement<New, { expiresAt: Date }>(
  'offer_seat',
  (p) => sql`with made as (
      insert into holds (id, intensive_id, user_id, kind, seats, taken_at, expires_at, frees_at)
      select ${p('holdId')}::uuid, e.intensive_id, e.user_id, 'OFFER', e.seats, m.at, m.ends, m.ends
      from waitlist_entries e join intensives i on i.id = e.intensive_id cross join lateral (
        select clock_timestamp() as at,
          least(clock_timestamp() + ${p('hours')}::int * interval '1 hour', i.registration_closes_at) as ends) m
      where e.id = ${p('entryId')} returning id, expires_at
    ), offered as (
      insert into waitlist_offers (id, entry_id, hold_id, decline_hash, offered_at)
      select ${p('offerId')}::uuid, ${p('entryId')}::uuid, made.id, ${p('hash')}::bytea, ${p('now')}::timestamptz from made
    )
    select expires_at as "expiresAt" from made`,
);

type Offering = { intensive: IntensiveRow; entry: Waiting; now: Date };

async function offerTo(tx: Database, { intensive, entry, now }: Offering): Promise<void> {
  const [holdId, offerId] = [newId<HoldId>(), newId<WaitlistOfferId>()];
  const hours = intensive.offerHours;
  const { hash, facts: link } = noSecret();
  const [made] = await offer(tx, { holdId, offerId, entryId: entry.id, hours, hash, now });
  if (made === undefined) throw new Error('an offer was not made');
  const move = { ids: entry.applied, to: 'OFFERED', because: 'FROM_WAITLIST', by: 'system', at: now, holdId } as const;
  // A pair answers in its accounts: two people cannot have one secret link.
  await changeStates(tx, { ...move, quietly: entry.pairId === null });
  if (entry.pairId !== null) return;
  const facts = { ...factsOf(intensive), endsAt: made.expiresAt.toISOString(), offerId, ...link };
  await eventMail(tx, { key: `offer ${offerId}`, text: 'WAITLIST_OFFERED', userId: entry.userId, facts });
}
