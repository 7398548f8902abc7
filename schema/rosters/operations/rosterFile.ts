import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { HIGHEST, LOWEST } from '../../../drizzle/window.ts';
import type { UserAct } from '../../act.ts';
import { csvOf, csvRows } from '../../csv.ts';
import { ROSTER_HEADER, rosterCells } from '../rules/roster.ts';
import { openRows, type Roster, recordRosterRead, rowsOf } from './readRoster.ts';

/** Rows that are in memory at a time. */
const BATCH = 200;
const LAST_PLACE = { beforeOn: 'infinity', beforeId: HIGHEST, inverted: false, limit: BATCH };

/**
 * A roster as a CSV file, piece by piece. Each batch is read and recorded in a transaction of its own, so that a slow reader holds
 * no connection to the database. What was not read is not recorded.
 */
export async function* rosterFile(
  db: Database,
  act: UserAct,
  { roster, vault }: { roster: Roster; vault: Vault },
): AsyncGenerator<Buffer> {
  await recordRosterRead(db, act, roster, { form: 'CSV' });
  yield csvOf(ROSTER_HEADER, []);
  let place: { afterOn: string; afterId: string } | null = { afterOn: '-infinity', afterId: LOWEST };
  while (place !== null) {
    const rows = await rowsOf(db, roster, { ...place, ...LAST_PLACE });
    const opened = await db.transaction((tx) => openRows(tx, act, { roster, rows, vault }));
    yield csvRows(opened.flatMap((row) => rosterCells(row, act.now)));
    const last = rows.at(BATCH - 1);
    place = last === undefined ? null : { afterOn: last.countsOn, afterId: last.awardId };
  }
}
