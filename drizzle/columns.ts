import { type SQL, sql } from 'drizzle-orm';
import { timestamp, uuid } from 'drizzle-orm/pg-core';
import { newId, newRandomId } from './ids.ts';

type AnyId = ReturnType<typeof newId>;

/** A primary key that is ordered by time. */
export function idColumn<T extends AnyId>() {
  return uuid()
    .$type<T>()
    .primaryKey()
    .$defaultFn(() => newId<T>());
}

/** A primary key whose order reveals nothing. */
export function randomIdColumn<T extends AnyId>() {
  return uuid()
    .$type<T>()
    .primaryKey()
    .$defaultFn(() => newRandomId<T>());
}

/** An instant (timestamptz, milliseconds). */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** A check that a text column contains one of the listed words. */
export function oneOf(column: string, words: readonly string[]): SQL {
  return sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(', ')})`);
}
