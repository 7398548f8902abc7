import { sql } from 'drizzle-orm';
import type { PublicKey } from '../../../certificates/keys.ts';
import { includes } from '../../../certificates/log/check.ts';
import { checkCheckpoint } from '../../../certificates/log/note.ts';
import { hashOfRange, inclusionRanges, leafHash, type NodeAt, placesOf } from '../../../certificates/log/tree.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LogDamaged } from '../errors.ts';
import { type CheckpointRow, latestCheckpoint, nodesAt } from '../queries.ts';
import type { Proven } from '../rules.ts';
import { checkEntry, type EntryRow, entryColumns, joinedEntries } from './replay/entries.ts';
import { newFindings } from './replay/findings.ts';
import { unloggedRecordsOf } from './replay/records.ts';
import { SNAPSHOT } from './replay/trust.ts';

const entriesOf = statement<{ certificateId: CertificateId }, EntryRow>(
  'entries_of_certificate',
  (p) => sql`select ${entryColumns} from ${joinedEntries} where e.certificate_id = ${p('certificateId')}
    order by e.kind, e.revision`,
);

type Head = { size: number; root: Uint8Array; origin: string };

function headOf(today: CheckpointRow | null, keys: readonly PublicKey[]): Head | null {
  const signed = today === null ? null : checkCheckpoint(today.note, null, keys);
  return signed?.ok && signed.size === today?.size && today.root.equals(signed.root) ? signed : null;
}

function isIncluded({ body, position }: EntryRow, { size, root }: Head, nodeAt: NodeAt): boolean {
  if (position === null || position >= size) return false;
  try {
    const hashes = inclusionRanges(position, size).map((range) => hashOfRange(range, nodeAt));
    return includes({ index: position, size, root }, leafHash(body), hashes);
  } catch (error) {
    if (error instanceof LogDamaged) return false;
    throw error;
  }
}

function faultOf(row: EntryRow, head: Head | null, nodeAt: NodeAt): string | null {
  const findings = newFindings();
  checkEntry(row, findings);
  const [first] = findings.named;
  if (first !== undefined) return first.detail;
  if (row.position === null) return null;
  if (head === null) return 'The newest checkpoint is not one that a key of this log signed.';
  return isIncluded(row, head, nodeAt) ? null : 'It is not in the tree that the newest checkpoint was signed over.';
}

/**
 * Proves each entry of one certificate: it agrees with its record of today and is in the tree that the newest checkpoint was
 * signed over. Reads as many hashes as the log has doublings, however long the log is.
 */
export function proveEntries(
  db: Database,
  { certificateId, keys }: { certificateId: CertificateId; keys: readonly PublicKey[] },
): Promise<Proven> {
  return db.transaction(async (tx) => {
    const head = headOf(await latestCheckpoint(tx), keys);
    const rows = await entriesOf(tx, { certificateId });
    const ranges = rows.flatMap(({ position }) =>
      head === null || position === null || position >= head.size ? [] : inclusionRanges(position, head.size),
    );
    const nodeAt = await nodesAt(tx, ranges.flatMap(placesOf));
    const entries = rows.map((row) => ({
      kind: row.kind,
      revision: row.revision,
      position: row.position,
      fault: faultOf(row, head, nodeAt),
    }));
    return { origin: head?.origin ?? '', entries, unlogged: await unloggedRecordsOf(tx, certificateId) };
  }, SNAPSHOT);
}
