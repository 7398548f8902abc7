import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { edgesOf, folderOf, importsIn, sources, withoutComments } from '../support/sources.ts';

/** Folders may import themselves and the folders listed here. */
const FOLDER_ARROWS: Record<string, string[]> = {
  certificates: [],
  drizzle: [],
  schema: ['certificates', 'drizzle'],
  server: ['schema', 'certificates', 'drizzle'],
  cli: ['server', 'schema', 'certificates', 'drizzle'],
  // The storm pays at the stand-in of Stripe.
  faults: ['cli', 'server', 'schema', 'certificates', 'drizzle', 'test'],
  // Nothing but their tests imports the pages; the server reads what was built of them.
  web: [],
  test: ['cli', 'faults', 'server', 'schema', 'certificates', 'drizzle', 'web'],
  bench: ['cli', 'server', 'schema', 'certificates', 'drizzle', 'test'],
  // Browsers play on the server that the demo starts.
  webtest: ['cli', 'server', 'schema'],
};

/** Folders without I/O. */
const PURE = ['schema', 'certificates', 'drizzle'];
const SOCKETS = /^node:(net|tls|http|https|http2|dgram|dns)(\/.*)?$/;
const OUTER_WORLD = /\bprocess\.\w|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bfetch\(|\bMath\.random\(/;
/** The driver of the database leaves the destroying of its sockets to whoever makes them. */
/** A key has the time of its making in it. */
const KEYS = 'drizzle/ids.ts';
const DATABASE_SOCKETS = 'drizzle/pool/sockets.ts';
const EMPTY_NAME = /^(utils?|helpers?|common|manager|types|misc|shared)$/i;
const SWITCHED_OFF = /\b(test|it|describe)\.(skip|only|todo|failing)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(/;

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
  const wrong = edgesOf(sources).filter(({ path, target }) => {
    const [from, to] = [folderOf(path), folderOf(target)];
    return known.includes(to) && from !== to && !FOLDER_ARROWS[from]?.includes(to);
  });
  expect(wrong).toEqual([]);
});

test('only server, cli, test and bench read the environment, the clock, chance or a socket', () => {
  const pure = sources.filter(({ path }) => PURE.includes(folderOf(path)));
  const wrong = pure.flatMap(({ path, text, imports }) => [
    ...withoutComments(text)
      .split('\n')
      .filter((line) => OUTER_WORLD.test(line) && path !== KEYS)
      .map((line) => `${path}: ${line.trim()}`),
    ...imports
      .filter(({ target }) => SOCKETS.test(target) && path !== DATABASE_SOCKETS)
      .map(({ target }) => `${path}: ${target}`),
  ]);
  expect(wrong).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  const written = sources.filter(({ path }) => path !== 'web/graphql/shapes.ts');
  const long = written.filter(({ text }) => text.trimEnd().split('\n').length > 300);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('files are named after their content', () => {
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

/**
 * Exported arrow functions that do not end on their first line: the text up to the first `;` at the end of a line tells. A constant of
 * a named function type, such as a RequestHandler, may be an arrow.
 */
const longArrows = (text: string): string[] =>
  [...text.matchAll(/^export const (\w+)[\s\S]*?;$/gm)]
    .filter(([statement]) => statement.includes('\n') && statement.includes('=>'))
    .filter(([statement]) => /^export const \w+ =\s+(?:async )?(?:<.*>)?\((?!\n\s*\[)/.test(statement))
    .map(([, name = '']) => name);

test('the reader of arrow functions tells declarations, short arrows and other constants from long arrows', () => {
  const text = `export const short = (a: number): number => a + 1;
export const block = (a: number) => {
  return a;
};
export const several = async <T extends object>(a: T): Promise<T> =>
  wait(a);
export const spread = (
  a: number,
) => a;
export const held = table('held', {
  a: () => 1,
});
export const below =
  (a: number) => a;
export const sum = (a +
  b);
export const handler: Handler = (a) => {
  return a;
};
export function declared(a: number) {
  return a;
}`;
  expect(longArrows(text)).toEqual(['block', 'several', 'spread', 'below']);
});

test('exported functions of several lines are declarations: export function name(...)', () => {
  const ours = sources.filter(({ path }) => /^(schema|drizzle|server|cli|certificates|web)\//.test(path));
  const wrong = ours.flatMap(({ path, text }) => longArrows(text).map((name) => `${path}: ${name}`));
  expect(wrong).toEqual([]);
});

test('every table says what it contains', () => {
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

test('events of Stripe are verified, and only server/stripe speaks to Stripe', () => {
  const unverified = ['constructEvent', 'WithoutVerification'].join('');
  expect(sources.filter(({ text }) => text.includes(unverified)).map(({ path }) => path)).toEqual([]);
  // What the bench compares with is written by hand and is no part of the service.
  const apart = ['test/', 'bench/'];
  const speaking = edgesOf(sources).filter(
    ({ path, target }) => target === 'stripe' && !apart.some((folder) => path.startsWith(folder)),
  );
  expect(speaking.map(({ path }) => path).filter((path) => !path.startsWith('server/stripe/'))).toEqual([]);
  // A tolerance of 0 would switch the check of the age off.
  const server = sources.filter(({ path }) => path.startsWith('server/stripe/'));
  expect(server.filter(({ text }) => /TOLERANCE_SECONDS = 0\b/.test(text)).map(({ path }) => path)).toEqual([]);
});
