import { readFileSync, writeFileSync } from 'node:fs';
import { nameOf, policies, targetOf } from './policies.ts';
import { blanksOf, columnOf, type Policy } from './policy.ts';
import { withPrinted } from './printedPart.ts';

const DOCUMENT = new URL('../docs/personal-data.md', import.meta.url);
const columnNames = ({ table }: Policy, names: readonly string[] = []): string =>
  names.map((name) => columnOf(table, name).name).join(', ');

/** The path of a table's rows in the export: `rounds.modules`. */
const placeOf = ({ table, about }: Policy): string => {
  if (about === null || 'not' in about.exported) return '';
  const { as } = about.exported;
  if (about.person === null || typeof about.person === 'string' || !('through' in about.person)) return as;
  const { foreignTable } = targetOf(table, about.person.through);
  const parent = policies.find((policy) => policy.table === foreignTable);
  return parent === undefined ? as : `${placeOf(parent)}.${as}`;
};

const exportOf = (policy: Policy): string => {
  const exported = policy.about?.exported;
  if (exported === undefined) return '';
  if ('not' in exported) return `no: ${exported.not}`;
  const { without } = exported;
  const left = without === undefined ? '' : `, without ${columnNames(policy, without.columns)} (${without.because})`;
  return `\`${placeOf(policy)}\`${left}`;
};

const erasureOf = (policy: Policy): string => {
  const erasure = policy.about?.erasure;
  if (erasure === undefined) return '';
  if (erasure === 'goes') return 'goes with the person';
  if ('blanks' in erasure) return `blanks ${columnNames(policy, Object.keys(blanksOf(policy) ?? {}))}`;
  return 'step' in erasure ? erasure.step : `stays: ${erasure.stays}`;
};

const rowOf = (policy: Policy): string => {
  const { personal = [], notPersonal, protection = '' } = policy.about ?? {};
  const cells = [nameOf(policy), columnNames(policy, personal), columnNames(policy, notPersonal), protection];
  return `| ${[...cells, exportOf(policy), erasureOf(policy)].join(' | ')} |`;
};

/** The table of personal data in Markdown: a row for each table with a link to a person, and one row for all other tables. */
export function personalDataTable(): string {
  const none = policies.filter(({ about }) => about === null).map(nameOf);
  return [
    '| table | personal | not personal | protection | export | erasure |',
    '|---|---|---|---|---|---|',
    ...policies.filter(({ about }) => about !== null).map(rowOf),
    `| ${none.join(', ')} | none | | public, course text or hashes | | |`,
  ].join('\n');
}

/** docs/personal-data.md with the current table. */
export function documentWithTable(): string {
  return withPrinted(readFileSync(DOCUMENT, 'utf8'), 'the policies in drizzle/tables', personalDataTable());
}

if (import.meta.main) {
  writeFileSync(DOCUMENT, documentWithTable());
  console.log('The table of personal data in docs/personal-data.md is written.');
}
