import postgres, { type Sql } from 'postgres';
import { migrate } from '../drizzle/client.ts';
import { startThrowAwayPostgres } from '../server/postgres/start.ts';

export type BenchDatabase = {
  ownerUrl: string;
  appUrl: string;
  owner: Sql;
  close(): Promise<void>;
};

type Opening = { log: (line: string) => void; owner: postgres.Options<Record<string, never>> };

/** Makes something on a migrated, throw-away database, which stays open until `close`, and is closed when the making fails. */
export const onBenchDatabase = async <Made>(
  { log, owner: options }: Opening,
  make: (database: BenchDatabase) => Promise<Made>,
): Promise<Made & BenchDatabase> => {
  const server = await startThrowAwayPostgres({ log });
  const owner = postgres(server.ownerUrl, { onnotice: () => {}, ...options });
  const close = async () => {
    await owner.end({ timeout: 5 });
    await server.stop();
  };
  const database = { ownerUrl: server.ownerUrl, appUrl: server.appUrl, owner, close };
  try {
    await migrate(server.ownerUrl, 'attune_app');
    return { ...(await make(database)), ...database };
  } catch (error) {
    await close();
    throw error;
  }
};
