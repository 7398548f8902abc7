import { expect, test } from '@jest/globals';
import { sources, withoutComments } from '../support/sources.ts';

/** What stays on a device, and who may put or delete it there. Nothing else of web/ touches storage. */
const STORES: Record<string, string[]> = {
  localStorage: ['web/device.ts', 'web/design/leave.js'],
  // The quiz keeps unsaved answers for the tab; leaving wipes them.
  sessionStorage: ['web/quizzes/kept.ts', 'web/leave.ts', 'web/design/leave.js'],
  // Modules that a reader keeps, the list of a door for its day, and the shell that shows them.
  caches: [
    'web/keeping/day.ts',
    'web/keeping/keep.ts',
    'web/keeping/here.ts',
    'web/keeping/store.ts',
    'web/serviceWorker.ts',
    'web/leave.ts',
    'web/design/leave.js',
  ],
  serviceWorker: ['web/keeping/keep.ts', 'web/keeping/keptFor.ts', 'web/leave.ts', 'web/design/leave.js'],
  // What happened at a door, until the server has answered. It names nobody.
  indexedDB: ['web/attendance/store.ts'],
  cookie: [],
};
const USES: Record<string, RegExp> = {
  localStorage: /\blocalStorage\b/,
  sessionStorage: /\bsessionStorage\b/,
  caches: /\bcaches\.|'caches'/,
  serviceWorker: /navigator\.serviceWorker\b/,
  indexedDB: /\bindexedDB\b/,
  cookie: /document\.cookie|\bcookieStore\b/,
};
const web = sources.filter(({ path }) => path.startsWith('web/'));
const files = (uses: RegExp): string[] =>
  web.filter(({ text }) => uses.test(withoutComments(text))).map(({ path }) => path);

test.each(Object.keys(STORES))('%s: only the files named here', (store) => {
  expect(files(USES[store] ?? /^$/)).toEqual([...(STORES[store] ?? [])].sort());
});

test('one policy of Trusted Types, for one address', () => {
  expect(files(/createPolicy\(/)).toEqual(['web/keeping/keep.ts']);
  expect(files(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/)).toEqual([]);
});

test('the server pages delete what the app keeps, by the same names', () => {
  const names = web.find(({ path }) => path === 'web/keeping/names.ts')?.text ?? '';
  const leave = web.find(({ path }) => path === 'web/design/leave.js')?.text ?? '';
  const [, kept = ''] = /KEPT = ('[^']+')/.exec(names) ?? [];
  const [, day = ''] = /DAY = ('[^']+')/.exec(names) ?? [];
  const [, forget = ''] = /FORGET = ('[^']+')/.exec(names) ?? [];
  expect([kept, day, forget]).toEqual(["'attune-kept'", "'attune-day'", "'forget'"]);
  expect(leave).toContain(`for (const store of [${kept}, ${day}]) caches.delete(store)`);
  expect(leave).toContain(`postMessage(${forget})`);
});
