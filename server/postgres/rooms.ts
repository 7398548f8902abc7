import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canEnter, isRoot } from './account.ts';

/** The folder for what root stores and the account of PostgreSQL must reach. */
export const systemRoom = '/var/lib/attune';

/** The prefix of a folder name before a claim. Such a folder is needed only while the claiming process lives. */
export const runPrefix = 'run-';

/** Folders for throw-away servers, best first. */
export function throwAwayRooms(): string[] {
  const own = `attune-${process.geteuid?.() ?? 0}`;
  const folders = [tmpdir(), '/tmp', '/var/tmp'].map((folder) => join(folder, own));
  return [...new Set([...folders, ...(isRoot() ? [systemRoom] : [join(homedir(), '.cache', 'attune')])])];
}

/** Folders for a copy of the programs, best first. Temporary folders often forbid running programs. */
export function programRooms(): string[] {
  return throwAwayRooms().reverse();
}

/** Creates the folder if it is missing and returns whether we may use it: it is ours and the account can enter it. */
export async function isUsable(room: string, account: Account | undefined): Promise<boolean> {
  try {
    await mkdir(room, { recursive: true });
    if (!(await isOurs(room))) return false;
    await chmod(room, 0o711);
    return await canEnter(room, account);
  } catch {
    return false;
  }
}

/** True for a folder that this account made. In a shared place another account may have made it first. */
export async function isOurs(room: string): Promise<boolean> {
  const found = await lstat(room).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === process.geteuid?.();
}

/** True when this path exists. */
export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
