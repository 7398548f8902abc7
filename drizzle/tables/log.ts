import { sql } from 'drizzle-orm';
import { bigint, bytea, check, date, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { CertificateId, CheckpointId, LogEntryId, LogLeafId, LogNodeId, LogTimestampId } from '../ids.ts';
import { policy } from '../policy.ts';
import { certificates } from './issuance.ts';

export const LOG_ENTRY_KINDS = ['ISSUE', 'CREDENTIAL', 'PDF', 'REVOCATION', 'SUPERSESSION'] as const;

/** A position, a size or a number of leaves: below 2^53, so a JavaScript number is exact. */
const count = () => bigint({ mode: 'number' });

/**
 * An entry for the log, written in the transaction that made its record. `body` is what the tree hashes: kind and a salted hash,
 * no name, no number. The certificate's holder has the salt that opens it. Insert only.
 */
export const logEntries = snakeCase.table(
  'log_entries',
  {
    id: idColumn<LogEntryId>(),
    kind: text({ enum: LOG_ENTRY_KINDS }).notNull(),
    certificateId: uuid()
      .$type<CertificateId>()
      .notNull()
      .references(() => certificates.id),
    /** The document's revision; 0 for what happens once in a certificate's life. */
    revision: integer().notNull(),
    salt: bytea().notNull(),
    body: bytea().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique('log_entries_once_key').on(t.certificateId, t.kind, t.revision),
    check('log_entries_kind', oneOf('kind', LOG_ENTRY_KINDS)),
  ],
);

export const logEntriesPolicy = policy(logEntries, {
  rows: 'history',
  personal: [],
  notPersonal: ['salt', 'body'],
  protection: 'salted hashes',
  person: { through: 'certificateId' },
  exported: { not: 'salted hashes' },
  erasure: { stays: 'a certificate can always be verified' },
});

/** Entries that wait for the sequencer. The transaction that gives an entry its position removes it here. */
export const logPending = snakeCase.table('log_pending', {
  id: uuid()
    .$type<LogEntryId>()
    .primaryKey()
    .references(() => logEntries.id),
});

export const logPendingPolicy = policy(logPending, {
  rows: 'passing',
  personal: [],
  protection: 'numbers and places only',
  person: { through: 'id' },
  exported: { not: 'places in the log' },
  erasure: { stays: 'a certificate can always be verified' },
});

/** The entry at each position of the log, from 0 without a gap. Only the sequencer writes it. Insert only. */
export const logLeaves = snakeCase.table(
  'log_leaves',
  {
    id: idColumn<LogLeafId>(),
    position: count().notNull(),
    entryId: uuid()
      .$type<LogEntryId>()
      .notNull()
      .references(() => logEntries.id),
  },
  (t) => [
    unique('log_leaves_position_key').on(t.position),
    unique('log_leaves_entry_key').on(t.entryId),
    check('log_leaves_position', sql`${t.position} >= 0`),
  ],
);

export const logLeavesPolicy = policy(logLeaves, {
  rows: 'history',
  personal: [],
  protection: 'numbers and places only',
  person: { through: 'entryId' },
  exported: { not: 'places in the log' },
  erasure: { stays: 'a certificate can always be verified' },
});

/** Hashes of complete subtrees (RFC 6962): level 0 the leaves; a node never changes once it is complete. Insert only. */
export const logNodes = snakeCase.table(
  'log_nodes',
  { id: idColumn<LogNodeId>(), level: integer().notNull(), position: count().notNull(), hash: bytea().notNull() },
  (t) => [
    unique('log_nodes_place_key').on(t.level, t.position),
    check('log_nodes_place', sql`${t.level} >= 0 and ${t.position} >= 0 and octet_length(${t.hash}) = 32`),
  ],
);

export const logNodesPolicy = policy(logNodes, { rows: 'history', personal: 'none' });

/** Signed tree heads (C2SP checkpoints). One for each size: two different trees of one size cannot both be signed. Insert only. */
export const checkpoints = snakeCase.table(
  'checkpoints',
  {
    id: idColumn<CheckpointId>(),
    size: count().notNull(),
    root: bytea().notNull(),
    note: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique('checkpoints_size_key').on(t.size),
    check('checkpoints_root', sql`${t.size} >= 0 and octet_length(${t.root}) = 32`),
  ],
);

export const checkpointsPolicy = policy(checkpoints, { rows: 'history', personal: 'none' });

/** What an outside timestamp authority (RFC 3161) stated about a checkpoint, the newest of a day; takenOn in UTC. Insert only. */
export const logTimestamps = snakeCase.table(
  'log_timestamps',
  {
    id: idColumn<LogTimestampId>(),
    takenOn: date({ mode: 'string' }).notNull(),
    checkpointId: uuid()
      .$type<CheckpointId>()
      .notNull()
      .references(() => checkpoints.id),
    token: bytea().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [unique('log_timestamps_checkpoint_key').on(t.checkpointId)],
);

export const logTimestampsPolicy = policy(logTimestamps, { rows: 'history', personal: 'none' });
