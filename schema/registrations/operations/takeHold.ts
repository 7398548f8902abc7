import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type HoldId,
  type IntensiveId,
  newId,
  type RegistrationId,
  type UserId,
  type WaitlistEntryId,
} from '../../../drizzle/ids.ts';
import type { holds } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { HOLD_KINDS, RegistrationState } from '../../../drizzle/tables/registrations.ts';
import type { Act } from '../../act.ts';
import { entryWaits, holdIsOpen, MOMENT, seatsTakenAt } from '../../intensives/queries/seats.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { AlreadyRegisteredError, SoldOutError, TooManyHoldsError } from '../errors.ts';
import { dayAfter, HOLDS_AN_HOUR, MOST_GROUPS_A_DAY, MOST_HOLDS, MOST_SEATS, SEATS_A_DAY } from '../rules/limits.ts';
import { registrationWindow } from '../rules/window.ts';
import { endEntry } from './endEntry.ts';
import { registrationClosed } from './registrationClosed.ts';
import { lapseHold } from './releaseHold.ts';

export type HoldRow = typeof holds.$inferSelect;
type HoldKind = (typeof HOLD_KINDS)[number];

type Asked = {
  id: HoldId;
  intensiveId: IntensiveId;
  userId: UserId;
  kind: HoldKind;
  seats: number;
  capacity: number;
  seconds: number | null;
  margin: number;
  /** Whether the seats become confirmed ones in this transaction. */
  used: boolean;
  /** Whether registration is open, so that a new hold may begin. */
  open: boolean;
  own: boolean;
  limited: boolean;
  /** Whether what the person began within a day counts. */
  counted: boolean;
};

type Found = HoldRow & {
  made: boolean;
  left: number;
  /** Whether the person's other checkouts leave room for this one. */
  mayKeep: boolean;
  /** When the oldest of so many holds that none may follow was taken; null when another may. */
  tried: Date | null;
  /** Whether the person began few seats within a day, and when the first of them. */
  mayBegin: boolean;
  begunAt: Date | null;
  liveId: RegistrationId | null;
  liveState: RegistrationState | null;
  liveHoldId: HoldId | null;
  /** Whether that hold is open. */
  liveKept: boolean | null;
  entryId: WaitlistEntryId | null;
};

const COLUMNS = [
  'id',
  'intensive_id',
  'user_id',
  'kind',
  'seats',
  'taken_at',
  'expires_at',
  'frees_at',
  'extended_at',
  'released_at',
  'used_at',
];
const camel = (column: string): string => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const HOLD = sql.raw(COLUMNS.map((name) => `coalesce(made.${name}, kept.${name}) as "${camel(name)}"`).join(', '));

