import { eq, getColumns, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId } from '../../drizzle/ids.ts';
import { intensivePrices, intensiveSegments, intensives } from '../../drizzle/schema.ts';
import { idsParameter, isOneOfIds, preparedOn } from '../../drizzle/statement.ts';
import { NotFoundError } from '../errors.ts';

export type IntensiveRow = typeof intensives.$inferSelect;
export type SegmentRow = typeof intensiveSegments.$inferSelect;
export type PriceRow = typeof intensivePrices.$inferSelect;

const lock = preparedOn((db) =>
  db
    .select(getColumns(intensives))
    .from(intensives)
    .where(eq(intensives.id, sql.placeholder('id')))
    .for('no key update')
    .prepare('lock_intensive'),
);

/**
 * Locks an intensive until the transaction ends. Every taking of a seat begins here, so that seats are counted one after the other.
 * Throws NotFound.
 */
export async function lockIntensive(tx: Database, id: IntensiveId | null): Promise<IntensiveRow> {
  const [row] = id === null ? [] : await lock(tx).execute({ id });
  if (row === undefined) throw new NotFoundError('The intensive');
  return row;
}

const byIds = preparedOn((db) =>
  db.select(getColumns(intensives)).from(intensives).where(isOneOfIds(intensives.id)).prepare('intensives_by_ids'),
);

/** These intensives, drafts too, in no order. */
export function intensivesByIds(db: Database, ids: readonly IntensiveId[]): Promise<IntensiveRow[]> {
  return byIds(db).execute(idsParameter(ids));
}

export async function intensiveById(db: Database, id: IntensiveId): Promise<IntensiveRow | null> {
  return (await intensivesByIds(db, [id]))[0] ?? null;
}

const segments = preparedOn((db) =>
  db
    .select(getColumns(intensiveSegments))
    .from(intensiveSegments)
    .where(eq(intensiveSegments.intensiveId, sql.placeholder('id')))
    .orderBy(intensiveSegments.position)
    .prepare('segments_of_intensive'),
);

/** The agenda of an intensive, in order. */
export function segmentsOf(db: Database, id: IntensiveId): Promise<SegmentRow[]> {
  return segments(db).execute({ id });
}

const prices = preparedOn((db) =>
  db
    .select(getColumns(intensivePrices))
    .from(intensivePrices)
    .where(eq(intensivePrices.intensiveId, sql.placeholder('id')))
    .orderBy(intensivePrices.position)
    .prepare('prices_of_intensive'),
);

/** The prices of an intensive, removed ones too, in order. */
export function pricesOf(db: Database, id: IntensiveId): Promise<PriceRow[]> {
  return prices(db).execute({ id });
}
