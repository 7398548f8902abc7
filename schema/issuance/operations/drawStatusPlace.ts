import { randomInt } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, StatusListId } from '../../../drizzle/ids.ts';
import { statusEntries, statusLists } from '../../../drizzle/schema.ts';
import { STATUS_LIST_SIZE } from '../../../drizzle/tables/issuance.ts';
import { newestStatusList, type StatusPlace, statusPlaceOf } from '../queries/statusLists.ts';

/** After this many random places that are taken, the next list is opened. That happens when about a third of a list is full. */
const TRIES = 8;

/**
 * The bit that says whether a certificate was withdrawn. It is drawn at random, so that neighbors in a list reveal nothing about
 * each other (Bitstring Status List 1.0). It is permanent: a second call returns the first place.
 */
export async function drawStatusPlace(
  db: Database,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<StatusPlace> {
  for (let tries = 0; ; tries += 1) {
    const place = await statusPlaceOf(db, certificateId);
    if (place !== null) return place;
    const listId = await openList(db, { full: tries > 0 && tries % TRIES === 0, now });
    const entry = { certificateId, listId, position: randomInt(STATUS_LIST_SIZE) };
    await db.insert(statusEntries).values(entry).onConflictDoNothing();
  }
}

/** The newest list, or a new one when that is full. */
async function openList(db: Database, { full, now }: { full: boolean; now: Date }): Promise<StatusListId> {
  const open = await newestStatusList(db);
  if (open !== null && !full) return open.id;
  const number = (open?.number ?? 0) + 1;
  await db.insert(statusLists).values({ number, createdAt: now }).onConflictDoNothing();
  const opened = await newestStatusList(db);
  if (opened === null) throw new Error('status list not found after its own insert');
  return opened.id;
}
