import { Column, getColumns, is } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { targetOf } from '../../drizzle/policies.ts';
import type { Policy } from '../../drizzle/policy.ts';

/** Columns that a person could fill or be known by: text, JSON and bytes, but no word from a fixed list. */
const openColumns = (table: PgTable): string[] =>
  Object.entries(getColumns(table))
    .filter(([, column]) => ['text', 'jsonb', 'bytea'].includes(column.getSQLType()) && !column.enumValues?.length)
    .map(([name]) => name);

/** The tables from which foreign keys lead to the first one. */
const leadingTo = (first: PgTable, tables: readonly PgTable[]): Set<PgTable> => {
  const found = new Set<PgTable>([first]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const table of tables)
      if (getTableConfig(table).foreignKeys.some((key) => found.has(key.reference().foreignTable))) found.add(table);
  }
  return found;
};

type About = NonNullable<Policy['about']>;

const judgementFaults = (table: PgTable, { personal, notPersonal = [] }: About): string[] => {
  const judged = [...personal, ...notPersonal];
  return [
    ...judged.filter((name) => !(name in getColumns(table))).map((name) => `${name}: no such column`),
    ...openColumns(table)
      .filter((name) => judged.filter((one) => one === name).length !== 1)
      .map((name) => `${name}: judge it once, as personal or not`),
  ];
};

/** The columns that an export shows, by their names in TypeScript. */
const shownColumns = (table: PgTable, { exported }: About): string[] => {
  if ('not' in exported) return [];
  return exported.columns.flatMap((shown) => {
    if (typeof shown === 'string') return shown;
    const [, value] = shown;
    return Object.entries(getColumns(table)).flatMap(([name, column]) =>
      is(value, Column) && column === value ? name : [],
    );
  });
};

/** The table inside whose rows the export shows this one; null for a part at the top. */
const parentOf = ({ table, about }: Policy): PgTable | null =>
  about?.person !== null && typeof about?.person === 'object' && 'through' in about.person
    ? targetOf(table, about.person.through).foreignTable
    : null;

/** The name of a table's part of the export; null when it has none. */
const partNameOf = ({ about }: Policy): string | null =>
  about !== null && 'as' in about.exported ? about.exported.as : null;

/** A part must have a unique name, and a place in the document. */
const placeFaults = (policy: Policy, policies: readonly Policy[]): string[] => {
  const parent = parentOf(policy);
  const name = partNameOf(policy);
  if (name === null) return [];
  const namesakes = policies.filter((other) => partNameOf(other) === name && parentOf(other) === parent);
  const lost = parent !== null && !policies.some((other) => other.table === parent && partNameOf(other) !== null);
  return [
    ...(namesakes.length > 1 ? [`another part of the export is called ${name} too`] : []),
    ...(lost ? ['the export leaves out the rows inside which it would stand'] : []),
  ];
};

const exportFaults = (table: PgTable, about: About): string[] => {
  const { exported, person } = about;
  if ('not' in exported) return exported.not.trim() === '' ? ['say why the export leaves it out'] : [];
  const shown = shownColumns(table, about);
  const left = exported.without?.because.trim() ? exported.without.columns : [];
  return [
    ...(person === null ? ['the export cannot find its rows: say whose they are'] : []),
    ...(exported.columns.length === 0 ? ['the export shows nothing of it'] : []),
    ...about.personal
      .filter((name) => !shown.includes(name) && !left.includes(name))
      .map((name) => `${name}: export it, or say why not`),
  ];
};

const erasureFaults = ({ erasure, personal, person }: About, rows: Policy['rows']): string[] => {
  if (erasure === 'goes')
    return rows === 'passing' && person !== null ? [] : ['only passing rows of a person can go with them'];
  if ('blanks' in erasure) {
    const blanked = Object.keys(erasure.blanks);
    return [
      ...(person === null ? ['erasure cannot find its rows: say whose they are'] : []),
      ...personal.filter((name) => !blanked.includes(name)).map((name) => `${name}: erasure leaves it`),
    ];
  }
  const words = 'step' in erasure ? erasure.step : erasure.stays;
  return words.trim() === '' ? ['say what erasure does with it'] : [];
};

/** Everything that is wrong with the policies of these tables; `persons` is the table whose rows are the people. */
export function policyFaults(tables: readonly PgTable[], policies: readonly Policy[], persons: PgTable): string[] {
  const personal = leadingTo(persons, tables);
  return tables.flatMap((table) => {
    const own = policies.filter((policy) => policy.table === table);
    const [policy] = own;
    const faults = () => {
      if (policy === undefined || own.length > 1) return [`has ${own.length} policies instead of one`];
      const { about, rows } = policy;
      if (about === null) return personal.has(table) ? ['leads to a person: say what is personal in it'] : [];
      return [
        ...judgementFaults(table, about),
        ...exportFaults(table, about),
        ...placeFaults(policy, policies),
        ...erasureFaults(about, rows),
        ...(about.protection.trim() === '' ? ['say how it is guarded'] : []),
      ];
    };
    return faults().map((fault) => `${getTableConfig(table).name}: ${fault}`);
  });
}
