import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { HIGHEST, LOWEST } from '../../../drizzle/window.ts';
import type { UserAct } from '../../act.ts';
import { csvOf, csvRows } from '../../csv.ts';
import { ROSTER_HEADER, rosterCells } from '../rules/rosterCells.ts';
import { keysOf, type Roster, readRosterRows, recordRosterRead } from './readRoster.ts';

/** Rows that are in memory at a time. */
const ROWS = 200;
/** Places that are found at a time: each search passes over the whole roster. */
const PLACES = 5_000;
const TO_THE_END = { beforeOn: 'infinity', beforeId: HIGHEST, inverted: false, limit: PLACES };

/**
 * A roster as a CSV file, piece by piece. Each is read and recorded in a transaction of its own, so that a slow reader holds no
 * connection to the database. What was not taken is neither read nor recorded.
 */
export async function* rosterFile(
  db: Database,
  act: UserAct,
  { roster, vault }: { roster: Roster; vault: Vault },
): AsyncGenerator<Buffer> {
  const when = { now: act.now, timeZone: roster.approval.timeZone };
  await recordRosterRead(db, act, roster, { form: 'CSV' });
  yield csvOf(ROSTER_HEADER, []);
  let after: { afterOn: string; afterId: string } | null = { afterOn: '-infinity', afterId: LOWEST };
  while (after !== null) {
    const places = await keysOf(db, roster, { ...after, ...TO_THE_END });
    for (let at = 0; at < places.length; at += ROWS) {
      const keys = places.slice(at, at + ROWS);
      const rows = await readRosterRows(db, act, { roster, keys, vault });
      yield csvRows(rows.flatMap((row) => rosterCells(row, when)));
    }
    const last = places.at(PLACES - 1);
    after = last === undefined ? null : { afterOn: last.countsOn, afterId: last.awardId };
  }
}
