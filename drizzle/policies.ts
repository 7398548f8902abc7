import { type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { columnOf, isPolicy, type PersonKey, type Policy } from './policy.ts';
import * as exports from './schema.ts';

export const nameOf = ({ table }: Pick<Policy, 'table'>): string => getTableConfig(table).name;

/** The policy of every table, in the order of the tables' names. */
export const policies: readonly Policy[] = Object.values<unknown>(exports)
  .filter(isPolicy)
  .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

/** The table and column that a single-column foreign key refers to. */
export function targetOf(table: PgTable, name: string) {
  const { foreignKeys } = getTableConfig(table);
  const column = columnOf(table, name);
  for (const { columns, foreignColumns, foreignTable } of foreignKeys.map(({ reference }) => reference()))
    if (columns.length === 1 && columns[0] === column && foreignColumns[0] !== undefined)
      return { foreignTable, foreignColumn: foreignColumns[0] };
  throw new Error(`${getTableConfig(table).name} has no foreign key on ${name} alone`);
}

/** The condition that finds a person's rows in a table; null when they cannot be found. */
export function ownedBy({ table, about }: Policy, person: PersonKey): SQL | null {
  const owner = about?.person ?? null;
  if (owner === null) return null;
  if (typeof owner === 'string') return sql`${columnOf(table, owner)} = ${person}`;
  if ('where' in owner) return owner.where(person);
  const { foreignTable, foreignColumn } = targetOf(table, owner.through);
  const parent = policies.find((policy) => policy.table === foreignTable);
  const condition = parent === undefined ? null : ownedBy(parent, person);
  if (condition === null) return null;
  return sql`${columnOf(table, owner.through)} in (select ${foreignColumn} from ${foreignTable} where ${condition})`;
}
