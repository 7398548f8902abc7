import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId, WaitlistEntryId, WaitlistOfferId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { WAITLIST_ENDS } from '../../../drizzle/tables/waitlist.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import { showsPeople } from '../../intensives/queries/named.ts';
import { entryWaits, holdIsOpen } from '../../intensives/queries/seats.ts';

export type EntryRow = {
  id: WaitlistEntryId;
  intensiveId: IntensiveId;
  seats: number;
  joinedAt: Date;
  endedAt: Date | null;
  endedBy: (typeof WAITLIST_ENDS)[number] | null;
  /** 1 for the first of those who wait; null when it has ended. */
  place: number | null;
  /** Until when an offer stands; null without one. */
  offeredUntil: Date | null;
};

const ENTRY = sql`e.id, e.intensive_id as "intensiveId", e.seats, e.joined_at as "joinedAt", e.ended_at as "endedAt", e.ended_by as "endedBy",
    case when e.ended_at is null then (select count(*)::int from waitlist_entries b
      where b.intensive_id = e.intensive_id and b.ended_at is null and b.turn <= e.turn) end as place,
    (select h.expires_at from waitlist_offers w join holds h on h.id = w.hold_id
      where w.entry_id = e.id and w.answered_at is null and ${holdIsOpen('h', sql`clock_timestamp()`)}) as "offeredUntil"`;

const ofPerson = statement<{ userId: UserId }, EntryRow>(
  'waitlist_entries_of_person',
  (p) => sql`select ${ENTRY} from waitlist_entries e
    where e.user_id = ${p('userId')} and e.ended_at is null order by e.id desc limit 100`,
);

/** Where a person waits now, newest first. */
export const openEntriesOf = (db: Database, userId: UserId): Promise<EntryRow[]> => ofPerson(db, { userId });

const one = statement<{ id: WaitlistEntryId; userId: UserId }, EntryRow>(
  'own_waitlist_entry',
  (p) => sql`select ${ENTRY} from waitlist_entries e where e.id = ${p('id')} and e.user_id = ${p('userId')}`,
);

/** One of this person's entries; null when it is not theirs. */
export async function ownEntry(db: Database, of: { id: WaitlistEntryId; userId: UserId }): Promise<EntryRow | null> {
  return (await one(db, of))[0] ?? null;
}

/** An entry as the organization sees it. */
export type EntryRecord = EntryRow & { name: string | null; email: string | null };

type Waiting = { intensiveId: IntensiveId; viewer: UserId };

const records = statement<Window & Waiting, EntryRecord>(
  'waitlist_of_intensive',
  (p) => sql`select ${ENTRY}, case when ${showsPeople(sql`${p('viewer')}::uuid`)} then f.legal_name end as name,
      case when ${showsPeople(sql`${p('viewer')}::uuid`)} then coalesce(u.mail_address, u.email) end as email
    from waitlist_entries e join intensives i on i.id = e.intensive_id join users u on u.id = e.user_id left join profiles f on f.user_id = e.user_id
    where e.intensive_id = ${p('intensiveId')} and e.ended_at is null and ${windowOn('e.id')}`,
);

/** Who waits for an intensive, the latest first, within a page's window. */
export function waitlistOf(db: Database, asked: Window & Waiting): Promise<EntryRecord[]> {
  return records(db, asked);
}

export type OfferByLink = {
  offerId: WaitlistOfferId;
  entryId: WaitlistEntryId;
  intensiveId: IntensiveId;
  answered: boolean;
  open: boolean;
};

const byLink = statement<{ hash: Buffer }, OfferByLink>(
  'offer_by_link',
  (p) => sql`select w.id as "offerId", w.entry_id as "entryId", e.intensive_id as "intensiveId",
      w.answered_at is not null as answered, ${holdIsOpen('h', sql`clock_timestamp()`)} as open
    from waitlist_offers w join waitlist_entries e on e.id = w.entry_id join holds h on h.id = w.hold_id
    where w.decline_hash = ${p('hash')}::bytea`,
);

/** The offer that a link declines; null when no mail has such a link. */
export async function offerByLink(db: Database, hash: Buffer): Promise<OfferByLink | null> {
  return (await byLink(db, { hash }))[0] ?? null;
}

// Steps from one intensive with an open entry to the next, so that it reads as many index entries as there are such intensives.
const WITH_ENTRIES: SQL = sql`with recursive listed as (
    (select e.intensive_id as id from waitlist_entries e where e.ended_at is null order by e.intensive_id limit 1)
    union all
    select (select e.intensive_id from waitlist_entries e where e.ended_at is null and e.intensive_id > l.id
      order by e.intensive_id limit 1) from listed l where l.id is not null
  )`;

export type Listed = { id: IntensiveId; open: boolean; waits: boolean };

const listed = statement<{ now: Date }, Listed>(
  'intensives_with_waitlist',
  (p) => sql`${WITH_ENTRIES} select i.id,
      i.cancelled_at is null and i.registration_closes_at > ${p('now')}::timestamptz as open,
      exists (select 1 from waitlist_entries e where e.intensive_id = i.id and ${entryWaits('e')}) as waits
    from listed l join intensives i on i.id = l.id`,
);

/** The intensives for which somebody waits, and whether their registration is open. */
export const intensivesWithWaitlist = (db: Database, now: Date): Promise<Listed[]> => listed(db, { now });
