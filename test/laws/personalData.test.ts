import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../../drizzle/schema.ts';
import { ROOT } from '../support/sources.ts';

type Judged = { tables: string[]; personal: string[]; other: string[]; none: boolean };

const names = (cell: string) => cell.split(',').flatMap((part) => part.trim() || []);

/** The rows of the table "Personal data" in ARCHITECTURE.md. */
const judged: Judged[] = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')
  .split('## Personal data')[1]
  ?.split('\n')
  .filter((line) => /^\| [a-z_]/.test(line) && !line.startsWith('| table '))
  .map((line) => line.split('|').slice(1, 4))
  .map(([tables = '', personal = '', other = '']) => ({
    tables: names(tables),
    personal: personal.trim() === 'none' ? [] : names(personal),
    other: names(other),
    none: personal.trim() === 'none',
  })) as Judged[];

const stored = Object.values(schema)
  .filter((value) => value instanceof PgTable)
  .map(getTableConfig)
  .map(({ name, columns, foreignKeys }) => ({
    name,
    columns: columns.map((column) => column.name),
    // Whatever a person could write or be known by: a word from a fixed list is not.
    open: columns
      .filter((column) => ['text', 'jsonb', 'bytea'].includes(column.getSQLType()) && !column.enumValues?.length)
      .map((column) => column.name),
    refersTo: foreignKeys.map((key) => getTableConfig(key.reference().foreignTable).name),
  }));

const rowOf = (table: string) => judged.find(({ tables }) => tables.includes(table));

test('every table stands in the list of personal data once, and nothing else does', () => {
  expect(stored.length).toBeGreaterThanOrEqual(30);
  expect(judged.flatMap(({ tables }) => tables).sort()).toEqual(stored.map(({ name }) => name).sort());
});

test('the list names columns that exist', () => {
  const unknown = stored.flatMap(({ name, columns }) => {
    const row = rowOf(name);
    return [...(row?.personal ?? []), ...(row?.other ?? [])]
      .filter((column) => !columns.includes(column))
      .map((column) => `${name}.${column}`);
  });
  expect(unknown).toEqual([]);
});

test('every open column of a table with personal data is judged, once', () => {
  const faults = stored
    .filter(({ name }) => rowOf(name)?.none === false)
    .flatMap(({ name, open }) => {
      const row = rowOf(name);
      const said = [...(row?.personal ?? []), ...(row?.other ?? [])];
      return open
        .filter((column) => said.filter((one) => one === column).length !== 1)
        .map((column) => `${name}.${column}`);
    });
  expect(faults).toEqual([]);
});

test('a table without personal data leads to no person', () => {
  const personal = new Set(['users']);
  for (let size = 0; size !== personal.size; ) {
    size = personal.size;
    for (const { name, refersTo } of stored) if (refersTo.some((table) => personal.has(table))) personal.add(name);
  }
  expect(stored.filter(({ name }) => personal.has(name) && rowOf(name)?.none).map(({ name }) => name)).toEqual([]);
});