// The snapshot of this statement is later than the lock on the intensive's row, so that it counts what every taker before has taken.
const take = statement<Asked, Found>(
  'take_hold',
  (p) => sql`with ${MOMENT}, own as (
      select r.id, r.state, r.hold_id, ${holdIsOpen('h', sql`m.at`)} as kept
      from moment m, registrations r left join holds h on h.id = r.hold_id
      where r.intensive_id = ${p('intensiveId')} and r.user_id = ${p('userId')} and r.ended_at is null and ${p('own')}::boolean
    ), entry as (
      select e.id, e.turn from waitlist_entries e
      where e.intensive_id = ${p('intensiveId')} and e.user_id = ${p('userId')} and e.ended_at is null
    ), facts as materialized (
      select m.at, ${p('capacity')}::int - ${seatsTakenAt(sql`${p('intensiveId')}::uuid`, sql`m.at`)} as free,
        (select coalesce(sum(e.seats), 0)::int from waitlist_entries e where e.intensive_id = ${p('intensiveId')}
          and ${entryWaits('e')} and e.turn < coalesce((select turn from entry), 9223372036854775807)) as ahead,
        (select coalesce(
          (select own.hold_id from own where own.kept and own.state in ('OFFERED', 'HELD')),
          (select h.id from holds h where h.user_id = ${p('userId')} and h.intensive_id = ${p('intensiveId')}
            and h.kind in ('CHECKOUT', 'OFFER') and ${holdIsOpen('h', sql`m.at`)} order by h.id limit 1))
          where ${p('kind')} in ('CHECKOUT', 'OFFER')) as kept_id,
        (select count(*) < ${sql.raw(String(MOST_HOLDS))}
            and coalesce(sum(h.seats), 0) + ${p('seats')}::int <= greatest(${sql.raw(String(MOST_SEATS))}, ${p('seats')}::int)
          from holds h where h.user_id = ${p('userId')} and h.kind = 'CHECKOUT'
          and h.taken_at > m.at - interval '1 day' and ${holdIsOpen('h', sql`m.at`)})
          and (${p('seats')}::int = 1 or (select count(*) < ${sql.raw(String(MOST_GROUPS_A_DAY))} from holds h
            where h.user_id = ${p('userId')} and h.intensive_id = ${p('intensiveId')} and h.kind = 'CHECKOUT' and h.seats > 1
              and h.used_at is null and h.taken_at > m.at - interval '1 day')) as may_keep,
        (select h.taken_at from holds h where h.user_id = ${p('userId')} and h.kind = 'CHECKOUT'
          and h.taken_at > m.at - interval '1 hour' order by h.taken_at desc offset ${sql.raw(String(HOLDS_AN_HOUR - 1))} limit 1) as tried,
        coalesce(b.seats, 0) + ${p('seats')}::int <= ${sql.raw(String(SEATS_A_DAY))} as may_begin, b.begun_at
      from moment m, lateral (select sum(h.seats) as seats, min(h.taken_at) as begun_at from holds h where h.user_id = ${p('userId')}
        and h.kind <> 'OFFER' and h.taken_at > m.at - interval '1 day') b
    ), judged as materialized (
      select f.*, greatest(f.free - f.ahead, 0) * (f.ahead = 0 or exists (select from entry))::int as room from facts f
    ), made as (
      insert into holds (id, intensive_id, user_id, kind, seats, taken_at, expires_at, frees_at, used_at)
      select ${p('id')}::uuid, ${p('intensiveId')}::uuid, ${p('userId')}::uuid, ${p('kind')}::text, ${p('seats')}::int, j.at,
        j.at + ${p('seconds')}::int * interval '1 second',
        j.at + (${p('seconds')}::int + ${p('margin')}::int) * interval '1 second', case when ${p('used')}::boolean then j.at end
      from judged j
      where ${p('open')}::boolean and j.room >= ${p('seats')}::int and j.kept_id is null and not exists (select from own)
        and (not ${p('limited')}::boolean or (j.may_keep and j.tried is null)) and (not ${p('counted')}::boolean or j.may_begin)
      returning *
    )
    select ${HOLD}, made.id is not null as made, j.room as left, j.may_keep as "mayKeep", j.tried, j.may_begin as "mayBegin",
      j.begun_at as "begunAt", own.id as "liveId", own.state as "liveState", own.hold_id as "liveHoldId",
      coalesce(own.kept, false) as "liveKept", entry.id as "entryId"
    from judged j left join made on true left join holds kept on kept.id = j.kept_id left join own on true left join entry on true`,
);

export type HoldAsked = {
  /** Locked by lockIntensive. */
  intensive: IntensiveRow;
  userId: UserId;
  kind: HoldKind;
  seats: number;
  /** Null for a hold without an end of its own. */
  expiresInSeconds: number | null;
  marginSeconds: number;
  /** Whether the person comes; otherwise they take places for others, and their own registration is no obstacle. */
  own?: boolean;
  /** Whether the seats become confirmed ones in this transaction. */
  used?: boolean;
  /** Whether an organizer gives the place, who is bound by no window and no limit. */
  given?: boolean;
};

