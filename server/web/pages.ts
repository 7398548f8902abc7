import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../http/logging.ts';
import type { Config } from '../settings/config.ts';
import { type Built, readBuilt } from './built.ts';
import { hashOfSources, WEB } from './sources.ts';

/** The pages of the app: built; being built, which takes a second or two; or not there, with the reason. */
export type WebPages = { state: 'BUILT'; built: Built } | { state: 'BUILDING' } | { state: 'MISSING'; because: string };

const NOT_HERE = 'The pages are not part of this installation. The API runs without them.';

/** Begins to read or build the pages, and answers how they stand. Nothing waits for them. */
export function openPages({ webDist, dataDir }: Config, log: Log, ended?: AbortSignal): () => WebPages {
  let now: WebPages = { state: 'BUILDING' };
  const reading = webDist === null ? builtHere(join(dataDir, 'web'), ended) : readBuilt(webDist);
  reading.then(
    (built) => {
      now = built === null ? { state: 'MISSING', because: NOT_HERE } : { state: 'BUILT', built };
    },
    (error) => {
      now = { state: 'MISSING', because: 'The pages could not be built. The API runs without them.' };
      if (!ended?.aborted) log.warn({ err: error }, 'pages not built');
    },
  );
  return () => now;
}

/** What an earlier start built from the same sources, or a build of a child process; null where nothing can be built. */
async function builtHere(home: string, ended?: AbortSignal): Promise<Built | null> {
  const hash = hashOfSources();
  if (hash === null) return null;
  const folder = join(home, hash);
  const kept = await readBuilt(folder).catch(() => null);
  if (kept !== null) return kept;
  await mkdir(home, { recursive: true });
  const made = await mkdtemp(join(home, 'building-'));
  try {
    await build(made, ended);
    // Another process that built the same was faster, which is as good.
    await rename(made, folder).catch(() => {});
    const built = await readBuilt(folder);
    await sweep(home, hash);
    return built;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function build(folder: string, signal?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [join(WEB, 'build.ts'), folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    ...(signal === undefined ? {} : { signal }),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said = `${said}${text}`.slice(-2_000);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`web/build.ts ended with ${code}: ${said.trim()}`);
}

/** Deletes what was built from earlier sources. What runs holds its pages in memory. */
async function sweep(home: string, hash: string): Promise<void> {
  const old = (await readdir(home)).filter((name) => name !== hash && !name.startsWith('building-'));
  await Promise.all(old.map((name) => rm(join(home, name), { recursive: true, force: true })));
}
