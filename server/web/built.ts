import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Asset } from '../http/design.ts';

export type Camera = { script: string; reader: string };

/** The built pages, in memory: what browsers load, and with what they begin. */
export type Built = {
  assets: ReadonlyMap<string, Asset>;
  script: string;
  preloads: string[];
  styles: string[];
  /** The worker of kept modules, the assets that show one, and those that show a door. */
  worker: { code: string; assets: string[]; dayAssets: string[] };
  /** What reads a code by the camera, for the page that checks certificates, and the reader for browsers without one. */
  camera: Camera | null;
};

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
};
const ENTRY = 'main.tsx';
/** Shows a module that a device keeps, in any language. */
const KEPT = /^(main\.tsx|keeping\/kept\.tsx|words\/\w+\/(files|shell|keeping|modules|player)\.ts)$/;
/** Shows the door of an event on a day, in any language. */
const DOOR =
  /^(deskRoutes\.ts|attendance\/(door|keptDoor)\.tsx|verification\/(camera|qr)\.ts|words\/\w+\/(attendance|desk)\.ts)$/;
const CAMERA = { script: 'verification/camera.ts', reader: 'verification/qr.ts' };

const chunk = z.object({
  file: z.string(),
  imports: z.array(z.string()).optional(),
  css: z.array(z.string()).optional(),
});
const manifest = z.record(z.string(), chunk);
type Chunks = z.output<typeof manifest>;

/** Reads a folder that web/build.ts made. Throws when it is not one. */
export async function readBuilt(folder: string): Promise<Built> {
  const chunks = manifest.parse(JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8')));
  const entry = chunks[ENTRY];
  if (entry === undefined) throw new Error(`${folder} has no ${ENTRY}.`);
  const first = [entry, ...(entry.imports ?? []).flatMap((name) => chunks[name] ?? [])];
  return {
    assets: await assetsIn(join(folder, 'assets')),
    script: `/${entry.file}`,
    preloads: first.slice(1).map(({ file }) => `/${file}`),
    styles: first.flatMap(({ css = [] }) => css).map((file) => `/${file}`),
    worker: {
      code: await readFile(join(folder, 'service-worker.js'), 'utf8'),
      assets: filesOf(chunks, KEPT),
      dayAssets: filesOf(chunks, DOOR),
    },
    camera: cameraOf(chunks),
  };
}

/** The files of the chunks of such names and of everything that they import. */
function filesOf(chunks: Chunks, named: RegExp): string[] {
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of chunks[name]?.imports ?? []) add(next);
  };
  for (const name of Object.keys(chunks)) if (named.test(name)) add(name);
  const files = [...found].flatMap((name) => [chunks[name]?.file ?? [], chunks[name]?.css ?? []].flat());
  return [...new Set(files)].map((file) => `/${file}`);
}

async function assetsIn(folder: string): Promise<Map<string, Asset>> {
  const names = await readdir(folder);
  const assets = new Map<string, Asset>();
  for (const name of names) {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type === undefined) continue;
    const brotli = names.includes(`${name}.br`) ? await readFile(join(folder, `${name}.br`)) : null;
    assets.set(`/assets/${name}`, { type, bytes: await readFile(join(folder, name)), brotli });
  }
  return assets;
}

function cameraOf(chunks: z.infer<typeof manifest>): Camera | null {
  const [script, reader] = [chunks[CAMERA.script], chunks[CAMERA.reader]];
  return script === undefined || reader === undefined ? null : { script: `/${script.file}`, reader: `/${reader.file}` };
}
