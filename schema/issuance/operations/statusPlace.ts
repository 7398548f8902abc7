import { randomInt } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { handWritten } from '../../../drizzle/prepared.ts';
import { statusEntries, statusLists } from '../../../drizzle/schema.ts';
import { STATUS_LIST_SIZE } from '../../../drizzle/tables/issuance.ts';

/** After so many random places that were taken the next list is opened: lists are left when about a third of them is full. */
const TRIES = 8;

export type StatusPlace = { list: number; position: number };

const placeOf = handWritten<StatusPlace>(
  'status_place_of',
  sql`select l.number as list, e.position from status_entries e join status_lists l on l.id = e.list_id
    where e.certificate_id = ${sql.placeholder('certificateId')}`,
);

/**
 * The bit that tells whether a certificate was withdrawn: drawn at random once, so that neighbors in the list say nothing of
 * each other (Bitstring Status List 1.0), and kept for ever.
 */
export const statusEntryOf = async (
  db: Database,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<StatusPlace> => {
  for (let tries = 0; ; tries += 1) {
    const [place] = await placeOf(db, { certificateId });
    if (place !== undefined) return place;
    const listId = await openList(db, { full: tries > 0 && tries % TRIES === 0, now });
    const entry = { certificateId, listId, position: randomInt(STATUS_LIST_SIZE) };
    await db.insert(statusEntries).values(entry).onConflictDoNothing();
  }
};

/** The newest list, or the one after it when that is full. */
const openList = async (db: Database, { full, now }: { full: boolean; now: Date }) => {
  const newest = () => db.select().from(statusLists).orderBy(desc(statusLists.number)).limit(1);
  const [open] = await newest();
  if (open !== undefined && !full) return open.id;
  const number = (open?.number ?? 0) + 1;
  await db.insert(statusLists).values({ number, createdAt: now }).onConflictDoNothing();
  const [opened] = await newest();
  if (opened === undefined) throw new Error('a status list is missing after its own insert');
  return opened.id;
};

const withdrawn = handWritten<{ position: number }>(
  'withdrawn_positions',
  sql`select e.position from certificates k join status_entries e on e.certificate_id = k.id
    where (k.revoked_at is not null or k.superseded_at is not null) and e.list_id = ${sql.placeholder('listId')}
    order by e.position`,
);

/** The places in a list whose certificates were revoked or replaced, in order; null when there is no such list. */
export const withdrawnPositions = async (db: Database, list: number): Promise<number[] | null> => {
  const [found] = await db.select({ id: statusLists.id }).from(statusLists).where(eq(statusLists.number, list));
  return found === undefined ? null : (await withdrawn(db, { listId: found.id })).map(({ position }) => position);
};
