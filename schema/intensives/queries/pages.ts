import { getColumns, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  IntensiveChangeId,
  IntensiveId,
  IntensiveInstructorId,
  IntensivePriceId,
  OrganizationId,
  TaxChoiceId,
  UserId,
} from '../../../drizzle/ids.ts';
import { intensives, organizations } from '../../../drizzle/schema.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { PRICE_KINDS } from '../../../drizzle/tables/intensivePrices.ts';
import type { CHANGE_KINDS, IntensiveKind, LIVE_FORMATS, SEGMENT_KINDS } from '../../../drizzle/tables/intensives.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import type { OrganizationRow } from '../../organizations/queries.ts';
import type { MemberRole } from '../../organizations/rules/permissions.ts';
import type { IntensiveRow } from '../queries.ts';
import { entryWaits, NOW, seatsTakenAt } from './seats.ts';
import { freePlaces, LETS_IN, soldAt } from './uses.ts';

export type PageSegment = {
  title: string;
  kind: (typeof SEGMENT_KINDS)[number];
  format: (typeof LIVE_FORMATS)[number];
  day: string;
  wallTime: string;
  timeZone: string;
  minutes: number;
  topics: string[];
  instructorIds: IntensiveInstructorId[];
  startsAt: string;
  endsAt: string;
};
export type PageInstructor = { id: IntensiveInstructorId; name: string; credentials: string; disclosure: string };
export type PagePrice = {
  id: IntensivePriceId;
  position: number;
  label: string;
  kind: (typeof PRICE_KINDS)[number];
  amountMinor: number;
  startsAt: string | null;
  endsAt: string | null;
  places: number | null;
  taxChoiceId: TaxChoiceId | null;
  /** How many places were sold or are held at it, by orders; 0 where their number is not limited. */
  sold: number;
  /** How many places of the event have no order, at a free price whose places are limited; else 0. */
  free: number;
};
export type PageChange = {
  id: IntensiveChangeId;
  kind: (typeof CHANGE_KINDS)[number];
  says: string[];
  answerBy: string | null;
  changedAt: string;
};

/** An intensive with everything that its page shows, and what the reader is to it. */
export type IntensivePage = IntensiveRow & {
  organization: OrganizationRow;
  segments: PageSegment[];
  instructors: PageInstructor[];
  prices: PagePrice[];
  changes: PageChange[];
  /** Confirmed places and open holds, by the database's clock. */
  taken: number;
  /** Whether anybody waits: then no freed seat is shown. */
  waited: boolean;
  isMember: boolean;
  memberRole: MemberRole | null;
  /** Whether they have or had a place, wait for an answer, or pay for somebody: then they read what changed. */
  readsChanges: boolean;
  /** Whether they may come in: confirmed, and the money for it did not go back whole. */
  isConfirmed: boolean;
};

const columns = sql.join(
  Object.entries(getColumns(intensives)).map(
    ([key, { name }]) => sql`i.${sql.identifier(name)} as ${sql.identifier(key)}`,
  ),
  sql`, `,
);

const organizationFields = sql.join(
  Object.entries(getColumns(organizations)).map(
    ([key, { name }]) => sql`${sql.raw(`'${key}'`)}, o.${sql.identifier(name)}`,
  ),
  sql`, `,
);

/** An instant inside JSON is text, and whoever has a role is a member. */
function read(row: IntensivePage): IntensivePage {
  return {
    ...row,
    isMember: row.memberRole !== null,
    organization: { ...row.organization, createdAt: instantOf(String(row.organization.createdAt)) },
  };
}

