import { createHash } from 'node:crypto';
import { canonicalJson } from '../facts/canonical.ts';
import type { Hash } from './tree.ts';

/** The kinds of log entries: the register's record of an issue, its credential, its PDF, a revocation, a replacement. */
export const LOG_KINDS = ['ISSUE', 'CREDENTIAL', 'PDF', 'REVOCATION', 'SUPERSESSION'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

const sha256 = (text: string): Hash => createHash('sha256').update(text).digest();

/** 32 random bytes. Without the salt, a person cannot test contents against the log. */
export function commitmentOf(salt: Uint8Array, payloadHash: Hash): Hash {
  return createHash('sha256').update(salt).update(payloadHash).digest();
}

export type Entry = { kind: LogKind; commitment: Hash };

/** The bytes that a leaf hashes: canonical JSON, the same for the same entry. */
export function entryBody({ kind, commitment }: Entry): Buffer {
  return Buffer.from(JSON.stringify({ v: 1, kind, commitment: Buffer.from(commitment).toString('hex') }));
}

const BODY = /^\{"v":1,"kind":"([A-Z]{1,20})","commitment":"([0-9a-f]{64})"\}$/;

/** Reads what entryBody wrote; null for any other bytes. */
export function readEntryBody(body: Uint8Array): Entry | null {
  const [, word = '', hex = ''] = BODY.exec(Buffer.from(body).toString('latin1')) ?? [];
  const kind = LOG_KINDS.find((known) => known === word);
  return kind === undefined ? null : { kind, commitment: Buffer.from(hex, 'hex') };
}

type Issue = {
  number: string;
  purpose: string;
  specimen: boolean;
  issuedAt: Date;
  expiresAt: Date | null;
  nameCommitment: Buffer;
  /** As stored, whatever their version. */
  publicFacts: unknown;
};

/** The parts of the register's row that the log commits to. They remain after the person's name is erased. */
export function issuePayload(row: Issue): Hash {
  return sha256(
    canonicalJson({
      number: row.number,
      purpose: row.purpose,
      specimen: row.specimen,
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt?.toISOString() ?? null,
      nameCommitment: row.nameCommitment.toString('hex'),
      publicFacts: row.publicFacts,
    }),
  );
}

type Revocation = { number: string; reason: string; at: string };
type Supersession = { number: string; successor: string; at: string };

/** What the log commits to when a certificate is revoked; `at` as Date.toISOString writes it. */
export function revocationPayload({ number, reason, at }: Revocation): Hash {
  return sha256(JSON.stringify({ number, reason, at }));
}

/** What the log commits to when another certificate replaces this one; `at` as Date.toISOString writes it. */
export function supersessionPayload({ number, successor, at }: Supersession): Hash {
  return sha256(JSON.stringify({ number, successor, at }));
}
