import type { Sql } from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { identitySweep } from '../../schema/accounts/operations.ts';
import { userAct } from '../../schema/act.ts';
import { mixEvaluations } from '../../schema/evaluations/operations.ts';
import { prepareLackingDocuments } from '../../schema/issuance/operations/prepareLackingDocuments.ts';
import { withdrawnPositions } from '../../schema/issuance/queries/statusLists.ts';
import { entryBundle } from '../../schema/log/queries.ts';
import { erasuresDue } from '../../schema/privacy/operations/erasuresDue.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { createMetrics } from '../../server/http/metrics.ts';
import { sequenceLog } from '../../server/jobs/sequenceLog.ts';
import type { Services } from '../../server/services.ts';
import { median } from '../numbers.ts';

export type JobTime = { name: string; ms: number };

const TIMES = 3;

/** What the service does on its own, and what operators and registers ask: milliseconds of a run. */
export const measureJobs = async (services: Services, owner: Sql): Promise<JobTime[]> => {
  const { db } = services;
  const times: JobTime[] = [];
  const time = async (name: string, run: () => Promise<unknown>, repeated = TIMES) => {
    const runs: number[] = [];
    for (let turn = 0; turn < repeated; turn++) {
      const began = performance.now();
      await run();
      runs.push(performance.now() - began);
    }
    times.push({ name, ms: median(runs) });
  };
  // Drawing takes a thread's time, not the database's, so it is done before anything is timed.
  await prepareLackingDocuments.run(services, {});
  await time('sequence-log, what the certificates just left', () => sequenceLog.run(services, {}), 1);
  await time('sequence-log, nothing waits', () => sequenceLog.run(services, {}));
  await time('prepare-documents, nothing waits', () => prepareLackingDocuments.run(services, {}));
  await time('mix-evaluations, answers of this month', () => mixEvaluations.run(services, {}), 1);
  await time('mix-evaluations, no new answer', () => mixEvaluations.run(services, {}));
  await expireSessions(owner, 1000);
  await time('sweep-identity, 1,000 sessions ended', () => identitySweep.run(services, {}), 1);
  await time('sweep-identity, nothing ended', () => identitySweep.run(services, {}));
  await time('carry-out-erasures, none due', () => erasuresDue.run(services, {}));
  await time('metrics', () => createMetrics().text(db));
  await time('status list', () => withdrawnPositions(db, 1));
  await time('entry bundle of the log', () => entryBundle(db, { index: 0, width: 256 }));
  await time('export of one person', () => exportOf(services));
  return times;
};

const expireSessions = (owner: Sql, count: number) => owner`
  insert into sessions (id, user_id, token, created_at, expires_at)
  select gen_random_uuid(), (select min(id::text)::uuid from users), substr(md5(n::text) || md5(n::text), 1, 43),
    now() - interval '3 days', now() - interval '2 days' from generate_series(1, ${count}::int) n`;

const exportOf = async ({ db, vault, clock }: Services) => {
  const userId = await someTraveler(db);
  return exportPerson(db, userAct(userId, clock()), { vault });
};

const someTraveler = async (db: Database): Promise<UserId> => {
  const [found] = await db.execute<{ id: UserId }>(`select id from users where email = 'traveler1@example.org'`);
  if (found === undefined) throw new Error('no traveler');
  return found.id;
};
