import { randomBytes } from 'node:crypto';
import type { TestDatabase } from './database.ts';
import { addressOn, runAll, type TestServer } from './testServer.ts';

export type EmptyDatabase = TestDatabase & { appRole: string };

/** A separate database on the server of this test run, without any table. */
export const createEmptyDatabase = async (): Promise<EmptyDatabase> => {
  const { adminUrl, roles, passwords, template }: TestServer = JSON.parse(process.env.ATTUNE_TEST_SERVER ?? '{}');
  const name = `${template}_${randomBytes(5).toString('hex')}`;
  await runAll(adminUrl, [`CREATE DATABASE ${name} OWNER ${roles.owner}`]);
  return {
    ownerUrl: addressOn(adminUrl, name, { name: roles.owner, password: passwords.owner }),
    appUrl: addressOn(adminUrl, name, { name: roles.app, password: passwords.app }),
    appRole: roles.app,
    drop: () => runAll(adminUrl, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]),
  };
};
