import { sql } from 'drizzle-orm';
import { bytea, check, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, oneOf } from '../columns.ts';
import type { CourseFileId, CourseVersionId, StoredFileId } from '../ids.ts';
import { policy } from '../policy.ts';
import { courseVersions } from './courses.ts';

export const FILE_KINDS = ['SVG', 'PNG', 'WEBP', 'JPEG', 'PDF', 'MP3', 'M4A', 'MP4', 'WEBM', 'VTT'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Sent whole to the database when it is imported, so a file may have at most this many bytes. */
export const MOST_FILE_BYTES = 20_000_000;

/** The bytes of a file of a course, once for all versions that have them. A migration stores them unpacked, so that a part is read alone. */
export const storedFiles = snakeCase.table(
  'stored_files',
  {
    id: idColumn<StoredFileId>(),
    sha256: text().notNull(),
    kind: text({ enum: FILE_KINDS }).notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [
    unique('stored_files_sha256_key').on(t.sha256),
    check('stored_files_sha256', sql`${t.sha256} = encode(sha256(${t.bytes}), 'hex')`),
    check('stored_files_size', sql`octet_length(${t.bytes}) between 1 and ${sql.raw(String(MOST_FILE_BYTES))}`),
    check('stored_files_kind', oneOf('kind', FILE_KINDS)),
  ],
);

export const storedFilesPolicy = policy(storedFiles, {
  rows: 'history',
  personal: ['bytes'],
  notPersonal: ['sha256'],
  protection: 'published with the course; read under the name of its hash',
  person: null,
  exported: { not: 'published' },
  erasure: { stays: 'published; names no learner' },
});

/** A file of a version under its name in the folder. Pictures have their size in pixels. */
export const courseFiles = snakeCase.table(
  'course_files',
  {
    id: idColumn<CourseFileId>(),
    versionId: uuid()
      .$type<CourseVersionId>()
      .notNull()
      .references(() => courseVersions.id),
    path: text().notNull(),
    sha256: text()
      .notNull()
      .references(() => storedFiles.sha256),
    kind: text({ enum: FILE_KINDS }).notNull(),
    sizeBytes: integer().notNull(),
    width: integer(),
    height: integer(),
    /** Of a sheet that was drawn when the version was published. */
    pages: integer(),
    /** What is said in a recording, in Markdown. */
    transcript: text(),
    attribution: text(),
    license: text(),
  },
  (t) => [
    unique('course_files_path_key').on(t.versionId, t.path),
    check('course_files_kind', oneOf('kind', FILE_KINDS)),
    check('course_files_size', sql`${t.sizeBytes} >= 1 and ${t.width} >= 1 and ${t.height} >= 1`),
    check('course_files_pages', sql`${t.pages} >= 1`),
    check('course_files_sides', sql`(${t.width} is null) = (${t.height} is null)`),
  ],
);

export const courseFilesPolicy = policy(courseFiles, {
  rows: 'history',
  personal: ['attribution'],
  notPersonal: ['path', 'sha256', 'transcript', 'license'],
  protection: 'published with the course',
  person: null,
  exported: { not: 'published' },
  erasure: { stays: 'published; names no learner' },
});
