import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { folderOf, importsIn, type Source, sources } from '../support/sources.ts';

/** Folders may import themselves and what stands beside them here. */
const FOLDER_ARROWS: Record<string, string[]> = {
  certificates: [],
  drizzle: [],
  schema: ['certificates', 'drizzle'],
  server: ['schema', 'certificates', 'drizzle'],
  cli: ['server', 'schema', 'certificates', 'drizzle'],
  test: ['cli', 'server', 'schema', 'certificates', 'drizzle'],
  bench: ['cli', 'server', 'schema', 'certificates', 'drizzle', 'test'],
};

/** A noun may import the nouns of later lines; those of one line do not know each other. */
const NOUNS = [
  ['privacy'],
  ['quizzes', 'evaluations'],
  ['enrollments', 'verification'],
  ['issuance'],
  ['courses', 'log', 'keys'],
  ['organizations'],
  ['accounts'],
  ['events', 'jobs'],
];

const PURE = ['schema', 'certificates', 'drizzle'];
const SPEAKS_GRAPHQL = /^schema\/(graphql\/\w+|\w+\/(graphql|graphql\/\w+|mutations|mutations\/\w+|\w+Types?))\.ts$/;
const SPEAKS_WITH_CLIENTS = /^(graphql|@pothos\/.*|graphql-yoga)$/;
const SOCKETS = /^node:(net|tls|http|https|http2|dgram|dns)(\/.*)?$/;
const OUTER_WORLD = /\bprocess\.\w|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bfetch\(|\bMath\.random\(/;
const RULES = /^schema\/\w+\/(rules|rules\/\w+)\.ts$/;
const DATABASE = /^(drizzle-orm.*|postgres|drizzle\/(client|prepared|encryption)\.ts)$|\/(queries|operations)(\.ts|\/)/;
const EMPTY_NAME = /^(utils?|helpers?|common|manager|types|misc|shared)$/i;
const SWITCHED_OFF = /\b(test|it|describe)\.(skip|only|todo|failing)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(/;

/** Folders of schema/ that are no noun: how GraphQL is set up, and how texts are read that people edit. */
const NO_NOUN = /^schema\/(graphql|edited)\//;
const nounOf = (path: string) => (NO_NOUN.test(path) ? null : (/^schema\/(\w+)\//.exec(path)?.[1] ?? null));
const lineOf = (noun: string) => NOUNS.findIndex((line) => line.includes(noun));
const inFolders = (folders: string[]) => sources.filter(({ path }) => folders.includes(folderOf(path)));
const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
const edges = (files: Source[]) =>
  files.flatMap(({ path, imports }) => imports.map(({ target, typeOnly }) => ({ path, target, typeOnly })));

test('the import reader sees every way of importing', () => {
  const text = `import type { A } from './a.ts';
import { b,
  c } from '../b.ts';
export * from './c.ts';
import './d.ts';
const e = await import('./e.ts');
const text = "import nothing from 'nowhere'";`;
  expect(importsIn('schema/x/y.ts', text).map(({ target, typeOnly }) => `${typeOnly ? 'type ' : ''}${target}`)).toEqual(
    ['type schema/x/a.ts', 'schema/b.ts', 'schema/x/c.ts', 'schema/x/d.ts', 'schema/x/e.ts'],
  );
});

test('folders import along the arrows only', () => {
  const known = Object.keys(FOLDER_ARROWS);
  const wrong = edges(sources).filter(({ path, target }) => {
    const [from, to] = [folderOf(path), folderOf(target)];
    return known.includes(to) && from !== to && !FOLDER_ARROWS[from]?.includes(to);
  });
  expect(wrong).toEqual([]);
});

test('nouns import along the arrows only, and each is known here', () => {
  const nouns = new Set(sources.flatMap(({ path }) => nounOf(path) ?? []));
  expect([...nouns].filter((noun) => lineOf(noun) < 0)).toEqual([]);
  const wrong = edges(sources.filter(({ path }) => !/^schema\/graphql\/(index|transition)\.ts$/.test(path))).filter(
    ({ path, target }) => {
      const [from, to] = [nounOf(path), nounOf(target)];
      if (folderOf(path) !== 'schema' || to === null || from === to) return false;
      return from === null || lineOf(from) >= lineOf(to);
    },
  );
  expect(wrong).toEqual([]);
});

test('no file imports itself by a detour', () => {
  const next = new Map(
    sources.map(({ path, imports }) => [path, imports.filter((one) => !one.typeOnly).map((one) => one.target)]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[][] = [];
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === 'open') circles.push([...trail.slice(trail.indexOf(path)), path]);
    if (state.has(path)) return;
    state.set(path, 'open');
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of next.keys()) visit(path, []);
  expect(circles).toEqual([]);
});

test('GraphQL stays at the edge of schema/ and out of what lies below', () => {
  const wrong = edges(inFolders(PURE)).filter(
    ({ path, target, typeOnly }) =>
      !SPEAKS_GRAPHQL.test(path) &&
      (SPEAKS_WITH_CLIENTS.test(target) ||
        (target === 'schema/graphql/builder.ts' && !typeOnly) ||
        /^schema\/.*\/(graphql\.ts|mutations(\.ts|\/.*))$/.test(target)),
  );
  expect(wrong).toEqual([]);
});

test('only server, cli, test and bench read the environment, the clock, chance or a socket', () => {
  const wrong = inFolders(PURE).flatMap(({ path, text, imports }) => [
    ...withoutComments(text)
      .split('\n')
      .filter((line) => OUTER_WORLD.test(line))
      .map((line) => `${path}: ${line.trim()}`),
    ...imports.filter(({ target }) => SOCKETS.test(target)).map(({ target }) => `${path}: ${target}`),
  ]);
  expect(wrong).toEqual([]);
});

test('evaluations leave no trace of who answered', () => {
  const evaluations = sources.filter(({ path }) => nounOf(path) === 'evaluations');
  expect(evaluations.length).toBeGreaterThanOrEqual(3);
  expect(edges(evaluations).filter(({ target }) => nounOf(target) === 'events')).toEqual([]);
});

test('rules decide without a database', () => {
  const rules = sources.filter(({ path }) => RULES.test(path));
  expect(rules.length).toBeGreaterThanOrEqual(5);
  expect(edges(rules).filter(({ target, typeOnly }) => !typeOnly && DATABASE.test(target))).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 300);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('files are named for what they hold', () => {
  const names = sources.map(({ path }) => path);
  expect(names.filter((path) => EMPTY_NAME.test(basename(path).replace(/\..*$/, '')))).toEqual([]);
});

test('exports have names, and classes are errors', () => {
  // Jest asks for the defaults of test/support.
  const own = sources.filter(({ path }) => !path.startsWith('test/support/'));
  expect(own.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([]);
  const classes = sources.flatMap(({ text }) => [...text.matchAll(/^\s*(?:export )?(?:abstract )?class .*$/gm)].flat());
  expect(classes.length).toBeGreaterThanOrEqual(5);
  expect(classes.filter((line) => !/ extends \w*Error\b/.test(line))).toEqual([]);
});

test('every table says what it holds', () => {
  const tables = sources.filter(({ path }) => path.startsWith('drizzle/tables/'));
  const declared = tables.flatMap(({ path, text }) =>
    [...text.matchAll(/(\*\/\n)?export const (\w+) = (?:snakeCase\.|pg)[tT]able\(/g)].map(([, doc, name]) => ({
      table: `${path}: ${name}`,
      described: doc !== undefined,
    })),
  );
  expect(declared.length).toBeGreaterThanOrEqual(20);
  expect(declared.filter(({ described }) => !described)).toEqual([]);
});

test('no test is switched off or runs alone', () => {
  const tests = sources.filter(({ path }) => path.endsWith('.test.ts'));
  expect(tests.length).toBeGreaterThanOrEqual(5);
  expect(tests.filter(({ text }) => SWITCHED_OFF.test(text)).map(({ path }) => path)).toEqual([]);
});