const page = (viewer: SQL) => sql`select ${columns},
  (select json_build_object(${organizationFields}) from organizations o where o.id = i.organization_id) as organization,
  (select coalesce(json_agg(json_build_object('title', s.title, 'kind', s.kind, 'format', s.format, 'day', s.day,
      'wallTime', s.wall_time, 'timeZone', s.time_zone, 'minutes', s.minutes, 'topics', s.topics,
      'instructorIds', s.instructor_ids, 'startsAt', s.starts_at, 'endsAt', s.ends_at) order by s.position), '[]')
    from intensive_segments s where s.intensive_id = i.id) as segments,
  (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'credentials', t.credentials,
      'disclosure', t.disclosure) order by t.position), '[]')
    from intensive_instructors t where t.intensive_id = i.id and t.removed_at is null) as instructors,
  (select coalesce(json_agg(json_build_object('id', p.id, 'position', p.position, 'label', p.label, 'kind', p.kind,
      'amountMinor', p.amount_minor, 'startsAt', p.starts_at, 'endsAt', p.ends_at, 'places', p.places,
      'taxChoiceId', p.tax_choice_id, 'sold', case when p.places is null then 0 else ${soldAt(sql`p.id`, sql`i.id`)} end,
      'free', case when p.places is null or p.amount_minor > 0 then 0 else ${freePlaces(sql`i.id`)} end) order by p.position), '[]')
    from intensive_prices p where p.intensive_id = i.id and p.removed_at is null) as prices,
  (select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'says', c.says, 'answerBy', c.answer_by,
      'changedAt', c.changed_at) order by c.ordinal), '[]')
    from intensive_changes c where c.intensive_id = i.id) as changes,
  ${seatsTakenAt(sql`i.id`, NOW)} as taken,
  (select count(*) > 0 from waitlist_entries e where e.intensive_id = i.id and ${entryWaits('e')}) as waited,
  (select m.role from memberships m where m.organization_id = i.organization_id and m.user_id = ${viewer}::uuid) as "memberRole",
  (exists (select from registrations r where r.intensive_id = i.id and r.user_id = ${viewer}::uuid
      and (r.ended_at is null or r.confirmed_at is not null or r.ended_at >= i.cancelled_at))
    or exists (select from orders o where o.intensive_id = i.id and o.placed_by = ${viewer}::uuid)) as "readsChanges",
  exists (select from registrations r where r.intensive_id = i.id and r.user_id = ${viewer}::uuid and r.state = 'CONFIRMED' and ${LETS_IN}) as "isConfirmed"
  from intensives i`;

/** A draft is there for members of its organization only. */
const VISIBLE = (viewer: SQL) =>
  sql`(i.published_at is not null or (i.removed_at is null and exists (select from memberships m where m.organization_id = i.organization_id
    and m.user_id = ${viewer}::uuid)))`;

const bySlug = statement<{ slug: string; viewer: UserId | null }, IntensivePage>(
  'intensive_page',
  (p) => sql`${page(sql`${p('viewer')}`)} where i.slug = ${p('slug')} and ${VISIBLE(sql`${p('viewer')}`)}`,
  read,
);
export async function intensivePage(db: Database, slug: string, viewer: UserId | null): Promise<IntensivePage | null> {
  return (await bySlug(db, { slug, viewer }))[0] ?? null;
}

const byIds = statement<{ ids: IntensiveId[]; viewer: UserId | null }, IntensivePage>(
  'intensive_pages_by_ids',
  (p) => sql`${page(sql`${p('viewer')}`)} where i.id = any(${p('ids')}::uuid[]) and ${VISIBLE(sql`${p('viewer')}`)}`,
  read,
);
export function intensivePages(db: Database, ids: IntensiveId[], viewer: UserId | null): Promise<IntensivePage[]> {
  return byIds(db, { ids, viewer });
}

/** Of which kinds: of every one, when null. */
type OfKinds = { kinds: readonly IntensiveKind[] | null };
const isOf = (kinds: SQL) => sql`(${kinds}::text[] is null or i.kind = any(${kinds}::text[]))`;

const open = statement<{ viewer: UserId | null; now: Date } & OfKinds & Window, IntensivePage>(
  'open_intensives',
  (p) => sql`${page(sql`${p('viewer')}`)} where i.published_at is not null and i.cancelled_at is null
    and i.registration_closes_at > ${p('now')} and ${isOf(sql`${p('kinds')}`)} and ${windowOn('i.id')}`,
  read,
);
/** Published intensives whose registration has not closed, newest first. */
export function openIntensives(
  db: Database,
  { viewer, now, ...window }: { viewer: UserId | null; now: Date } & OfKinds & Window,
) {
  return open(db, { viewer, now, ...window });
}

const ofOrganization = statement<
  { viewer: UserId | null; organizationId: OrganizationId } & OfKinds & Window,
  IntensivePage
>(
  'intensives_of_organization',
  (
    p,
  ) => sql`${page(sql`${p('viewer')}`)} where i.organization_id = ${p('organizationId')} and ${VISIBLE(sql`${p('viewer')}`)}
    and ${isOf(sql`${p('kinds')}`)} and ${windowOn('i.id')}`,
  read,
);
/** An organization's intensives, newest first; drafts for its members. */
export function intensivesOf(
  db: Database,
  asked: { viewer: UserId | null; organizationId: OrganizationId } & OfKinds & Window,
): Promise<IntensivePage[]> {
  return ofOrganization(db, asked);
}
