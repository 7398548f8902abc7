import { sql } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import { addressOn, type TestServer } from './testServer.ts';

/** A connection as the role that owns the tables, to the database of this handle. */
export const connectAsOwner = async (db: Database): Promise<Sql> => {
  const [database] = await db.execute<{ name: string }>(sql`select current_database() as name`);
  const { adminUrl, roles, passwords }: TestServer = JSON.parse(process.env.ATTUNE_TEST_SERVER ?? '{}');
  const owner = { name: roles.owner, password: passwords.owner };
  return postgres(addressOn(adminUrl, database?.name ?? '', owner), { max: 1, onnotice: () => undefined });
};

/** The address of this handle's database for the application's role. */
export const appUrlOf = async (db: Database): Promise<string> => {
  const [database] = await db.execute<{ name: string }>(sql`select current_database() as name`);
  const { adminUrl, roles, passwords }: TestServer = JSON.parse(process.env.ATTUNE_TEST_SERVER ?? '{}');
  return addressOn(adminUrl, database?.name ?? '', { name: roles.app, password: passwords.app });
};
