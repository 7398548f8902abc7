import { sql } from 'drizzle-orm';
import { check, date, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { IntensiveDayId, IntensiveId } from '../ids.ts';
import { policy } from '../policy.ts';
import { intensives } from './intensives.ts';

/**
 * A day of the agenda, as calendars know it: from its first segment to its last. The ordinal stays with a day that moves, so that
 * its entry moves in people's calendars. A day that was published and then dropped stays with removedAt, so that calendars say so.
 */
export const intensiveDays = snakeCase.table(
  'intensive_days',
  {
    id: idColumn<IntensiveDayId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    ordinal: integer().notNull(),
    day: date({ mode: 'string' }).notNull(),
    timeZone: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [
    unique('intensive_days_ordinal_key').on(t.intensiveId, t.ordinal),
    check('intensive_days_ordinal', sql`${t.ordinal} >= 1`),
    check('intensive_days_times', sql`${t.endsAt} > ${t.startsAt}`),
  ],
);

export const intensiveDaysPolicy = policy(intensiveDays, { rows: 'passing', personal: 'none' });
