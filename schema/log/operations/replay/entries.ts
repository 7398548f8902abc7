import { type SQL, sql } from 'drizzle-orm';
import {
  commitmentOf,
  issuePayload,
  type LogKind,
  readEntryBody,
  revocationPayload,
  supersessionPayload,
} from '../../../../certificates/log/entry.ts';
import type { CertificateId, LogEntryId } from '../../../../drizzle/ids.ts';
import type { Findings } from './findings.ts';

/** An entry with the record that it commits to, as the tables contain it today. */
export type EntryRow = {
  id: LogEntryId;
  kind: LogKind;
  revision: number;
  salt: Buffer;
  body: Buffer;
  /** Null while it has no place in the log. */
  position: number | null;
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

/** The columns of an EntryRow; `joinedEntries` names their tables. */
export const entryColumns: SQL = sql`e.id, e.kind, e.revision, e.salt, e.body, l.position::float8 as position, p.id is not null as waiting,
  e.certificate_id as "certificateId", k.number, k.purpose, k.specimen, k.issued_at as "issuedAt", k.expires_at as "expiresAt",
  k.name_commitment as "nameCommitment", k.public_facts as "publicFacts", d.sha256 as "documentHash", k.revoked_at as "revokedAt",
  k.revocation_reason as "revocationReason", k.superseded_at as "supersededAt", s.number as successor`;

export const joinedEntries: SQL = sql`log_entries e
  left join certificates k on k.id = e.certificate_id
  left join log_leaves l on l.entry_id = e.id
  left join log_pending p on p.id = e.id
  left join documents d on d.certificate_id = k.id and d.kind = e.kind and d.revision = e.revision
  left join certificates s on s.supersedes_id = k.id`;

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

/** Compares an entry with the record that it commits to. */
export function checkEntry(row: EntryRow, findings: Findings): undefined {
  const where = `${row.kind.toLowerCase()} entry of certificate ${row.certificateId}, revision ${row.revision}`;
  const add = (what: string, detail: string): undefined => void findings.add({ what, where, detail });
  const placed = row.position !== null;
  if (!placed && !row.waiting) add('ENTRY_LOST', 'It has no place in the log and is not waiting for one.');
  if (placed && row.waiting) add('ENTRY_WAITS_TWICE', 'It has a place in the log and is waiting for another.');
  const written = readEntryBody(row.body);
  if (written === null) return add('BODY_MALFORMED', 'Its bytes do not have the form that the log writes.');
  if (written.kind !== row.kind) add('KIND_DIFFERS', `Its bytes say ${written.kind.toLowerCase()}.`);
  const payload = payloadOf(row);
  if (!payload.ok) return add('RECORD_DIFFERS', payload.detail);
  if (Buffer.compare(commitmentOf(row.salt, payload.hash), written.commitment) !== 0)
    add('CONTENT_DIFFERS', 'The tables today differ from what was logged.');
}
