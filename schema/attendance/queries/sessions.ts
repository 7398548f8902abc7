import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveDayId, IntensiveId, IntensiveSegmentId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { IntensiveKind, LIVE_FORMATS, SEGMENT_KINDS } from '../../../drizzle/tables/intensives.ts';

export type SessionPart = {
  id: IntensiveSegmentId;
  title: string;
  kind: (typeof SEGMENT_KINDS)[number];
  format: (typeof LIVE_FORMATS)[number];
  startsAt: Date;
  endsAt: Date;
};

/** A day of a training, with its parts in order. */
export type Session = {
  id: IntensiveDayId;
  intensiveId: IntensiveId;
  organizationId: OrganizationId;
  kind: IntensiveKind;
  title: string;
  ordinal: number;
  day: string;
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  parts: SessionPart[];
  /** The accounts of the instructors who are named on the training. */
  instructors: UserId[];
};

type PartInJson = Omit<SessionPart, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string };
type Stored = Omit<Session, 'parts'> & { parts: PartInJson[] | null };

const SESSION = sql`select d.id, d.intensive_id as "intensiveId", i.organization_id as "organizationId", i.kind, i.title, d.ordinal,
    d.day::text as day, d.time_zone as "timeZone", d.starts_at as "startsAt", d.ends_at as "endsAt",
    (select json_agg(json_build_object('id', s.id, 'title', s.title, 'kind', s.kind, 'format', s.format, 'startsAt', s.starts_at, 'endsAt', s.ends_at)
        order by s.starts_at, s.position)
      from intensive_segments s where s.intensive_id = d.intensive_id and s.day = d.day and s.time_zone = d.time_zone) as parts,
    array(select t.user_id from intensive_instructors t
      where t.intensive_id = d.intensive_id and t.user_id is not null and t.removed_at is null) as instructors
  from intensive_days d join intensives i on i.id = d.intensive_id
  where i.published_at is not null and d.removed_at is null`;

const read = ({ parts, ...session }: Stored): Session => ({
  ...session,
  parts: (parts ?? []).map(({ startsAt, endsAt, ...part }) => ({
    ...{ ...part, startsAt: instantOf(startsAt), endsAt: instantOf(endsAt) },
  })),
});

const byId = statement<{ id: IntensiveDayId }, Session, Stored>(
  'session_by_id',
  (p) => sql`${SESSION} and d.id = ${p('id')}`,
  read,
);

/** A day of a published intensive; null when there is none. */
export async function sessionById(db: Database, id: IntensiveDayId): Promise<Session | null> {
  return (await byId(db, { id }))[0] ?? null;
}

const ofIntensives = statement<{ ids: readonly IntensiveId[] }, Session, Stored>(
  'sessions_of_intensives',
  (p) => sql`${SESSION} and d.intensive_id = any(${p('ids')}::uuid[]) order by d.starts_at`,
  read,
);

/** The days of published intensives, in order. */
export function sessionsOf(db: Database, ids: readonly IntensiveId[]): Promise<Session[]> {
  return ofIntensives(db, { ids });
}
