import postgres, { type Sql } from 'postgres';
import { migrate } from '../drizzle/client.ts';
import { startThrowAwayPostgres } from '../server/postgres/start.ts';
import { treeRunMs } from './processCpu.ts';

export type BenchDatabase = {
  ownerUrl: string;
  appUrl: string;
  owner: Sql;
  /** The process of PostgreSQL that started all its others. */
  postmaster: number | undefined;
  /** CPU milliseconds of PostgreSQL so far, fine enough for one request; 0 where /proc does not tell. */
  databaseRunMs(): number;
  close(): Promise<void>;
};

type Opening = { log: (line: string) => void; owner: postgres.Options<Record<string, never>> };

/** Makes something on a migrated, throw-away database, which stays open until `close`, and is closed when the making fails. */
export const onBenchDatabase = async <Made>(
  { log, owner: options }: Opening,
  make: (database: BenchDatabase) => Promise<Made>,
): Promise<Made & BenchDatabase> => {
  let postmaster: number | undefined;
  const hear = (line: string) => {
    postmaster = Number(/process (\d+)/.exec(line)?.[1] ?? Number.NaN);
    log(line);
  };
  const server = await startThrowAwayPostgres({ log: hear });
  const owner = postgres(server.ownerUrl, { onnotice: () => {}, ...options });
  const close = async () => {
    await owner.end({ timeout: 5 });
    await server.stop();
  };
  const databaseRunMs = () => (postmaster ? treeRunMs(postmaster) : 0);
  const database = { ownerUrl: server.ownerUrl, appUrl: server.appUrl, owner, postmaster, databaseRunMs, close };
  try {
    await migrate(server.ownerUrl, 'attune_app');
    return { ...(await make(database)), ...database };
  } catch (error) {
    await close();
    throw error;
  }
};
