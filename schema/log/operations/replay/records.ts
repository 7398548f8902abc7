import { sql } from 'drizzle-orm';
import {
  commitmentOf,
  issuePayload,
  type LogKind,
  readEntryBody,
  revocationPayload,
  supersessionPayload,
} from '../../../../certificates/log/entry.ts';
import { checkTimestampToken } from '../../../../certificates/seal/token.ts';
import type { Database } from '../../../../drizzle/client.ts';
import type { CertificateId, LogEntryId } from '../../../../drizzle/ids.ts';
import { handWritten } from '../../../../drizzle/prepared.ts';
import { FIRST_SEALED_REVISION } from '../../../../drizzle/tables/issuance.ts';
import { noteHash } from '../sequence.ts';
import type { Findings } from './findings.ts';

const PAGE = 1000;
const FIRST_LOGGED = sql.raw(String(FIRST_SEALED_REVISION));
const NIL = '00000000-0000-0000-0000-000000000000';

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
  issuedAt: string;
  expiresAt: string | null;
  nameCommitment: Buffer;
  publicFacts: unknown;
  documentHash: string | null;
  revokedAt: string | null;
  revocationReason: string | null;
  supersededAt: string | null;
  successor: string | null;
};

const entriesAfter = handWritten<EntryRow>(
  'replay_entries',
  sql`select e.id, e.kind, e.revision, e.salt, e.body, l.id is not null as placed, p.id is not null as waiting,
      e.certificate_id as "certificateId", k.number, k.purpose, k.specimen, k.issued_at as "issuedAt", k.expires_at as "expiresAt",
      k.name_commitment as "nameCommitment", k.public_facts as "publicFacts", d.sha256 as "documentHash", k.revoked_at as "revokedAt",
      k.revocation_reason as "revocationReason", k.superseded_at as "supersededAt", s.number as successor
    from log_entries e
    left join certificates k on k.id = e.certificate_id
    left join log_leaves l on l.entry_id = e.id
    left join log_pending p on p.id = e.id
    left join documents d on d.certificate_id = k.id and d.kind = e.kind and d.revision = e.revision
    left join certificates s on s.supersedes_id = k.id
    where e.id > ${sql.placeholder('after')} order by e.id limit ${sql.raw(String(PAGE))}`,
);

type Payload = { ok: true; hash: Uint8Array } | { ok: false; detail: string };

const no = (detail: string): Payload => ({ ok: false, detail });
const instant = (text: string): string => new Date(text).toISOString();

/** What the entry must be of, by what the tables say today. */
const payloadOf = ({ kind, number, ...row }: EntryRow): Payload => {
  if (number === null) return no('The log tells of a certificate, and the register has none.');
  if (kind === 'REVOCATION') {
    const { revokedAt, revocationReason: reason } = row;
    if (revokedAt === null || reason === null)
      return no('The log tells of a revocation, and the certificate is not revoked.');
    return { ok: true, hash: revocationPayload({ number, reason, at: instant(revokedAt) }) };
  }
  if (kind === 'SUPERSESSION') {
    const { supersededAt, successor } = row;
    if (supersededAt === null || successor === null)
      return no('The log tells of a replacement, and the certificate is not replaced.');
    return { ok: true, hash: supersessionPayload({ number, successor, at: instant(supersededAt) }) };
  }
  if (kind === 'ISSUE') {
    const expiresAt = row.expiresAt === null ? null : new Date(row.expiresAt);
    return { ok: true, hash: issuePayload({ ...row, number, issuedAt: new Date(row.issuedAt), expiresAt }) };
  }
  if (row.documentHash === null) return no('The log tells of a document, and there is none.');
  return { ok: true, hash: Buffer.from(row.documentHash, 'hex') };
};

const checkEntry = (row: EntryRow, findings: Findings): undefined => {
  const where = `${row.kind.toLowerCase()} entry of certificate ${row.certificateId}, revision ${row.revision}`;
  const add = (what: string, detail: string): undefined => void findings.add({ what, where, detail });
  if (!row.placed && !row.waiting) add('ENTRY_LOST', 'It has no place in the log and does not wait for one.');
  if (row.placed && row.waiting) add('ENTRY_WAITS_TWICE', 'It has a place in the log and waits for another.');
  const written = readEntryBody(row.body);
  if (written === null) return add('BODY_MALFORMED', 'Its bytes are not what the log writes.');
  if (written.kind !== row.kind) add('KIND_DIFFERS', `Its bytes say ${written.kind.toLowerCase()}.`);
  const payload = payloadOf(row);
  if (!payload.ok) return add('RECORD_DIFFERS', payload.detail);
  if (Buffer.compare(commitmentOf(row.salt, payload.hash), written.commitment) !== 0)
    add('CONTENT_DIFFERS', 'What the tables say today is not what was logged.');
};

const unlogged = handWritten<{ what: string; count: number; first: string }>(
  'replay_unlogged',
  sql`select what, count(*)::float8 as count, min(id::text) as first from (
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

/** Compares every entry with the record it is of, and finds records that should have an entry and have none. */
export const replayRecords = async (
  tx: Database,
  findings: Findings,
): Promise<{ entries: number; waiting: number }> => {
  const counts = { entries: 0, waiting: 0 };
  let page = await entriesAfter(tx, { after: NIL });
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    for (const row of page) checkEntry(row, findings);
    counts.entries += page.length;
    counts.waiting += page.filter(({ waiting }) => waiting).length;
    page = await entriesAfter(tx, { after: last.id });
  }
  for (const { what, count, first } of await unlogged(tx, {})) {
    const detail = 'It stands in the tables and the log does not tell of it.';
    findings.add({ what: 'UNLOGGED', where: `${what} of certificate ${first}`, detail }, count);
  }
  return counts;
};

const timestampsAfter = handWritten<{ id: string; takenOn: string; token: Buffer; note: string }>(
  'replay_timestamps',
  sql`select t.id, t.taken_on::text as "takenOn", t.token, c.note from log_timestamps t join checkpoints c on c.id = t.checkpoint_id
    where t.id > ${sql.placeholder('after')} order by t.id limit 100`,
);

/** What is wrong with a stored timestamp; null when every byte of it is one that its signature or a certificate protects. */
const faultOf = (token: Buffer, note: string): string | null => {
  const checked = checkTimestampToken(token, noteHash(note));
  if (!checked.ok) return checked.detail;
  return checked.timestamp.canonical.equals(token) ? null : 'The timestamp is not written as it was stored.';
};

/** Whether each timestamp is whole and of its checkpoint. Whether to trust its authority is for whoever reads it. */
export const replayTimestamps = async (tx: Database, findings: Findings): Promise<number> => {
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
};
