import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { COMES_BACK, nextIn } from '../../web/next.ts';

const next = (path: string) => nextIn(`?next=${encodeURIComponent(path)}`);

test('after signing in one goes to the address of the app that was asked for', () => {
  const plain = [
    ...['/me', '/learn', '/learn/abc?x=1', '/wallet/NUMBER', '/desk/sample-institute/certificates/7K3QD-1'],
    ...['/join/pair/a_b-C', '/learn/a/modules/1', '/enroll/a.b', '/enroll/caf%C3%A9', '/enroll/..b'],
  ];
  expect(plain.map(next)).toEqual(plain);
});

test('anything else leads to the learning page', () => {
  const odd = [
    ...['', '/', '/sign-in', '/welcome?next=/me', '/nope', '/verify', '/graphql', '/api/auth/sign-out', '/learned'],
    ...['//evil.example', '/\\evil.example', 'https://evil.example', 'learn', '/..//evil.example/x', '/learn/../x'],
    ...[
      '/learn/..',
      '/learn/.',
      '/learn/./x',
      '/learn/%2e%2e/x',
      '/learn/.%2E',
      '/learn//x',
      '/learn/',
      '/learn/..?x=1',
    ],
    ...[
      '/learn/%2Fx',
      '/learn/%5cx',
      '/learn/%00',
      '/learn/%0a',
      '/learn/%',
      '/enroll/%E9',
      '/LEARN',
      '/learn/%E',
      '/learn/a b',
      '/learn/a\n',
    ],
    ...['/learn#x', '/learn/<x>', 'javascript:alert(1)', '/learn@evil.example', '/learn:80', '/learn;x'],
  ];
  expect(odd.map(next)).toEqual(odd.map(() => '/learn'));
  expect(nextIn('')).toBe('/learn');
});

test('every page of the app but the steps of signing in can be come back to', () => {
  const source = ['routes.ts', 'deskRoutes.ts', 'earnedRoutes.ts', 'careRoutes.ts']
    .map((name) => readFileSync(new URL(`../../web/${name}`, import.meta.url), 'utf8'))
    .join('\n');
  const words = [...source.matchAll(/\broute\(\s*'\/([\w-]+)/g)].map(([, word = '']) => word);
  expect([...new Set([...COMES_BACK, 'sign-in', 'welcome'])].sort()).toEqual([...new Set(words)].sort());
});
