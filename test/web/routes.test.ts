import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { routeNamer } from '../../server/app/mount.ts';
import { appRoutes } from '../../server/web/routes.ts';

const source = ['routes.ts', 'deskRoutes.ts', 'earnedRoutes.ts', 'careRoutes.ts']
  .map((name) => readFileSync(new URL(`../../web/${name}`, import.meta.url), 'utf8'))
  .join('\n');
const patterns = [...source.matchAll(/\broute\(\s*'(\/[^']*)'/g)].map(([, pattern = '']) => pattern);
const settings = { exitUrl: 'https://weather.example.org/', keepsModules: true };
const served = appRoutes(() => ({ state: 'BUILDING' }), settings).filter(
  ({ pattern }) => pattern !== '/service-worker.js',
);

test('the server sends the shell for each address of the app, and for no other', () => {
  expect(patterns.length).toBeGreaterThan(1);
  const nameOf = routeNamer(served);
  expect(patterns.filter((pattern) => nameOf(pattern.replaceAll(/:\w+/g, 'x')) === 'other')).toEqual([]);
  const shown = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`));
  const roots = served.map(({ pattern }) => String(pattern)).filter((pattern) => !pattern.includes('*'));
  expect(roots.filter((root) => !shown.some((one) => one.test(root.replaceAll(/:\w+/g, 'x'))))).toEqual([]);
});
