import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WEB = fileURLToPath(new URL('../../web', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** What decides what a build makes, beside the sources. */
const BUILDERS = ['vite', 'preact', '@preact/signals'];

/** The hash of everything that a build of the pages is made of; null where it cannot be built, as in the image. */
export function hashOfSources(): string | null {
  if (!existsSync(join(WEB, 'main.tsx'))) return null;
  const hash = createHash('sha256');
  try {
    for (const name of BUILDERS) hash.update(readFileSync(join(PACKAGES, name, 'package.json')));
  } catch {
    return null;
  }
  for (const path of globSync('**/*.{ts,tsx,css,json}', { cwd: WEB }).sort())
    hash.update(`${path}\0`).update(readFileSync(join(WEB, path)));
  return hash.digest('hex').slice(0, 20);
}
