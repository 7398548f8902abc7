import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { isAlive, newClaim } from './claims.ts';
import { PostgresFault } from './fault.ts';
import { attuneRoles, createRoles, grantDefaults, type Passwords } from './roles.ts';
import { run } from './run.ts';

/** The database both roles use. */
export const databaseName = 'attune';

const draftPrefix = 'new-';

export function clusterIn(home: string): string {
  return join(home, 'cluster');
}

/** The major version that wrote the data in this home; undefined when there is no data yet. */
export async function dataMajor(home: string): Promise<number | undefined> {
  const version = await readFile(join(clusterIn(home), 'PG_VERSION'), 'utf8').catch(() => undefined);
  return version === undefined ? undefined : Number.parseInt(version, 10);
}

/** The passwords of both roles. Throws when they are missing, or this process may not read them. */
export async function readPasswords(home: string): Promise<Passwords> {
  try {
    return JSON.parse(await readFile(passwordFile(home), 'utf8'));
  } catch (error) {
    throw new PostgresFault(`Attune cannot read the database passwords in ${passwordFile(home)}.`, {
      cause: error,
    });
  }
}

/**
 * Makes the data folder of a new server with both roles and the database. The folder gets its final name only when complete.
 * Folders that a killed process left unfinished are deleted first.
 */
export async function createCluster(
  home: string,
  { bin, major }: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  await sweepDrafts(home);
  const draft = join(home, draftPrefix + newClaim());
  try {
    await mkdir(draft, { mode: 0o700 });
    if (account) await chown(draft, account.uid, account.gid);
    await run(join(bin, 'initdb'), initdbArguments(draft, major, durable), account);
    await writeFile(join(draft, 'pg_hba.conf'), admission);
    const passwords = { owner: newPassword(), app: newPassword() };
    await run(join(bin, 'postgres'), singleUserArguments(draft, durable), account, setUp(passwords, durable));
    await writePasswords(home, passwords);
    await rename(draft, clusterIn(home));
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function sweepDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const isLeft = name.startsWith(draftPrefix) && !isAlive(name.slice(draftPrefix.length));
    if (isLeft) await rm(join(home, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function initdbArguments(folder: string, major: number, durable: boolean): string[] {
  const locale =
    major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8'];
  const common = ['-D', folder, '-U', 'postgres', '--auth=reject', '--encoding=UTF8', '--no-instructions'];
  return [...common, ...locale, ...(durable ? [] : ['--no-sync'])];
}

/** Admits only the two roles, only from this machine, only by password. The superuser cannot sign in. */
const admission = `host all ${attuneRoles.owner},${attuneRoles.app} 127.0.0.1/32 scram-sha-256\n`;

function singleUserArguments(folder: string, durable: boolean): string[] {
  const settings = ['exit_on_error=on', 'dynamic_shared_memory_type=mmap', `fsync=${durable ? 'on' : 'off'}`];
  return ['--single', '-D', folder, ...settings.flatMap((setting) => ['-c', setting]), 'template1'];
}

/** Default privileges are set in template1, so that every new database has them. */
function setUp(passwords: Passwords, durable: boolean): string {
  const statements = [
    ...createRoles(attuneRoles, passwords),
    ...(durable ? [] : [`ALTER ROLE ${attuneRoles.owner} CREATEDB`, `GRANT pg_signal_backend TO ${attuneRoles.owner}`]),
    ...grantDefaults(attuneRoles),
    `CREATE DATABASE ${databaseName} OWNER ${attuneRoles.owner}`,
    `REVOKE TEMPORARY ON DATABASE ${databaseName} FROM PUBLIC`,
  ];
  return `${statements.join('\n')}\n`;
}

async function writePasswords(home: string, passwords: Passwords): Promise<void> {
  const draft = join(home, draftPrefix + newClaim());
  await writeFile(draft, JSON.stringify(passwords), { mode: 0o600, flag: 'wx' });
  await rename(draft, passwordFile(home));
}

function passwordFile(home: string): string {
  return join(home, 'passwords.json');
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
