import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { migrate } from '../../drizzle/client.ts';
import { attuneRoles, createRoles, grantDefaults, type Passwords, type Roles } from '../../server/postgres/roles.ts';
import { startThrowAwayPostgres } from '../../server/postgres/start.ts';

/** What a test file needs to clone the migrated template; handed to Jest's workers through the environment. */
export type TestServer = { adminUrl: string; roles: Roles; passwords: Passwords; template: string };

type Started = TestServer & { stop(): Promise<void> };

/** The same server, another role or database. */
export function addressOn(url: string, database: string, user?: { name: string; password: string }): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (user) {
    address.username = user.name;
    address.password = user.password;
  }
  return address.href;
}

/**
 * The PostgreSQL of one test run, with one migrated template: on `externalUrl`, whose role may create databases and
 * roles, else a throw-away server of our own. `stop` removes everything.
 */
export async function startTestServer(externalUrl = process.env.TEST_DATABASE_URL): Promise<Started> {
  return externalUrl ? await onExternalServer(externalUrl) : await onOwnServer();
}

async function onOwnServer(): Promise<Started> {
  const server = await startThrowAwayPostgres({ log: () => undefined });
  try {
    const passwords = { owner: new URL(server.ownerUrl).password, app: new URL(server.appUrl).password };
    const own = { adminUrl: server.ownerUrl, roles: attuneRoles, passwords, template: 'attune_test' };
    await createTemplate(own);
    return { ...own, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function onExternalServer(adminUrl: string): Promise<Started> {
  const run = randomBytes(6).toString('hex');
  const keeper = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const stop = async () => {
    await dropRun(keeper, run);
    await keeper.end();
  };
  try {
    await keeper`SELECT pg_advisory_lock(${lockOf(run)})`;
    await dropDeadRuns(keeper);
    const roles = { owner: `attune_owner_${run}`, app: `attune_app_${run}` };
    const passwords = { owner: randomBytes(18).toString('hex'), app: randomBytes(18).toString('hex') };
    const server = { adminUrl, roles, passwords, template: `attune_test_${run}` };
    for (const statement of createRoles(roles, passwords)) await keeper.unsafe(statement);
    await keeper.unsafe(`GRANT ${roles.owner}, ${roles.app} TO CURRENT_USER`);
    await createTemplate(server);
    return { ...server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createTemplate({ adminUrl, roles, passwords, template }: TestServer): Promise<void> {
  await runAll(adminUrl, [`CREATE DATABASE ${template} OWNER ${roles.owner}`]);
  const ownerUrl = addressOn(adminUrl, template, { name: roles.owner, password: passwords.owner });
  await runAll(ownerUrl, grantDefaults(roles));
  await migrate(ownerUrl, roles.app);
}

/** Runs statements one after the other on a separate connection. */
export async function runAll(url: string, statements: string[]): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    for (const statement of statements) await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** A run holds an advisory lock while it lives, on any machine; a free lock means that it has ended. */
async function dropDeadRuns(sql: Sql): Promise<void> {
  const rows = await sql<{ run: string }[]>`
    SELECT DISTINCT substring(name FROM '^attune_(?:test|owner|app)_([0-9a-f]{12})') AS run
    FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS named
    WHERE name ~ '^attune_(test|owner|app)_[0-9a-f]{12}(_|$)'`;
  for (const { run } of rows) {
    const [lock] = await sql<{ free: boolean }[]>`SELECT pg_try_advisory_lock(${lockOf(run)}) AS free`;
    if (!lock?.free) continue;
    // What another role left is that role's to remove.
    await dropRun(sql, run).catch(() => undefined);
    await sql`SELECT pg_advisory_unlock(${lockOf(run)})`;
  }
}

async function dropRun(sql: Sql, run: string): Promise<void> {
  const databases = await sql<{ datname: string }[]>`
    SELECT datname FROM pg_database WHERE starts_with(datname, ${`attune_test_${run}`})`;
  for (const { datname } of databases) await sql.unsafe(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  for (const role of ['owner', 'app']) await sql.unsafe(`DROP ROLE IF EXISTS attune_${role}_${run}`);
}

/** 48 bits of the run's name, as the number PostgreSQL locks. */
function lockOf(run: string): string {
  return BigInt(`0x${run}`).toString();
}
