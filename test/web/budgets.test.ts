import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { design } from '../../server/http/design.ts';
import { readBuilt } from '../../server/web/built.ts';

/** Bytes as they are sent, in thousands. */
type Budget = { script: number; css: number; fonts: number };
const USUAL: Budget = { script: 32, css: 10, fonts: 45 };
// Marks of evidence, pictures and the time to plan cost what they cost: docs/decisions/0047-a-stated-dialect.md.
// So do the facts of each service of help, which stand on these pages and on the form before an event.
const SMALL: Budget = { ...USUAL, script: 27 };
const FORM: Budget = { ...USUAL, script: 33 };
const PLAYER: Budget = { script: 43, css: 10, fonts: 95 };
const OWNER: Budget = { ...USUAL, script: 60, css: 14 };
const DOOR: Budget = { ...USUAL, script: 45 };

const BUDGETS: [pattern: RegExp, budget: Budget][] = [
  [/^\/(sign-in|learn|learn\/:id)$/, SMALL],
  [/^\/learn\/:id\/modules\/:number$/, PLAYER],
  [/^\/registrations\/:id\/form$/, FORM],
  [/^\/desk\/:org\/intensives\/:id\/door/, DOOR],
  [/^\/(manage|desk|owner)/, OWNER],
];
const budgetOf = (address: string): Budget => BUDGETS.find(([pattern]) => pattern.test(address))?.[1] ?? USUAL;

type Chunk = { file: string; imports?: string[]; css?: string[] };
const BUILD = fileURLToPath(new URL('../../web/build.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'attune-budgets-'));
let chunks: Record<string, Chunk> = {};

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [BUILD, folder], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  });
  expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
  chunks = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = ['routes.ts', 'deskRoutes.ts', 'earnedRoutes.ts', 'careRoutes.ts']
  .map((name) => readFileSync(new URL(`../../web/${name}`, import.meta.url), 'utf8'))
  .join('\n');
/** Address, words and page of each route, as the tables of web/ say them. */
const routes = [
  ...source.matchAll(/\broute\(\s*'(\/[^']*)',\s*[\w.]+,\s*\[([^\]]*)\],\s*\(\) => import\('\.\/([^']+)'\)/g),
].map(([, address = '', nouns = '', page = '']) => ({
  address,
  entries: [
    ...(address.startsWith('/desk') ? ['deskRoutes.ts'] : []),
    ...(/^\/(wallet|taught|transcript|licenses)(\/|$)/.test(address) ? ['earnedRoutes.ts'] : []),
    ...(/^\/registrations\/:id\//.test(address) ? ['careRoutes.ts'] : []),
    'main.tsx',
    page,
    ...['shell', ...(nouns.match(/\w+/g) ?? [])].map((noun) => `words/en/${noun}.ts`),
  ],
}));

/** Everything that the browser loads for some entries: they, and what they import. */
function loaded(entries: string[]): Chunk[] {
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of chunks[name]?.imports ?? []) add(next);
  };
  entries.forEach(add);
  return [...found].map((name) => {
    const chunk = chunks[name];
    if (chunk === undefined) throw new Error(`The build has no ${name}.`);
    return chunk;
  });
}

const sent = (file: string): number => statSync(join(folder, `${file}.br`)).size;
const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0);
const sizeOf = (name: RegExp): number =>
  sum([...design.assets].filter(([path]) => name.test(path)).map(([, { brotli, bytes }]) => (brotli ?? bytes).length));
/** The nouns that a kept module speaks of. */
const SAID = ['shell', 'keeping', 'modules', 'player'];
const LATIN = /eb-garamond-(?!ext|italic)/;

test('every route of the app is known here', () => {
  expect(routes.length).toBe(source.match(/\broute\(\s*'\//g)?.length);
});

test.each(routes)('$address: script, styles and fonts within their budget', ({ address, entries }) => {
  const budget = budgetOf(address);
  const needed = loaded(entries);
  const css = new Set(needed.flatMap((chunk) => chunk.css ?? []));
  const fonts = sizeOf(LATIN) + (budget === PLAYER ? sizeOf(/eb-garamond-italic/) : 0);
  const kilobytes = {
    script: sum(needed.map(({ file }) => sent(file))) / 1000,
    css: (sum([...css].map(sent)) + sizeOf(/design/)) / 1000,
    fonts: fonts / 1000,
  };
  const over = Object.entries(kilobytes).filter(([name, size]) => size > budget[name as keyof Budget]);
  expect(over).toEqual([]);
});

test('what a device keeps to show a module is all that it loads, and the worker is small', async () => {
  const { worker } = await readBuilt(folder);
  const kept = loaded(['main.tsx', 'keeping/kept.tsx', ...SAID.map((noun) => `words/en/${noun}.ts`)]);
  const needed = kept.flatMap(({ file, css = [] }) => [file, ...css]).map((file) => `/${file}`);
  expect(needed.filter((path) => !worker.assets.includes(path))).toEqual([]);
  expect(sum(kept.map(({ file }) => sent(file))) / 1000).toBeLessThan(PLAYER.script);
  expect(brotliCompressSync(worker.code).length).toBeLessThan(2000);
});

test('what a device keeps to show a door is all that it loads, with the camera and a reader of codes', async () => {
  const { worker } = await readBuilt(folder);
  const words = ['shell', 'attendance', 'desk'].map((noun) => `words/en/${noun}.ts`);
  const camera = ['verification/camera.ts', 'verification/qr.ts'];
  const door = loaded([
    'main.tsx',
    'deskRoutes.ts',
    'attendance/keptDoor.tsx',
    'attendance/door.tsx',
    ...camera,
    ...words,
  ]);
  const needed = door.flatMap(({ file, css = [] }) => [file, ...css]).map((file) => `/${file}`);
  const has = [...worker.assets, ...worker.dayAssets];
  expect(needed.filter((path) => !has.includes(path))).toEqual([]);
  const fonts = sizeOf(LATIN) + sizeOf(/design/);
  expect((sum(door.map(({ file }) => sent(file))) + fonts) / 1000).toBeLessThan(45 + 26 + 45 + 10);
});

test('a page of the server: no script but the way out, one sheet, one font; the check helps with another', () => {
  expect(sizeOf(/leave/) + sizeOf(/verify/)).toBeLessThan(2000);
  expect(sizeOf(/design/)).toBeLessThan(8000);
  expect(sizeOf(LATIN)).toBeLessThan(45_000);
});

test('the camera is loaded when it is used, and a reader of codes only where the browser has none', () => {
  const [camera, reader] = ['verification/camera.ts', 'verification/qr.ts'].map((entry) => loaded([entry]));
  const kilobytes = (some: Chunk[] = []) => sum(some.map(({ file }) => sent(file))) / 1000;
  expect(kilobytes(camera)).toBeLessThan(2);
  expect(kilobytes(reader)).toBeLessThan(27);
  // Nothing of the app comes with them, and nothing of them with the app.
  expect([camera?.length, reader?.length]).toEqual([1, 1]);
});
