import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';

const shape = z.strictObject({
  /** The newest checkpoint that was proven here to continue the ones before it, as it was signed. */
  checkpoint: z.string().max(200_000).nullable(),
  /** The windows of the last replay that found nothing: the digest of the rows, and that of the trusted keys. */
  windows: z.array(z.string().regex(/^([0-9a-f]{64})? [0-9a-f]{64}$/)),
});

export type LogMemory = z.output<typeof shape>;

/** The file that remembers the log is not as it was written. */
export class DamagedMemory extends Error {
  override name = 'DamagedMemory';
}

/** Where this installation remembers the log: outside the database, because whoever can rewrite that could rewrite it too. */
export const memoryFile = (): string => join(readConfig(process.env, localSecrets).dataDir, 'log-memory.json');

/**
 * What was remembered; null before anything was. Throws DamagedMemory when the file is not as it was written: then nobody can tell whether the
 * log was rolled back, and nothing is remembered over it.
 */
export async function readMemory(file: string): Promise<LogMemory | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new DamagedMemory(`${file} cannot be read: ${error.message}`);
  });
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new DamagedMemory(
      `${file}, which remembers the log, is damaged. So it is not known whether the log was rolled back. Compare the log ` +
        'with a checkpoint kept elsewhere (attune log verify --whole --against FILE, with DATA_DIR naming another folder), ' +
        'then delete the file.',
      { cause: error },
    );
  }
}

/**
 * Remembers this state, complete or not at all. Does nothing when another command has remembered something since `before` was
 * read. Where the folder cannot be written, it says so and goes on.
 */
export async function writeMemory(file: string, before: LogMemory | null, memory: LogMemory): Promise<void> {
  const [was, now, next] = [before, await readMemory(file), memory].map((one) => JSON.stringify(one));
  if (now !== was || next === was) return;
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(join(file, '..'), { recursive: true });
    const handle = await open(draft, 'w', 0o600);
    await handle.writeFile(next ?? '').then(() => handle.sync());
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    console.error(`The state of the log could not be remembered: ${error instanceof Error ? error.message : error}`);
  }
}
