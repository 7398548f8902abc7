import type { PublicKey } from '../../../../certificates/keys.ts';

/** The keys that may have signed the log, and its name; without a name any log name is accepted. */
export type Trust = { keys: readonly PublicKey[]; origin?: string };

/** A check reads everything as of one moment, while the sequencer may continue. */
export const SNAPSHOT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
