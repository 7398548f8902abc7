import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { CertificateId } from '../../../../drizzle/ids.ts';
import { statement } from '../../../../drizzle/statement.ts';
import { FIRST_SEALED_REVISION } from '../../../../drizzle/tables/issuance.ts';
import { checkEntry, type EntryRow, entryColumns, joinedEntries } from './entries.ts';
import { type Findings, NIL } from './findings.ts';
import type { Span } from './windows.ts';

const PAGE = 1000;
const FIRST_LOGGED = sql.raw(String(FIRST_SEALED_REVISION));

const placedIn = statement<Span, EntryRow>(
  'replay_entries_placed',
  (p) => sql`select ${entryColumns} from ${joinedEntries}
    where l.position >= ${p('from')} and l.position < ${p('to')} order by l.position`,
);

const unplacedAfter = statement<{ after: string; end: number }, EntryRow>(
  'replay_entries_unplaced',
  (p) => sql`select ${entryColumns} from ${joinedEntries}
    where (l.id is null or l.position >= ${p('end')}) and e.id > ${p('after')} order by e.id limit ${sql.raw(String(PAGE))}`,
);

const counts = statement<Record<never, never>, { entries: number; waiting: number }>(
  'replay_entry_counts',
  () => sql`select count(*)::float8 as entries, count(p.id)::float8 as waiting
    from log_entries e left join log_pending p on p.id = e.id`,
);

/** Records of certificates (k) for which the log has no entry. */
const lackingEntry = (which: SQL): SQL => sql`
  select 'revocation' as what, k.id from certificates k where k.revoked_at is not null and ${which}
    and not exists (select from log_entries e where e.certificate_id = k.id and e.kind = 'REVOCATION')
  union all
  select 'replacement', k.id from certificates k where k.superseded_at is not null and ${which}
    and not exists (select from log_entries e where e.certificate_id = k.id and e.kind = 'SUPERSESSION')
  union all
  select lower(d.kind), d.certificate_id from documents d left join certificates k on k.id = d.certificate_id
    where d.kind in ('CREDENTIAL', 'PDF') and d.revision >= ${FIRST_LOGGED} and ${which} and not exists (
      select from log_entries e where e.certificate_id = d.certificate_id and e.kind = d.kind and e.revision = d.revision)`;

const unlogged = statement<Record<never, never>, { what: string; count: number; first: string }>(
  'replay_unlogged',
  () => sql`select what, count(*)::float8 as count, min(id::text) as first
    from (${lackingEntry(sql`true`)}) as missing group by what order by what`,
);

const unloggedOf = statement<{ certificateId: CertificateId }, { what: string }>(
  'unlogged_of_certificate',
  (p) => sql`select what from (${lackingEntry(sql`k.id = ${p('certificateId')}`)}) as missing order by what`,
);

/** What the tables contain about one certificate without the entry that it should have: revocation, replacement, credential, pdf. */
export async function unloggedRecordsOf(tx: Database, certificateId: CertificateId): Promise<string[]> {
  return (await unloggedOf(tx, { certificateId })).map(({ what }) => what);
}

/**
 * Compares the entries at these places, and all without a place below `end`, with the records that they commit to. Finds every
 * record without the entry it should have.
 */
export async function replayRecords(
  tx: Database,
  { spans, end }: { spans: readonly Span[]; end: number },
  findings: Findings,
): Promise<{ entries: number; waiting: number }> {
  for (const span of spans) for (const row of await placedIn(tx, span)) checkEntry(row, findings);
  let page = await unplacedAfter(tx, { after: NIL, end });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    for (const row of page) checkEntry(row, findings);
    page = await unplacedAfter(tx, { after: last.id, end });
  }
  for (const { what, count, first } of await unlogged(tx, {})) {
    const detail = 'The tables contain it, but the log has no entry for it.';
    findings.add({ what: 'UNLOGGED', where: `${what} of certificate ${first}`, detail }, count);
  }
  const [counted = { entries: 0, waiting: 0 }] = await counts(tx, {});
  return counted;
}
