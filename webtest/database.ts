import postgres from 'postgres';
import { world } from './world.ts';

/** The key in the database of a global id. */
export const uuidOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] ?? '';

/** Reads or changes what no page and no call can. */
export async function inDatabase<T>(act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(world().server.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    return await act(sql);
  } finally {
    await sql.end();
  }
}
