import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, StatusListId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

export type StatusPlace = { list: number; position: number };

const placeOf = statement<{ certificateId: CertificateId }, StatusPlace>(
  'status_place_of',
  (p) => sql`select l.number as list, e.position from status_entries e join status_lists l on l.id = e.list_id
    where e.certificate_id = ${p('certificateId')}`,
);

/** A certificate's list and bit; null before it is drawn. */
export async function statusPlaceOf(db: Database, certificateId: CertificateId): Promise<StatusPlace | null> {
  return (await placeOf(db, { certificateId }))[0] ?? null;
}

const newest = statement<Record<never, never>, { id: StatusListId; number: number }>(
  'newest_status_list',
  () => sql`select id, number from status_lists order by number desc limit 1`,
);

export async function newestStatusList(db: Database): Promise<{ id: StatusListId; number: number } | null> {
  return (await newest(db, {}))[0] ?? null;
}

const withdrawn = statement<{ list: number }, { positions: number[] }>(
  'withdrawn_positions',
  (p) => sql`select array(select e.position from certificates k join status_entries e on e.certificate_id = k.id
      where (k.revoked_at is not null or k.superseded_at is not null) and e.list_id = l.id order by e.position) as positions
    from status_lists l where l.number = ${p('list')}`,
);

/** The places in a list whose certificates were revoked or replaced, in order; null when the list does not exist. */
export async function withdrawnPositions(db: Database, list: number): Promise<number[] | null> {
  return (await withdrawn(db, { list }))[0]?.positions ?? null;
}
