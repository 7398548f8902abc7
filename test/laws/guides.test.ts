import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isEnumType } from 'graphql';
import { schema } from '../../schema/graphql/index.ts';
import { guidesWithTables } from '../../server/guides/printGuides.ts';
import { ROOT, sources } from '../support/sources.ts';

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const guides = [...guidesWithTables()];

test.each(guides)('the tables of %s are what the code says; after a change: npm run schema', (path, text) => {
  expect(text).toBe(textOf(path));
});

test('the front-end guide describes every code of an expected error, and every blocker', () => {
  const guide = textOf('docs/guides/front-end.md');
  for (const name of ['ErrorCode', 'BlockerCode']) {
    const type = schema.getType(name);
    if (!isEnumType(type)) throw new Error(`${name} is no enum`);
    const lacking = type.getValues().filter((value) => !guide.includes(`\n| \`${value.name}\` | ${value.description}`));
    expect(lacking.map((value) => value.name)).toEqual([]);
  }
});

test('the front-end guide names every code of a refusal outside the expected errors', () => {
  const codes = sources
    .filter(({ path }) => path.startsWith('server/'))
    .flatMap(({ text }) => [...text.matchAll(/\bcode: '([A-Z_]+)'/g)].map(([, code = '']) => code));
  expect(codes.length).toBeGreaterThan(20);
  const guide = textOf('docs/guides/front-end.md');
  expect([...new Set(codes)].filter((code) => !guide.includes(`\`${code}\``))).toEqual([]);
});

describe('paths that a proxy passes on', () => {
  const source = `${textOf('server/app/routes.ts')}${textOf('server/app/documentRoutes.ts')}`;
  /** Rows of the table of routes: the address or its name. */
  const routes = [...source.matchAll(/on: '\w+',\s+pattern: ('[^']*'|\/[^\n]*\/),[\s\S]*?origins: '\w+'/g)].map(
    ([row, pattern = '']) => ({ name: (/name: ('[^']*')/.exec(row)?.[1] ?? pattern).slice(1, -1) }),
  );
  // Probes are for machines beside the service. The pages for everybody and the app are those that others replace.
  const inside = ['/livez', '/readyz', '/metrics'];
  const outside = routes.map(({ name }) => name).filter((name) => !inside.includes(name));

  test('the reader sees every route', () => {
    expect(routes).toHaveLength([...source.matchAll(/\bon: '/g)].length);
    expect(outside).toEqual(expect.arrayContaining(['/graphql', '/t/:secret', '/log/*', '/approvals/:id/roster.csv']));
  });

  test.each(['docs/guides/operators.md', 'docs/guides/front-end.md'])('%s lists each, and no other', (path) => {
    const [line, ...more] = textOf(path)
      .split('\n')
      .filter((one) => one.includes('`/graphql`, `/api/auth/`, `/assets/`'));
    expect(more).toEqual([]);
    const listed = [...(line ?? '').matchAll(/`(\/[a-z./-]*)`/g)].map(([, one = '']) => one);
    const covers = (one: string, name: string) => name === one || name.startsWith(one.endsWith('/') ? one : `${one}/`);
    expect(outside.filter((name) => !listed.some((one) => covers(one, name)))).toEqual([]);
    expect(listed.filter((one) => !outside.some((name) => covers(one, name)))).toEqual([]);
  });
});
