import { date, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn } from '../columns.ts';
import type { CourseId, ErratumId, ErratumVersionsId } from '../ids.ts';
import { policy } from '../policy.ts';
import { courses } from './courses.ts';

/** A dated correction of a course. Insert only. */
export const errata = snakeCase.table(
  'errata',
  {
    id: idColumn<ErratumId>(),
    courseId: uuid()
      .$type<CourseId>()
      .notNull()
      .references(() => courses.id),
    key: text().notNull(),
    moduleKey: text(),
    publishedOn: date({ mode: 'string' }).notNull(),
    text: text().notNull(),
  },
  (t) => [unique('errata_key').on(t.courseId, t.key)],
);

export const errataPolicy = policy(errata, { rows: 'history', personal: 'none' });

/** The versions that an erratum corrects, by their labels, stated once. Without a row it corrects every version. */
export const errataVersions = snakeCase.table('errata_versions', {
  id: idColumn<ErratumVersionsId>(),
  erratumId: uuid()
    .$type<ErratumId>()
    .notNull()
    .unique('errata_versions_erratum')
    .references(() => errata.id),
  labels: jsonb().$type<string[]>().notNull(),
});

export const errataVersionsPolicy = policy(errataVersions, { rows: 'history', personal: 'none' });
