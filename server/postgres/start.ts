import { join } from 'node:path';
import postgres from 'postgres';
import { accountFor } from './account.ts';
import { findBinaries } from './binaries.ts';
import { claimIn, livingClaims, withLock } from './claims.ts';
import { clusterIn, createCluster, databaseName, dataMajor, readPasswords } from './cluster.ts';
import { explain, PostgresFault } from './fault.ts';
import { durableHome, forget, sweepThrowAways, throwAwayHome } from './home.ts';
import { awaitReady, dropPostmaster, findPostmaster, launch, type Postmaster, stopPostmaster } from './postmaster.ts';
import { isRunning, until } from './processes.ts';
import { attuneRoles, localUrl } from './roles.ts';
import { exists } from './rooms.ts';

export type RunningPostgres = {
  /** The address for `attune_owner`, which owns the database and runs migrations. */
  ownerUrl: string;
  /** The address for `attune_app`, which reads and writes rows and cannot change a table. */
  appUrl: string;
  /** True when the server was running already. */
  joined: boolean;
  /** Releases the server. The last process to release it stops it. A second call does nothing. */
  stop(): Promise<void>;
};

type Log = (line: string) => void;

/**
 * Starts the PostgreSQL that stores its data under `dataDir`, or joins the one that already runs on it, however many processes
 * start at once. The server outlives a killed process, and the next start joins it. A killed server is started again. Throws a `PostgresFault` of one line when the
 * disk is full, root finds no account for it, another major version wrote the data, or no program runs here.
 */
export async function startPostgres({ dataDir, log }: { dataDir: string; log: Log }): Promise<RunningPostgres> {
  return await explained(dataDir, async () => {
    const home = await durableHome(dataDir, log);
    const lock = join(home, 'lock');
    const users = join(home, 'users');
    const claim = await claimIn(users);
    const postmaster = await withLock(lock, () =>
      joinOrLaunch(home, log).catch(async (error) => {
        await leaveServer(home, users, claim);
        throw error;
      }),
    );
    const guard = keepAlive(home, lock, postmaster, log);
    const leave = async () => {
      await guard.stop();
      if (await exists(home)) await withLock(lock, () => leaveServer(home, users, claim));
      else await dropPostmaster(guard.pid(), clusterIn(home));
    };
    return { ...(await addresses(home, postmaster)), joined: postmaster.joined, stop: once(leave) };
  });
}

/**
 * Starts a PostgreSQL for a test or a demonstration. It is fast, does not survive a power cut, and is deleted by `stop`. Its
 * owner role may create databases and drop them even while clients are connected. Stops and removes what killed processes left
 * behind.
 */
export async function startThrowAwayPostgres({ log }: { log: Log }): Promise<RunningPostgres> {
  await sweepThrowAways();
  const account = await accountFor('/nowhere');
  const home = await throwAwayHome(account);
  return await explained(home, async () => {
    try {
      const binaries = await findBinaries(account);
      await createCluster(home, binaries, account, false);
      const postmaster = await launch({ ...place(home), bin: binaries.bin, account, durable: false });
      log(`PostgreSQL ${binaries.major} for this run only, process ${postmaster.pid}, port ${postmaster.port}`);
      const drop = async () => {
        await dropPostmaster(postmaster.pid, clusterIn(home));
        await forget(home);
      };
      return { ...(await addresses(home, postmaster)), joined: false, stop: once(drop) };
    } catch (error) {
      await forget(home);
      throw error;
    }
  });
}

const WATCH_MS = 500;

/**
 * Starts the server again when it was killed, with its data and on its port, so that the addresses stay. Every process that uses it
 * watches; under the lock the first starts it and the others join.
 */
function keepAlive(home: string, lock: string, first: Postmaster, log: Log) {
  let { pid } = first;
  let work: Promise<void> | undefined;
  const revive = async () => {
    // Without data there is nothing to start again, and a new database would hide that.
    if ((await dataMajor(home)) === undefined) return;
    log(`PostgreSQL (process ${pid}) has ended; it is started again`);
    ({ pid } = await withLock(lock, () => joinOrLaunch(home, log, first.port)));
  };
  const watch = setInterval(() => {
    if (work !== undefined || isRunning(pid)) return;
    // After a failure the next look tries again.
    work = revive()
      .catch((error) => log(explain('PostgreSQL could not start again', home, error).message))
      .finally(() => {
        work = undefined;
      });
  }, WATCH_MS).unref();
  return {
    pid: () => pid,
    stop: async () => {
      clearInterval(watch);
      await work;
    },
  };
}

async function joinOrLaunch(home: string, log: Log, port?: number): Promise<Postmaster & { joined: boolean }> {
  const running = await findReady(home);
  if (running) {
    await expectOurPassword(home, running);
    log(`PostgreSQL joined: process ${running.pid}, port ${running.port}, data in ${home}`);
    return { ...running, joined: true };
  }
  const account = await accountFor(clusterIn(home));
  const major = await dataMajor(home);
  const binaries = await findBinaries(account, major);
  if (major === undefined) await createCluster(home, binaries, account, true);
  const launched = await launch({ ...place(home), bin: binaries.bin, account, durable: true, port });
  log(`PostgreSQL ${binaries.major} started: process ${launched.pid}, port ${launched.port}, data in ${home}`);
  return { ...launched, joined: false };
}

/** Waits for a server that is starting or stopping. */
async function findReady(home: string): Promise<Postmaster | undefined> {
  const found = await findPostmaster(clusterIn(home));
  if (found?.status === 'stopping') {
    await until(async () => (await findPostmaster(clusterIn(home))) === undefined, 60);
    return undefined;
  }
  return found && (await awaitReady(clusterIn(home), found.pid));
}

async function expectOurPassword(home: string, { pid, port }: Postmaster): Promise<void> {
  const { ownerUrl } = await addresses(home, { port });
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 10 });
  try {
    await sql`SELECT 1`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PostgresFault(`The server on ${home} (process ${pid}) refuses the connection: ${reason}`, {
      cause: error,
    });
  } finally {
    await sql.end();
  }
}

async function leaveServer(home: string, users: string, claim: string): Promise<void> {
  await forget(claim);
  if ((await livingClaims(users)).length > 0) return;
  const running = await findPostmaster(clusterIn(home));
  if (running) await stopPostmaster(running.pid, clusterIn(home));
}

async function addresses(home: string, { port }: { port: number }) {
  const passwords = await readPasswords(home);
  return {
    ownerUrl: localUrl(attuneRoles.owner, passwords.owner, port, databaseName),
    appUrl: localUrl(attuneRoles.app, passwords.app, port, databaseName),
  };
}

function place(home: string) {
  return { cluster: clusterIn(home), logFile: join(home, 'server.log') };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

async function explained<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain('PostgreSQL could not start', folder, error);
  }
}
