import { sql } from 'drizzle-orm';
import { bigint, bytea, check, date, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { CertificateId, CheckpointId, LogEntryId, LogLeafId, LogNodeId, LogTimestampId } from '../ids.ts';
import { policy } from '../policy.ts';
import { certificates } from './issuance.ts';

export const LOG_ENTRY_KINDS = ['ISSUE', 'CREDENTIAL', 'PDF', 'REVOCATION', 'SUPERSESSION'] as const;

/** A position, a size or a number of leaves: below 2^53, so a number carries it. */
const count = () => bigint({ mode: 'number' });

/**
 * What is to be logged, in the transaction that made it so. `body` is what the tree takes in: kind and a salted hash, no name, no
 * number. The salt opens it for whoever holds the certificate. Insert only.
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
    /** Of the document; 0 for what happens once in a certificate's life. */
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
  erasure: { stays: 'a certificate can be verified for ever' },
});

/** Entries that wait for the sequencer; each leaves this table in the transaction that gives it a position. */
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
  erasure: { stays: 'a certificate can be verified for ever' },
});

/** Which entry stands at which position of the log, from 0 without a gap; written by the sequencer alone. Insert only. */
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
  erasure: { stays: 'a certificate can be verified for ever' },
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

/** What an outside timestamp authority (RFC 3161) said of a checkpoint, the newest of a day; takenOn in UTC. Insert only. */
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
