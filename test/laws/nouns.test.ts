import { describe, expect, test } from '@jest/globals';
import {
  type Edge,
  edgesOf,
  edgeText,
  folderOf,
  type Kind,
  kindOf,
  nounOf,
  sources,
  withoutComments,
} from '../support/sources.ts';

/** A noun may import the nouns of later lines; those of one line do not know each other. */
const NOUNS = [
  ['privacy', 'rosters'],
  ['followUps'],
  ['quizzes', 'evaluations', 'accommodations'],
  ['enrollments'],
  ['orders', 'attendance', 'care'],
  ['registrations'],
  ['verification', 'intensives'],
  ['credits'],
  ['issuance', 'licenses'],
  ['accreditation'],
  ['courses', 'log', 'keys'],
  ['organizations'],
  ['accounts'],
  ['events', 'jobs'],
];

/** What a kind may import of its own noun or another. `type` means: with `import type` only. */
const KIND_ARROWS: Record<Kind, Partial<Record<Kind, 'any' | 'type'>>> = {
  graphql: { graphql: 'any', queries: 'any', operations: 'any', rules: 'any', errors: 'any' },
  operations: { operations: 'any', queries: 'any', rules: 'any', errors: 'any' },
  queries: { queries: 'any', rules: 'any', errors: 'any' },
  // A rule decides about rows: it may know their types.
  rules: { rules: 'any', errors: 'type', queries: 'type' },
  errors: { errors: 'any', rules: 'type' },
};

const GRAPHQL_LIBRARY = /^(graphql|@pothos\/.*|graphql-yoga)$/;
const GRAPHQL_FOLDER = /^schema\/graphql\//;
const SQL = /^(drizzle-orm.*|postgres|drizzle\/(client|prepared|statement|schema)\.ts)$/;
const DATABASE =
  /^(drizzle-orm.*|postgres|drizzle\/(client|newestLicense|prepared|statement|window|schema|encryption)\.ts)$/;
