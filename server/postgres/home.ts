import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Account, accountFor, canEnter, isRoot } from './account.ts';
import { isAlive, newClaim } from './claims.ts';
import { clusterIn } from './cluster.ts';
import { PostgresFault } from './fault.ts';
import { dropPostmaster, findPostmaster } from './postmaster.ts';
import { exists, isOurs, isUsable, runPrefix, systemRoom, throwAwayRooms } from './rooms.ts';

/**
 * The folder that contains the data for `dataDir`: `postgres` in it. When root's `dataDir` is in a place that the PostgreSQL
 * account cannot enter, it is a link to a folder under /var/lib/attune. An existing link or folder is always used unchanged, so
 * that no written data is left behind.
 */
export async function durableHome(dataDir: string, log: (line: string) => void): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const base = await realpath(resolve(dataDir));
  const home = join(base, 'postgres');
  if (isRoot() && !(await exists(home))) await placeForRoot(base, home, log);
  await mkdir(home, { recursive: true, mode: 0o711 });
  const real = await realpath(home);
  const account = await accountFor(clusterIn(real));
  if (!(await canEnter(real, account))) await openOrRefuse(real, account);
  return real;
}

async function placeForRoot(base: string, home: string, log: (line: string) => void): Promise<void> {
  if (await canEnter(base, await accountFor('/nowhere'))) return;
  const elsewhere = join(systemRoom, createHash('sha256').update(base).digest('hex').slice(0, 16));
  if (await exists(clusterIn(elsewhere))) log(`Found earlier data in ${elsewhere}; remove that folder to start over.`);
  await mkdir(elsewhere, { recursive: true });
  await chmod(systemRoom, 0o711);
  await chmod(elsewhere, 0o711);
  await symlink(elsewhere, home).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function openOrRefuse(home: string, account: Account | undefined): Promise<void> {
  await chmod(home, 0o711);
  if (await canEnter(home, account)) return;
  throw new PostgresFault(`${account?.name} cannot enter ${home}: open the folders above it (chmod o+x).`);
}

/** A new folder for a temporary server. Its name says which process it belongs to. */
export async function throwAwayHome(account: Account | undefined): Promise<string> {
  for (const room of throwAwayRooms()) {
    if (!(await isUsable(room, account))) continue;
    const home = join(await realpath(room), runPrefix + newClaim());
    await mkdir(home);
    await chmod(home, 0o711);
    return home;
  }
  throw new PostgresFault(`No temporary folder that ${account?.name ?? 'this account'} can use: set TMPDIR.`);
}

/** Stops and removes the temporary servers of this account whose processes have ended. */
export async function sweepThrowAways(): Promise<void> {
  for (const room of throwAwayRooms()) {
    if (!(await isOurs(room))) continue;
    for (const name of await readdir(room)) {
      if (!name.startsWith(runPrefix) || isAlive(name.slice(runPrefix.length))) continue;
      const home = join(await realpath(room), name);
      const server = await findPostmaster(clusterIn(home));
      if (server) await dropPostmaster(server.pid, clusterIn(home));
      await forget(home);
    }
  }
}

/** Removes a file or folder. What it cannot remove now, a later sweep removes. */
export async function forget(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
