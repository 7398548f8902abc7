import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import { LETS_IN } from '../../intensives/queries/uses.ts';
import type { CalendarDay, CalendarFacts } from '../rules/calendar/entries.ts';

type DayInJson = Omit<CalendarDay, 'startsAt' | 'endsAt' | 'removedAt'> & {
  startsAt: string;
  endsAt: string;
  removedAt: string | null;
};
type Stored = Omit<CalendarFacts, 'days'> & { days: DayInJson[] };

const readFacts = ({ days, ...facts }: Stored): CalendarFacts => ({
  ...facts,
  days: days.map(({ startsAt, endsAt, removedAt, ...day }) => ({
    ...day,
    ...{ startsAt: instantOf(startsAt), endsAt: instantOf(endsAt), removedAt: instantOf(removedAt) },
  })),
});

// SEQUENCE counts changes of the seat and edits of the intensive; both only rise. An intensive that was cancelled takes all seats
// with it, also while the job that ends them is on its way.
const factsWhere = (
  condition: SQL,
): SQL => sql`select r.id as "registrationId", s.state, r.confirmed_at as "confirmedAt",
    r.calendar_sequence + i.revision as sequence, i.kind, i.title, i.neutral_name as "neutralName",
    greatest(r.created_at, i.cancelled_at, (select max(t.at) from registration_states t where t.registration_id = r.id),
      (select max(c.changed_at) from intensive_changes c where c.intensive_id = i.id)) as "changedAt",
    o.legal_name as "organizationName", i.time_zone as "timeZone",
    case when s.state = 'CONFIRMED' and ${LETS_IN} then i.venue end as venue,
    case when s.state = 'CONFIRMED' and ${LETS_IN} then i.link end as link,
    (select coalesce(json_agg(json_build_object('ordinal', d.ordinal, 'timeZone', d.time_zone, 'startsAt', d.starts_at,
        'endsAt', d.ends_at, 'removedAt', d.removed_at) order by d.starts_at, d.ordinal), '[]'::json)
      from intensive_days d where d.intensive_id = i.id) as days
  from registrations r join intensives i on i.id = r.intensive_id join organizations o on o.id = i.organization_id
    cross join lateral (select case when i.cancelled_at is null or r.state <> 'CONFIRMED' then r.state else 'CANCELLED' end as state) s
  where ${condition}`;

const own = statement<{ id: RegistrationId; userId: UserId }, CalendarFacts, Stored>(
  'calendar_of_own_registration',
  (p) => factsWhere(sql`r.id = ${p('id')} and r.user_id = ${p('userId')}`),
  readFacts,
);

/** What the calendar of a person's own registration is made of. */
export async function ownCalendar(
  db: Database,
  asked: { id: RegistrationId; userId: UserId },
): Promise<CalendarFacts | null> {
  return (await own(db, asked))[0] ?? null;
}

const any = statement<{ id: RegistrationId }, CalendarFacts, Stored>(
  'calendar_of_registration',
  (p) => factsWhere(sql`r.id = ${p('id')}`),
  readFacts,
);

/** As ownCalendar, for a job. */
export async function calendarOf(db: Database, id: RegistrationId): Promise<CalendarFacts | null> {
  return (await any(db, { id }))[0] ?? null;
}

const fed = statement<{ hash: Buffer }, CalendarFacts, Stored>(
  'calendar_of_feed',
  (p) =>
    factsWhere(sql`r.id in (select f.registration_id from calendar_feeds f
      where f.secret_hash = ${p('hash')} and f.revoked_at is null)
    and exists (select 1 from users u where u.id = r.user_id and u.disabled_at is null)`),
  readFacts,
);

/** What a feed shows; null for a secret that is unknown or revoked, and when its person's account is closed. */
export async function calendarOfFeed(db: Database, hash: Buffer): Promise<CalendarFacts | null> {
  return (await fed(db, { hash }))[0] ?? null;
}

type Feed = { registrationId: RegistrationId; madeAt: Date };

const live = statement<{ ids: readonly RegistrationId[] }, Feed>(
  'live_calendar_feeds',
  (p) => sql`select f.registration_id as "registrationId", f.made_at as "madeAt" from calendar_feeds f
    where f.registration_id = any(${p('ids')}::uuid[]) and f.revoked_at is null`,
);

/** The feeds of these registrations that are on. Whoever calls this has asked whose they are. */
export const liveFeeds = (db: Database, ids: readonly RegistrationId[]): Promise<Feed[]> => live(db, { ids });
