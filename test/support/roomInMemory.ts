import { accessSync, chmodSync, constants, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, newClaim } from '../../server/postgres/claims.ts';

/** Where Linux stores files in memory. */
const MEMORY = '/dev/shm';
/** What a run uses at most, several times over. */
const ENOUGH_BYTES = 2 ** 31;
const PREFIX = 'attune-tests-';

/**
 * Gives the temporary files of this test run a folder in memory: PostgreSQL copies a database of some thousand files there ten
 * times as fast as on a disk. Returns what removes it. Changes nothing where there is no such place or too little of it.
 */
export function useRoomInMemory(): () => void {
  if (process.env.TMPDIR !== undefined || !isRoomy()) return () => undefined;
  removeLeft();
  const room = join(MEMORY, PREFIX + newClaim());
  mkdirSync(room);
  // The account of PostgreSQL must enter it.
  chmodSync(room, 0o711);
  process.env.TMPDIR = room;
  return () => {
    delete process.env.TMPDIR;
    rmSync(room, { recursive: true, force: true, maxRetries: 5 });
  };
}

function isRoomy(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_BYTES;
  } catch {
    return false;
  }
}

/** What a run that was killed left. */
function removeLeft(): void {
  for (const name of readdirSync(MEMORY)) {
    if (!name.startsWith(PREFIX) || isAlive(name.slice(PREFIX.length))) continue;
    rmSync(join(MEMORY, name), { recursive: true, force: true, maxRetries: 5 });
  }
}
