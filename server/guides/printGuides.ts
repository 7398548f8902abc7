import { readFileSync, writeFileSync } from 'node:fs';
import { isEnumType } from 'graphql';
import { withPrinted } from '../../drizzle/printedPart.ts';
import type { RuleName } from '../../schema/accreditation/rules/bodies.ts';
import { formOf } from '../../schema/accreditation/rules/forms.ts';
import { MEANINGS } from '../../schema/accreditation/rules/meanings.ts';
import { OFFER_VALUES } from '../../schema/accreditation/rules/values.ts';
import { DIALECT } from '../../schema/edited/dialect.ts';
import { SHEET_DIALECT } from '../../schema/edited/sheet/dialect.ts';
import { namedErrors } from '../../schema/graphql/errorTypes.ts';
import { schema } from '../../schema/graphql/index.ts';

const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll('|', '\\|');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function rulesTable(): string {
  // The catalog has no other keys than the names of rules.
  const rows = (Object.keys(OFFER_VALUES) as RuleName[]).map((name) => {
    const { type, allowed, example } = formOf(name);
    return [code(name), MEANINGS[name], type, allowed, code(example)];
  });
  return table(['rule', 'what it says', 'type', 'what it may be', 'example'], rows);
}

function errorsTable(): string {
  const byCode = [...namedErrors()]
    .filter((one) => Object.hasOwn(one, 'code'))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const rows = byCode.map(({ code: name, meaning, facts }) => [
    code(name),
    meaning,
    Object.entries(facts)
      .map(([fact, { description }]) => `${code(fact)}: ${description}`)
      .join(' '),
  ]);
  return table(['code', 'what it means', 'facts'], rows);
}

function enumTable(name: string): string {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`${name} is no enum`);
  const rows = type.getValues().map((value) => [code(value.name), value.description ?? '']);
  return table(
    ['code', 'what it means'],
    rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
}

/** What the text of a course may have: nothing else is taken. */
const dialectTable = (): string =>
  table(
    ['form', 'how you write it', 'what readers see'],
    DIALECT.map(({ name, write, shown }) => [name, write, shown]),
  );

const sheetTable = (): string =>
  table(
    ['form', 'how you write it', 'what the paper has'],
    SHEET_DIALECT.map(({ name, write, printed }) => [name, write, printed]),
  );

const FRONT_END = 'docs/guides/front-end.md';
const PARTS: readonly [path: string, what: string, print: () => string][] = [
  ['docs/guides/courses.md', 'schema/edited/dialect.ts', dialectTable],
  ['docs/guides/courses.md', 'schema/edited/sheet/dialect.ts', sheetTable],
  ['docs/guides/bodies.md', 'schema/accreditation/rules/values.ts', rulesTable],
  ['docs/guides/organizers.md', 'ChecklistCode of the schema', () => enumTable('ChecklistCode')],
  [FRONT_END, 'the classes of errors', errorsTable],
  [FRONT_END, 'BlockerCode of the schema', () => enumTable('BlockerCode')],
];

const fileOf = (path: string): URL => new URL(`../../${path}`, import.meta.url);

/** The guides with their current tables, by path. */
export function guidesWithTables(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [path, what, print] of PARTS)
    texts.set(path, withPrinted(texts.get(path) ?? readFileSync(fileOf(path), 'utf8'), what, print()));
  return texts;
}

if (import.meta.main) {
  for (const [path, text] of guidesWithTables()) {
    writeFileSync(fileOf(path), text);
    console.log(`The tables of ${path} are written.`);
  }
}
