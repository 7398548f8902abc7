import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';
import { config, workerConfig } from './viteConfig.ts';

const compress = promisify(brotliCompress);
const COMPRESSED = /\.(js|css|svg|json)$/;

/** Builds the pages into a folder: node web/build.ts FOLDER. Beside each text lies its brotli form. */
async function main(outDir: string): Promise<void> {
  for (const one of [config, workerConfig])
    await build({ ...one, configFile: false, logLevel: 'warn', build: { ...one.build, outDir } });
  const assets = join(outDir, 'assets');
  for (const name of await readdir(assets)) {
    if (!COMPRESSED.test(name)) continue;
    const text = await readFile(join(assets, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
    await writeFile(join(assets, `${name}.br`), await compress(text, { params }));
  }
}

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error(`Usage: node ${fileURLToPath(import.meta.url)} FOLDER`);
await main(outDir);