/**
 * Keeps seats: computed from confirmed registrations and open holds by the database's clock, under the intensive's lock. A person who
 * comes back within their hold gets that one, an offer with the ends that were asked for now. Nobody passes those who wait. Throws
 * RegistrationClosed, AlreadyRegistered, TooManyHolds, SoldOut.
 */
export async function takeHold(tx: Database, act: Act, asked: HoldAsked): Promise<HoldRow & { returned: boolean }> {
  const { intensive, userId, kind, seats, expiresInSeconds: seconds, marginSeconds: margin } = asked;
  const { own = true, used = false, given = false } = asked;
  const window = registrationWindow(intensive, act.now);
  // Not even a member puts anybody into an event that was canceled.
  if (intensive.cancelledAt !== null) throw registrationClosed('CANCELLED', intensive);
  const row = { id: newId<HoldId>(), intensiveId: intensive.id, userId, kind, seats, seconds, margin, used, own };
  const limited = kind === 'CHECKOUT' && !given;
  const limits = { capacity: intensive.capacity, open: window.ok || given, limited, counted: !given };
  const [found] = await take(tx, { ...row, ...limits });
  if (found === undefined) throw new Error('the taking of a hold answered nothing');
  const { made, left, mayKeep, tried, mayBegin, begunAt, entryId, ...rest } = found;
  const { liveId, liveState, liveHoldId, liveKept, ...hold } = rest;
  if (made) {
    const ended = entryId === null ? null : await endEntry(tx, { entryId, endedBy: 'TAKEN', at: act.now });
    // Who takes another seat than the one that was offered needs that one no longer.
    if (ended?.holdId != null) await lapseHold(tx, { holdId: ended.holdId, because: 'HOLD_ENDED', at: act.now });
    return { ...hold, returned: false };
  }
  if (hold.id !== null) return { ...(await withEnds(tx, hold, asked)), returned: true };
  if (liveId !== null && liveHoldId !== null && !liveKept && (liveState === 'HELD' || liveState === 'OFFERED')) {
    // Its hold has ended and no job has seen that yet.
    await lapseHold(tx, { holdId: liveHoldId, because: 'HOLD_ENDED', at: act.now });
    return takeHold(tx, act, asked);
  }
  if (liveId !== null) throw new AlreadyRegisteredError(liveId);
  if (!window.ok && !given) throw registrationClosed(window.because, intensive);
  if (!given && !mayBegin && left >= seats) throw new TooManyHoldsError(dayAfter(begunAt ?? act.now));
  if (limits.limited && !mayKeep) throw new TooManyHoldsError(null);
  if (limits.limited && tried !== null) throw new TooManyHoldsError(new Date(tried.getTime() + 3_600_000));
  throw new SoldOutError({ wanted: seats, left, waitlist: intensive.admission === 'OPEN' });
}

const turn = statement<{ id: HoldId; seconds: number; margin: number }, { expiresAt: Date; freesAt: Date }>(
  'turn_offer_into_checkout',
  (p) => sql`update holds set kind = 'CHECKOUT',
      expires_at = greatest(expires_at, clock_timestamp() + ${p('seconds')}::int * interval '1 second'),
      frees_at = greatest(expires_at, clock_timestamp() + ${p('seconds')}::int * interval '1 second') + ${p('margin')}::int * interval '1 second'
    where id = ${p('id')} returning expires_at as "expiresAt", frees_at as "freesAt"`,
);

/** An offer that is being paid becomes a checkout, which ends no earlier than the offer would have. */
async function withEnds(
  tx: Database,
  hold: HoldRow,
  { kind, expiresInSeconds, marginSeconds }: HoldAsked,
): Promise<HoldRow> {
  if (hold.kind !== 'OFFER' || kind !== 'CHECKOUT' || expiresInSeconds === null) return hold;
  const [ends] = await turn(tx, { id: hold.id, seconds: expiresInSeconds, margin: marginSeconds });
  return { ...hold, kind, ...ends };
}