const WRITES = /\.(insert|update|delete|transaction)\(|\b(insert into|update \w+ set|delete from)\b/i;

const lineOf = (noun: string) => NOUNS.findIndex((line) => line.includes(noun));
const ofNouns = sources.filter(({ path }) => nounOf(path) !== null);
const ofKind = (kind: Kind) => sources.filter(({ path }) => kindOf(path) === kind);
const speaksGraphql = (path: string) => kindOf(path) === 'graphql' || GRAPHQL_FOLDER.test(path);

/** What to do about a noun's file with any other name. */
const advice = (path: string) =>
  `${path}: a noun has graphql.ts, queries.ts, operations.ts, rules.ts and errors.ts, and the folders graphql/, queries/, operations/ and rules/. Move this into the one that it belongs to.`;

test('every file of a noun is of a known kind', () => {
  expect(ofNouns.length).toBeGreaterThanOrEqual(80);
  expect(ofNouns.filter(({ path }) => kindOf(path) === null).map(({ path }) => advice(path))).toEqual([]);
});

test.each([
  ['schema/courses/graphql.ts', 'graphql'],
  ['schema/courses/graphql/course.ts', 'graphql'],
  ['schema/courses/graphql/parts/review.ts', null],
  ['schema/log/queries.ts', 'queries'],
  ['schema/log/queries/tiles.ts', 'queries'],
  ['schema/log/operations/replay/tree.ts', 'operations'],
  ['schema/courses/rules/package/parse.ts', 'rules'],
  ['schema/courses/errors.ts', 'errors'],
  ['schema/courses/errors/one.ts', null],
  ['schema/courses/documents.ts', null],
  ['schema/courses/mutations.ts', null],
  ['schema/courses/graphqlTypes.ts', null],
  ['schema/graphql/relay.ts', null],
  ['schema/errors.ts', null],
])('the kind of %s is %s', (path, kind) => {
  expect(kindOf(path)).toBe(kind);
});

test('graphql.ts is an entrance where a noun has the folder graphql/', () => {
  const folders = new Set(sources.flatMap(({ path }) => /^(schema\/\w+)\/graphql\//.exec(path)?.[1] ?? []));
  const entrances = sources.filter(({ path }) => path.endsWith('/graphql.ts') && folders.has(path.slice(0, -11)));
  expect(entrances).toHaveLength(folders.size);
  const wrong = entrances.filter(({ text }) => !/^(import '\.\/graphql\/\w+\.ts';\s*)+$/.test(withoutComments(text)));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('nouns import along the arrows only, and each is known here', () => {
  const nouns = new Set(sources.flatMap(({ path }) => nounOf(path) ?? []));
  expect([...nouns].filter((noun) => lineOf(noun) < 0)).toEqual([]);
  const wrong = edgesOf(sources).filter(({ path, target }) => {
    const [from, to] = [nounOf(path), nounOf(target)];
    if (folderOf(path) !== 'schema' || to === null || from === to) return false;
    if (path === 'schema/graphql/index.ts') return !/^schema\/\w+\/graphql\.ts$/.test(target);
    return from === null || lineOf(from) >= lineOf(to);
  });
  expect(wrong.map(edgeText)).toEqual([]);
});

const followsKinds = ({ path, target, typeOnly }: Edge): boolean => {
  const [from, to] = [kindOf(path), kindOf(target)];
  if (from === null || to === null) return true;
  const arrow = KIND_ARROWS[from][to];
  return arrow === 'any' || (arrow === 'type' && typeOnly);
};

test('graphql uses operations and queries, these use rules, and never the other way', () => {
  const wrong = edgesOf(ofNouns).filter((edge) => !followsKinds(edge));
  expect(wrong.map(edgeText)).toEqual([]);
});

describe('GraphQL', () => {
  test('stays in the graphql files of nouns and in schema/graphql/', () => {
    const below = sources.filter(
      ({ path }) => ['schema', 'certificates', 'drizzle'].includes(folderOf(path)) && !speaksGraphql(path),
    );
    const wrong = edgesOf(below).filter(
      ({ target }) => GRAPHQL_LIBRARY.test(target) || GRAPHQL_FOLDER.test(target) || kindOf(target) === 'graphql',
    );
    expect(wrong.map(edgeText)).toEqual([]);
  });

  test('contains no SQL: it calls queries and operations', () => {
    const wrong = edgesOf(sources.filter(({ path }) => speaksGraphql(path)))
      // Types of rows and of the database come without SQL.
      .filter(({ target, typeOnly }) => SQL.test(target) && !typeOnly);
    expect(wrong.map(edgeText)).toEqual([]);
  });

  test('has its mutations made by mutation() alone', () => {
    const wrong = sources.filter(
      ({ path, text }) =>
        folderOf(path) === 'schema' &&
        path !== 'schema/graphql/mutation.ts' &&
        /\brelayMutationField\b/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

test('queries read and never write', () => {
  const queries = ofKind('queries');
  expect(queries.length).toBeGreaterThanOrEqual(5);
  expect(queries.filter(({ text }) => WRITES.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
});

test('statements are made by statement(), which takes arrays as they are', () => {
  const wrong = ofNouns.filter(({ text }) => /\bhandWritten\b|`\{\$\{.*\.join\(/.test(withoutComments(text)));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('rules decide without a database', () => {
  const rules = ofKind('rules');
  expect(rules.length).toBeGreaterThanOrEqual(5);
  const wrong = edgesOf(rules).filter(({ target, typeOnly }) => !typeOnly && DATABASE.test(target));
  expect(wrong.map(edgeText)).toEqual([]);
});

test('evaluations leave no trace of who answered', () => {
  const evaluations = sources.filter(({ path }) => nounOf(path) === 'evaluations');
  expect(evaluations.length).toBeGreaterThanOrEqual(3);
  expect(edgesOf(evaluations).filter(({ target }) => nounOf(target) === 'events')).toEqual([]);
});
