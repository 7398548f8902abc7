import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '../../drizzle/client.ts';
import { accountFor } from '../../server/postgres/account.ts';
import { findBinaries } from '../../server/postgres/binaries.ts';
import { clusterIn, createCluster, databaseName, readPasswords } from '../../server/postgres/cluster.ts';
import { forget, throwAwayHome } from '../../server/postgres/home.ts';
import { dropPostmaster, launch } from '../../server/postgres/postmaster.ts';
import { attuneRoles, localUrl } from '../../server/postgres/roles.ts';

/** A migrated, empty database on a server of the test's own, where the superuser may sign in. */
export async function startServerWithSuperuser() {
  const account = await accountFor('/nowhere');
  const home = await throwAwayHome(account);
  const { bin, major } = await findBinaries(account);
  await createCluster(home, { bin, major }, account, false);
  const cluster = clusterIn(home);
  await appendFile(join(cluster, 'pg_hba.conf'), 'host all postgres 127.0.0.1/32 trust\n');
  const { pid, port } = await launch({ cluster, logFile: join(home, 'server.log'), bin, account, durable: false });
  const passwords = await readPasswords(home);
  const address = (role: 'owner' | 'app') => localUrl(attuneRoles[role], passwords[role], port, databaseName);
  await migrate(address('owner'), attuneRoles.app);
  return {
    ownerUrl: address('owner'),
    appUrl: address('app'),
    superuserUrl: localUrl('postgres', '', port, databaseName),
    stop: async () => {
      await dropPostmaster(pid, cluster);
      await forget(home);
    },
  };
}
