import { createHash } from 'node:crypto';
import type { LogKind } from '../../certificates/log/entry.ts';
import type { CheckpointCheck } from '../../certificates/log/note.ts';

/** What a timestamp authority signs for a checkpoint: the SHA-256 of its note. */
export const noteHash = (note: string): Buffer => createHash('sha256').update(note).digest();

/** Whether today's log continues the log of a saved checkpoint. `today` is the newest checkpoint, as it was signed. */
export type AgainstCheckpoint =
  | { ok: true; size: number; currentSize: number; origin: string; today: string }
  | Extract<CheckpointCheck, { ok: false }>
  | { ok: false; because: 'LOG_SHORTER' | 'HISTORY_CHANGED' | 'TODAY_UNSIGNED'; detail: string };

/** `fault` is null for an entry that is in the log and agrees with its record, and for one that waits for its place. */
export type ProvenEntry = { kind: LogKind; revision: number; position: number | null; fault: string | null };

/** The entries of one certificate, in the log of this name, and what its record contains without an entry. */
export type Proven = { origin: string; entries: ProvenEntry[]; unlogged: string[] };
