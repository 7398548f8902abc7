import { check, date, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, oneOf } from '../columns.ts';
import type { CourseId, SafetyNoticeId } from '../ids.ts';
import { policy } from '../policy.ts';
import { courses } from './courses.ts';

/** How a notice was checked: by a call, on the live page, on a stored copy of a page, or in a directory of others. */
export const NOTICE_CHECKS = ['CALLED', 'PAGE', 'COPY', 'DIRECTORY'] as const;

/** Crisis and violence resources per country, dated. They are outside the content hash, so that they can be corrected at once. */
export const safetyNotices = snakeCase.table(
  'safety_notices',
  {
    id: idColumn<SafetyNoticeId>(),
    courseId: uuid()
      .$type<CourseId>()
      .notNull()
      .references(() => courses.id),
    position: integer().notNull(),
    country: text().notNull(),
    title: text().notNull(),
    /** For whom it is, when somebody answers, and how to reach it without speaking; null where a notice does not say. */
    for: text(),
    hours: text(),
    inWriting: text(),
    text: text().notNull(),
    phone: text(),
    url: text(),
    source: text(),
    checkedOn: date({ mode: 'string' }).notNull(),
    checkedHow: text({ enum: NOTICE_CHECKS }),
  },
  (t) => [
    unique('safety_notices_position_key').on(t.courseId, t.position),
    check('safety_notices_checked', oneOf('checked_how', NOTICE_CHECKS)),
  ],
);

export const safetyNoticesPolicy = policy(safetyNotices, { rows: 'passing', personal: 'none' });
