import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { schema } from '../../schema/graphql/index.ts';
import { GRAPHIQL_OPERATIONS } from '../../server/graphql/graphiqlOperations.ts';
import { SECRETS, SETTINGS } from '../../server/settings/settings.ts';
import { ROOT } from '../support/sources.ts';

const GUIDES = 'docs/guides';
/** Variables of the examples' own. */
const SHELL = new Set(['NONCE', 'CODE', 'TOKEN']);
const FILES = ['README.md', ...readdirSync(join(ROOT, GUIDES)).map((name) => `${GUIDES}/${name}`)];
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

const blocksOf = (file: string, language: string): string[] =>
  all(textOf(file), new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`, 'gm'));
const prose = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

/** The id that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** Rows of the README's table of settings, cell by cell. */
const settingRows = (): string[][] => {
  const section = textOf('README.md').split('\n## Settings\n')[1]?.split('\n## ')[0] ?? '';
  return all(section, /^\| (`[A-Z_]+` \|.*) \|$/gm).map((row) => row.split('|').map((cell) => cell.trim()));
};
const settingOf = (row: string[]): string => row[0]?.replaceAll('`', '') ?? '';

test('there is a README and a guide for organizers, editors, front ends and operators', () => {
  const guides = ['courses', 'front-end', 'operators', 'organizers'].map((name) => `${GUIDES}/${name}.md`);
  expect(sorted(FILES)).toEqual(sorted(['README.md', ...guides]));
});

describe('GraphQL that people paste', () => {
  const documents = FILES.flatMap((file) => blocksOf(file, 'graphql').map((text, at) => ({ file, at: at + 1, text })));

  test.each(documents)('block $at of $file fits the schema', ({ text }) => {
    expect(validate(schema, parse(text)).map((fault) => fault.message)).toEqual([]);
  });

  test('the front-end guide shows every worked operation as GraphiQL and the demo have it', () => {
    const shown = blocksOf(`${GUIDES}/front-end.md`, 'graphql');
    for (const { query } of GRAPHIQL_OPERATIONS) expect(shown).toContain(query.trim());
  });

  test('the README goes from the course to a verdict with the same documents', () => {
    const known = new Map(GRAPHIQL_OPERATIONS.map(({ name, query }) => [query.trim(), name]));
    const names = blocksOf('README.md', 'graphql').map((text) => known.get(text));
    expect(names).toEqual(['Course', 'Enroll', 'RecordModuleActivity', 'ClaimCredit', 'VerifyCertificate']);
  });

  test('every block of JSON is JSON', () => {
    const texts = FILES.flatMap((file) => blocksOf(file, 'json'));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(() => JSON.parse(text)).not.toThrow();
  });
});

describe('settings', () => {
  test('the README’s table names each setting that the server reads, once, and no other', () => {
    expect(settingRows().map(settingOf).sort()).toEqual(Object.keys(SETTINGS).sort());
  });

  test('those that may lie in a file are marked', () => {
    const marked = settingRows().filter((row) => row[3] === 'yes');
    expect(marked.map(settingOf).sort()).toEqual([...SECRETS].sort());
  });

  test('.env.example has the same ones', () => {
    expect(sorted(all(textOf('.env.example'), /^#?([A-Z_]+)=/gm))).toEqual(Object.keys(SETTINGS).sort());
  });

  test('no guide names a setting that does not exist', () => {
    const known = new Set([...Object.keys(SETTINGS), ...SECRETS.map((name) => `${name}_FILE`)]);
    const assigned = FILES.flatMap((file) => all(textOf(file), /\b([A-Z][A-Z_]+)=(?=[^\s$(])/g));
    expect(assigned.length).toBeGreaterThan(0);
    expect(assigned.filter((name) => !known.has(name) && !SHELL.has(name))).toEqual([]);
  });
});

describe('commands', () => {
  test('each `npm run` names a script of package.json', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = sorted(FILES.flatMap((file) => all(textOf(file), /\bnpm run (?:-s )?([a-z][a-z:-]*)/g)));
    expect(named).toEqual(expect.arrayContaining(['attune', 'demo', 'migrate', 'worker']));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('the operators’ table has every command of the command line, and each example is one of them', () => {
    const program = join(ROOT, 'cli/attune.ts');
    const usage = execFileSync(process.execPath, [program, '--help'], { cwd: ROOT, encoding: 'utf8' });
    const commands = sorted(all(usage, /^ {2}([a-z]+ [a-z-]+)(?= |$)/gm));
    const [, table = ''] = textOf(`${GUIDES}/operators.md`).split('| `npm run attune --` |');
    expect(sorted(all(table, /^\| `([a-z]+ [a-z-]+)[ `]/gm))).toEqual(commands);
    const examples = sorted(FILES.flatMap((file) => all(textOf(file), /npm run (?:-s )?attune -- ([a-z]+ [a-z-]+)/g)));
    expect(examples.filter((name) => !commands.includes(name))).toEqual([]);
  });
});

describe('links', () => {
  const links = FILES.flatMap((file) =>
    all(prose(textOf(file)), /\]\(([^)\s]+)\)/g).map((target) => ({ file, target })),
  );
  const relative = links.filter(({ target }) => !/^[a-z]+:/.test(target));

  test.each(relative)('$file leads to $target', ({ file, target }) => {
    const [path = '', anchor] = target.split('#');
    const at = path === '' ? file : join(dirname(file), path);
    expect(existsSync(join(ROOT, at))).toBe(true);
    if (anchor !== undefined) expect(all(textOf(at), /^#+ (.+)$/gm).map(anchorOf)).toContain(anchor);
  });
});
