import { createHash } from 'node:crypto';
import { issuePayload } from '../../certificates/log/entry.ts';

/** What a timestamp authority is given of a checkpoint: the SHA-256 of its note. */
export const noteHash = (note: string): Buffer => createHash('sha256').update(note).digest();

/** The columns of a certificate that its ISSUE entry commits to. */
export type IssueRow = {
  number: string;
  purpose: string;
  specimen: boolean;
  issuedAt: Date;
  expiresAt: Date | null;
  nameCommitment: Buffer;
  publicFacts: unknown;
};

/** What the log takes in when a certificate is issued. The replay asks this again of the same row, so it never changes. */
export function issuePayloadOf(row: IssueRow): Uint8Array {
  return issuePayload({
    number: row.number,
    purpose: row.purpose,
    specimen: row.specimen,
    issuedAt: row.issuedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    nameCommitment: row.nameCommitment.toString('hex'),
    publicFacts: row.publicFacts,
  });
}
