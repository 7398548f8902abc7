import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { NotFoundError } from '../../errors.ts';
import { entryWaits, holdIsOpen, MOMENT, seatsTakenAt } from '../../intensives/queries/seats.ts';
import type { Because, By } from '../rules/states.ts';
import { changeStates } from './changeState.ts';
import { endEntry, openEntryOf } from './endEntry.ts';
import { lockOfHold } from './lock.ts';
import { reopenPairs } from './pairEnds.ts';
import { answerOffer } from './releaseHold.ts';

type Seats = {
  intensiveId: IntensiveId;
  open: boolean;
  left: number;
  registrations: { id: RegistrationId; state: RegistrationState; elsewhere: boolean }[];
};

// `elsewhere`: its person has begun another registration meanwhile, and has at most one.
const seatsOf = statement<{ holdId: HoldId }, Seats>(
  'seats_of_hold',
  (p) => sql`with ${MOMENT}
    select h.intensive_id as "intensiveId", ${holdIsOpen('h', sql`m.at`)} as open,
      case when i.cancelled_at is not null then 0
        when exists (select 1 from waitlist_entries e where e.intensive_id = i.id and ${entryWaits('e')}) then 0
        else i.capacity - ${seatsTakenAt(sql`i.id`, sql`m.at`)} end as left,
      (select coalesce(json_agg(json_build_object('id', r.id, 'state', r.state, 'elsewhere', exists (
          select 1 from registrations x where x.intensive_id = r.intensive_id and x.user_id = r.user_id
            and x.id <> r.id and x.ended_at is null)) order by r.id), '[]')
        from registrations r where r.hold_id = h.id) as registrations
    from moment m, holds h join intensives i on i.id = h.intensive_id where h.id = ${p('holdId')}`,
);

// The seats become those of registrations in this transaction.
const use = statement<{ holdId: HoldId }, never>(
  'use_hold',
  (p) => sql`update holds set used_at = clock_timestamp()
    where id = ${p('holdId')} and released_at is null and used_at is null`,
);

export type Confirmed = { confirmed: RegistrationId[] } | { noSeat: true };
type Confirm = { holdId: HoldId; at: Date; because: Because; by?: By };

const WAITING: readonly RegistrationState[] = ['OFFERED', 'HELD', 'AWAITING_PAYMENT'];

/**
 * Confirms the registrations of a hold: all of them or none. A hold that has ended takes its seats anew when they are left and nobody
 * waits for them; otherwise there is no seat, and the caller gives the money back. A second call answers what the first confirmed. A
 * registration that its person has cancelled stays cancelled. Throws NotFound.
 */
export async function confirmSeats(tx: Database, { holdId, at, because, by = 'system' }: Confirm): Promise<Confirmed> {
  await lockOfHold(tx, holdId);
  const [seats] = await seatsOf(tx, { holdId });
  if (seats === undefined) throw new NotFoundError('The hold');
  const done = seats.registrations.filter(({ state }) => state === 'CONFIRMED');
  const open = seats.registrations.filter(({ state }) => WAITING.includes(state));
  const lapsed = seats.registrations.filter(({ state, elsewhere }) => state === 'LAPSED' && !elsewhere);
  const wanted = seats.open ? open : [...open, ...lapsed];
  if (wanted.length === 0) return done.length > 0 ? { confirmed: idsOf(done) } : { noSeat: true };
  if (!seats.open && (wanted.length > seats.left || seats.registrations.some(isLost))) return { noSeat: true };
  await use(tx, { holdId });
  await answerOffer(tx, { holdId, answer: 'TAKEN', at, told: true });
  const change = { to: 'CONFIRMED', because: seats.open ? because : lateOf(because), by, at } as const;
  const moved = await changeStates(tx, { ids: idsOf(wanted), ...change });
  await reopenPairs(tx, moved);
  for (const { userId, intensiveId } of moved) {
    const entry = userId === null ? null : await openEntryOf(tx, { intensiveId, userId });
    if (entry !== null) await endEntry(tx, { entryId: entry.id, endedBy: 'TAKEN', at });
  }
  return { confirmed: [...idsOf(done), ...moved.map(({ id }) => id)] };
}

const idsOf = (rows: readonly { id: RegistrationId }[]): RegistrationId[] => rows.map(({ id }) => id);

/** One of a hold's registrations that cannot come back: then its payment buys nothing whole. */
const isLost = ({ state, elsewhere }: Seats['registrations'][number]): boolean => state === 'LAPSED' && elsewhere;

const lateOf = (because: Because): Because => (because === 'PAID' ? 'LATE_PAYMENT' : because);
