import { sql } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import { addressOn, type TestServer } from './testServer.ts';

const addressOf = async (db: Database, role: 'owner' | 'app'): Promise<string> => {
  const [database] = await db.execute<{ name: string }>(sql`select current_database() as name`);
  const { adminUrl, roles, passwords }: TestServer = JSON.parse(process.env.ATTUNE_TEST_SERVER ?? '{}');
  return addressOn(adminUrl, database?.name ?? '', { name: roles[role], password: passwords[role] });
};

/** Where the application finds the database of this handle. */
export const appUrlOf = (db: Database): Promise<string> => addressOf(db, 'app');

/** A connection as the role that owns the tables, to the database of this handle. */
export const connectAsOwner = async (db: Database): Promise<Sql> =>
  postgres(await addressOf(db, 'owner'), { max: 1, onnotice: () => undefined });
