import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresFault } from './fault.ts';
import { isRunning, markOf } from './processes.ts';

/**
 * A claim is a file name that says which process made it: its pid, a mark of that process, and random characters. It is valid
 * while the process lives. A dead claim never becomes valid again, so any process may remove it.
 */
export function newClaim(): string {
  return `${process.pid}-${markOf(process.pid) ?? 'unknown'}-${randomBytes(4).toString('hex')}`;
}

/** True while the process that made the claim lives. A name that is not a claim counts as dead. */
export function isAlive(claim: string): boolean {
  const [pid, mark] = claim.split('-');
  if (!/^[1-9]\d*$/.test(pid ?? '') || !isRunning(Number(pid))) return false;
  const now = markOf(Number(pid));
  return now === undefined || mark === 'unknown' || now === mark;
}

/** Leaves a claim in the folder and returns its path. Remove the file to give up the claim. */
export async function claimIn(folder: string, claim = newClaim()): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, claim);
  await writeFile(path, '', { flag: 'wx' });
  return path;
}

/** The claims in the folder whose processes live. Removes the others. */
export async function livingClaims(folder: string): Promise<string[]> {
  const living: string[] = [];
  for (const claim of await readdir(folder)) {
    if (isAlive(claim)) living.push(claim);
    else await rm(join(folder, claim), { force: true });
  }
  return living;
}

/**
 * Runs `work` while no other process runs its own in the same folder. Each process leaves a claim and then looks. A process that
 * sees another living claim withdraws and tries again, so two never run at once. A killed process blocks no other. Throws when
 * the lock is still taken after `waitSeconds`.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, waitSeconds = 120): Promise<T> {
  const own = newClaim();
  const deadline = Date.now() + waitSeconds * 1000;
  for (;;) {
    const path = await claimIn(folder, own);
    const others = (await livingClaims(folder)).filter((claim) => claim !== own);
    if (others.length === 0) return await work().finally(() => rm(path, { force: true }));
    await rm(path, { force: true });
    if (Date.now() > deadline) {
      throw new PostgresFault(
        `process ${others[0]?.split('-')[0]} has locked ${folder} for ${waitSeconds} s. End that process.`,
      );
    }
    await sleep(10 + Math.random() * 30);
  }
}
