import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { addressOn, runAll, type TestServer } from './testServer.ts';

export type TestDatabase = {
  /** As the role that owns every table. */
  ownerUrl: string;
  /** As the application's role. */
  appUrl: string;
  /** Removes the database, even while clients are connected. */
  drop(): Promise<void>;
};

/** A separate migrated database, cloned from the template of this test run in some 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, roles, passwords, template } = testServer();
  const name = `${template}_${randomBytes(5).toString('hex')}`;
  await clone(adminUrl, name, template, roles.owner);
  return {
    ownerUrl: addressOn(adminUrl, name, { name: roles.owner, password: passwords.owner }),
    appUrl: addressOn(adminUrl, name, { name: roles.app, password: passwords.app }),
    drop: () => runAll(adminUrl, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]),
  };
}

async function clone(adminUrl: string, name: string, template: string, owner: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runAll(adminUrl, [
        `CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner} STRATEGY file_copy`,
        `REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`,
      ]);
    } catch (error) {
      if (!isTemplateInUse(error) || attempt === 5) throw error;
      await sleep(attempt * 100);
    }
  }
}

/** PostgreSQL's object_in_use: a client is connected to the template. */
function isTemplateInUse(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === '55006';
}

function testServer(): TestServer {
  const handed = process.env.ATTUNE_TEST_SERVER;
  if (!handed) throw new Error('No test server: run the tests through `npm test`.');
  return JSON.parse(handed);
}
