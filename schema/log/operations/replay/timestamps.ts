import { sql } from 'drizzle-orm';
import { checkTimestampToken } from '../../../../certificates/seal/token.ts';
import type { Database } from '../../../../drizzle/client.ts';
import { statement } from '../../../../drizzle/statement.ts';
import { noteHash } from '../../rules.ts';
import { type Findings, NIL } from './findings.ts';

type TimestampRow = { id: string; takenOn: string; token: Buffer; note: string };

const timestampsAfter = statement<{ after: string }, TimestampRow>(
  'replay_timestamps',
  (
    p,
  ) => sql`select t.id, t.taken_on::text as "takenOn", t.token, c.note from log_timestamps t join checkpoints c on c.id = t.checkpoint_id
    where t.id > ${p('after')} order by t.id limit 100`,
);

/** What is wrong with a stored timestamp; null when its signature or a certificate protects every byte of it. */
function faultOf(token: Buffer, note: string): string | null {
  const checked = checkTimestampToken(token, noteHash(note));
  if (!checked.ok) return checked.detail;
  return checked.timestamp.canonical.equals(token)
    ? null
    : 'The stored bytes differ from the canonical form of the timestamp.';
}

/** Checks that each timestamp is intact and belongs to its checkpoint. It does not decide whether its authority is trusted. */
export async function replayTimestamps(tx: Database, findings: Findings): Promise<number> {
  let count = 0;
  let page = await timestampsAfter(tx, { after: NIL });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    for (const { takenOn, token, note } of page) {
      const detail = faultOf(token, note);
      if (detail !== null) findings.add({ what: 'TIMESTAMP_DIFFERS', where: `timestamp of ${takenOn}`, detail });
    }
    count += page.length;
    page = await timestampsAfter(tx, { after: last.id });
  }
  return count;
}
