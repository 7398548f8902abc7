import { createHash } from 'node:crypto';

/** What a timestamp authority signs for a checkpoint: the SHA-256 of its note. */
export const noteHash = (note: string): Buffer => createHash('sha256').update(note).digest();
