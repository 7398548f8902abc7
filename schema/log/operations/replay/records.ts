import { sql } from 'drizzle-orm';
import {
  commitmentOf,
  issuePayload,
  type LogKind,
  readEntryBody,
  revocationPayload,
  supersessionPayload,
} from '../../../../certificates/log/entry.ts';
import type { Database } from '../../../../drizzle/client.ts';
import type { CertificateId, LogEntryId } from '../../../../drizzle/ids.ts';
import { statement } from '../../../../drizzle/statement.ts';
import { FIRST_SEALED_REVISION } from '../../../../drizzle/tables/issuance.ts';
import { type Findings, NIL } from './findings.ts';

const PAGE = 1000;
const FIRST_LOGGED = sql.raw(String(FIRST_SEALED_REVISION));

type EntryRow = {
  id: LogEntryId;
  kind: LogKind;
  revision: number;
  salt: Buffer;
  body: Buffer;
  placed: boolean;
  waiting: boolean;
  certificateId: CertificateId;
  /** Null when the certificate is not in its table. */
  number: string | null;
  purpose: string;
  specimen: boolean;
  issuedAt: Date;
  expiresAt: Date | null;
  nameCommitment: Buffer;
  publicFacts: unknown;
  documentHash: string | null;
  revokedAt: Date | null;
  revocationReason: string | null;
  supersededAt: Date | null;
  successor: string | null;
};

const entriesAfter = statement<{ after: string }, EntryRow>(
  'replay_entries',
  (p) => sql`select e.id, e.kind, e.revision, e.salt, e.body, l.id is not null as placed, p.id is not null as waiting,
      e.certificate_id as "certificateId", k.number, k.purpose, k.specimen, k.issued_at as "issuedAt", k.expires_at as "expiresAt",
      k.name_commitment as "nameCommitment", k.public_facts as "publicFacts", d.sha256 as "documentHash", k.revoked_at as "revokedAt",
      k.revocation_reason as "revocationReason", k.superseded_at as "supersededAt", s.number as successor
    from log_entries e
    left join certificates k on k.id = e.certificate_id
    left join log_leaves l on l.entry_id = e.id
    left join log_pending p on p.id = e.id
    left join documents d on d.certificate_id = k.id and d.kind = e.kind and d.revision = e.revision
    left join certificates s on s.supersedes_id = k.id
    where e.id > ${p('after')} order by e.id limit ${sql.raw(String(PAGE))}`,
);

type Payload = { ok: true; hash: Uint8Array } | { ok: false; detail: string };

const no = (detail: string): Payload => ({ ok: false, detail });

/** What the entry must commit to, according to today's tables. */
function payloadOf({ kind, number, ...row }: EntryRow): Payload {
  if (number === null) return no('The log records a certificate, but the register has none.');
  if (kind === 'REVOCATION') {
    const { revokedAt, revocationReason: reason } = row;
    if (revokedAt === null || reason === null)
      return no('The log records a revocation, but the certificate is not revoked.');
    return { ok: true, hash: revocationPayload({ number, reason, at: revokedAt.toISOString() }) };
  }
  if (kind === 'SUPERSESSION') {
    const { supersededAt, successor } = row;
    if (supersededAt === null || successor === null)
      return no('The log records a replacement, but the certificate is not replaced.');
    return { ok: true, hash: supersessionPayload({ number, successor, at: supersededAt.toISOString() }) };
  }
  if (kind === 'ISSUE') return { ok: true, hash: issuePayload({ number, ...row }) };
  if (row.documentHash === null) return no('The log records a document, but there is none.');
  return { ok: true, hash: Buffer.from(row.documentHash, 'hex') };
}

function checkEntry(row: EntryRow, findings: Findings): undefined {
  const where = `${row.kind.toLowerCase()} entry of certificate ${row.certificateId}, revision ${row.revision}`;
  const add = (what: string, detail: string): undefined => void findings.add({ what, where, detail });
  if (!row.placed && !row.waiting) add('ENTRY_LOST', 'It has no place in the log and is not waiting for one.');
  if (row.placed && row.waiting) add('ENTRY_WAITS_TWICE', 'It has a place in the log and is waiting for another.');
  const written = readEntryBody(row.body);
  if (written === null) return add('BODY_MALFORMED', 'Its bytes do not have the form that the log writes.');
  if (written.kind !== row.kind) add('KIND_DIFFERS', `Its bytes say ${written.kind.toLowerCase()}.`);
  const payload = payloadOf(row);
  if (!payload.ok) return add('RECORD_DIFFERS', payload.detail);
  if (Buffer.compare(commitmentOf(row.salt, payload.hash), written.commitment) !== 0)
    add('CONTENT_DIFFERS', 'The tables today differ from what was logged.');
}

const unlogged = statement<Record<never, never>, { what: string; count: number; first: string }>(
  'replay_unlogged',
  () => sql`select what, count(*)::float8 as count, min(id::text) as first from (
      select 'revocation' as what, k.id from certificates k where k.revoked_at is not null
        and not exists (select from log_entries e where e.certificate_id = k.id and e.kind = 'REVOCATION')
      union all
      select 'replacement', k.id from certificates k where k.superseded_at is not null
        and not exists (select from log_entries e where e.certificate_id = k.id and e.kind = 'SUPERSESSION')
      union all
      select lower(d.kind), d.certificate_id from documents d
        where d.kind in ('CREDENTIAL', 'PDF') and d.revision >= ${FIRST_LOGGED} and not exists (
          select from log_entries e where e.certificate_id = d.certificate_id and e.kind = d.kind and e.revision = d.revision)
    ) as missing group by what order by what`,
);

/** Compares every entry with the record that it commits to, and finds records without the entry they should have. */
export async function replayRecords(tx: Database, findings: Findings): Promise<{ entries: number; waiting: number }> {
  const counts = { entries: 0, waiting: 0 };
  let page = await entriesAfter(tx, { after: NIL });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    for (const row of page) checkEntry(row, findings);
    counts.entries += page.length;
    counts.waiting += page.filter(({ waiting }) => waiting).length;
    page = await entriesAfter(tx, { after: last.id });
  }
  for (const { what, count, first } of await unlogged(tx, {})) {
    const detail = 'The tables contain it, but the log has no entry for it.';
    findings.add({ what: 'UNLOGGED', where: `${what} of certificate ${first}`, detail }, count);
  }
  return counts;
}
