import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { openVault } from '../../../drizzle/encryption.ts';
import { type CertificateId, newId } from '../../../drizzle/ids.ts';
import { auditEvents } from '../../../drizzle/schema.ts';
import { accountNotice } from '../../../schema/accounts/operations/accountNotice.ts';
import { systemAct } from '../../../schema/act.ts';
import { recordEvent } from '../../../schema/events/operations.ts';
import { certificateIssued } from '../../../schema/issuance/operations/certificateIssued.ts';
import { DEAD_LETTERS, enqueue, job } from '../../../schema/jobs/operations.ts';
import { mailedPapers } from '../../../server/documents/mailedPapers.ts';
import { createLog } from '../../../server/http/logging.ts';
import { createMetrics } from '../../../server/http/metrics.ts';
import { ALL_JOBS, type JobServices } from '../../../server/jobs/all.ts';
import { SWEEP_SECONDS, startJobs } from '../../../server/jobs/run.ts';
import { createMails } from '../../../server/mail/mails.ts';
import type { Mail } from '../../../server/mail/send.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTestIssuer } from '../../support/issuer.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 4 });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const lines: string[] = [];
const mails: Mail[] = [];
const issuer = await createTestIssuer();
const services = (): JobServices => ({
  issuer,
  timestamper: null,
  stripe: null,
  db: pool.db,
  papersOf: mailedPapers(pool.db, issuer),
  vault: openVault('a test secret of at least thirty-two characters'),
  noteErasure: async () => undefined,
  mail: createMails(async (mail) => void mails.push(mail), 'https://attune.example.org'),
  settings: { mailFrom: 'Attune <no-reply@example.org>' },
  clock: () => new Date(),
  log: createLog('info', { write: (line) => void lines.push(line) }),
});
type Handler = typeof certificateIssued.run;
/** All jobs; certificates are delivered by the handler, if one is given. */
const start = (run: Handler = certificateIssued.run, sweepSeconds?: number, pace = certificateIssued.pace) => {
  const own = job({ ...certificateIssued, run, pace });
  const jobs = ALL_JOBS.map((one) => (one.name === own.name ? own : one));
  return startJobs(database.appUrl, services(), jobs, sweepSeconds);
};

const rows = (state?: string) =>
  pool.db.execute<{ name: string; state: string; retry_count: number }>(
    sql`select name, state::text, retry_count from pgboss.job where name = 'certificate-issued' ${state ? sql`and state::text = ${state}` : sql``}`,
  );
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited 30 s in vain');
};
const key = () => newId<CertificateId>();

test('a job exists exactly when its transaction commits, and once per key', async () => {
  const [kept, lost] = [key(), key()];
  await pool.db.transaction(async (tx) => {
    await enqueue(tx, certificateIssued, { certificateId: kept }, { key: kept });
    await enqueue(tx, certificateIssued, { certificateId: kept }, { key: kept });
  });
  const failed = pool.db.transaction(async (tx) => {
    await enqueue(tx, certificateIssued, { certificateId: lost }, { key: lost });
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  await Promise.all(
    Array.from({ length: 20 }, () =>
      pool.db.transaction((tx) => enqueue(tx, certificateIssued, { certificateId: kept }, { key: kept })),
    ),
  );
  expect(await rows()).toHaveLength(1);
});

test('jobs are done by the application’s role, a failed one again, and those that failed permanently are reported', async () => {
  const [fine, flaky, hopeless] = [key(), key(), key()];
  const tries = new Map<string, number>();
  const handler: Handler = async (_services, { certificateId }) => {
    const count = (tries.get(certificateId) ?? 0) + 1;
    tries.set(certificateId, count);
    if (certificateId === hopeless) throw new Error('no way for robin@example.org');
    if (certificateId === flaky && count === 1) throw new Error('not yet');
  };
  for (const id of [fine, flaky, hopeless]) {
    await pool.db.transaction((tx) => enqueue(tx, certificateIssued, { certificateId: id }, { key: id }));
  }
  await pool.db.execute(
    sql`update pgboss.job set retry_delay = 0, retry_backoff = false where name = 'certificate-issued'`,
  );
  await pool.db.execute(sql`update pgboss.job set retry_limit = 1 where data->>'certificateId' = ${hopeless}`);
  const jobs = await start(handler);
  await until(async () => (await rows('failed')).length === 1 && tries.get(flaky) === 2);
  await until(async () => (await rows('completed')).length === 3);
  await jobs.stop();
  expect([tries.get(fine), tries.get(hopeless)]).toEqual([1, 2]);
  expect(await createMetrics().text(pool.db)).toMatch(/attune_jobs_dead 1/);
  const dead = lines.find((line) => line.includes('job dead'));
  expect(dead).toContain('"attempt":2');
  expect(lines.join('')).not.toContain('robin@');
});

test('a job whose worker died is taken up by the next', async () => {
  // Here every second. A process that is asked nothing looks often enough to do it within a minute.
  expect(SWEEP_SECONDS).toBeLessThanOrEqual(15);
  const id = key();
  await pool.db.transaction((tx) => enqueue(tx, certificateIssued, { certificateId: id }, { key: id }));
  // As a killed worker leaves it: active, its time over.
  await pool.db.execute(sql`update pgboss.job set state = 'active', started_on = now() - interval '2 minutes', retry_delay = 0
    where data->>'certificateId' = ${id}`);
  const done: string[] = [];
  const jobs = await start(async (_services, data) => void done.push(data.certificateId), 1);
  await until(async () => done.includes(id));
  await jobs.stop();
}, 60_000);

test('a job with an unreadable payload is a dead letter at once, and the log says which field', async () => {
  const id = key();
  await pool.db.transaction((tx) => enqueue(tx, certificateIssued, { certificateId: id }, { key: id }));
  await pool.db.execute(
    sql`update pgboss.job set data = '{"certificateId": "no key"}' where data->>'certificateId' = ${id}`,
  );
  const jobs = await start(async () => {
    throw new Error('it ran');
  });
  const dead = () =>
    pool.db.execute(sql`select id from pgboss.job where name = 'dead-letter' and data->>'certificateId' = 'no key'`);
  await until(async () => (await dead()).length === 1);
  await jobs.stop();
  const told = lines.filter((line) => line.includes('its payload cannot be read'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('certificateId custom');
  expect(lines.join('')).not.toMatch(/no key|it ran/);
}, 60_000);

test('a day on which many finish at once is not worked off one a second', async () => {
  const ids = Array.from({ length: 40 }, key);
  await pool.db.transaction(async (tx) => {
    for (const id of ids) await enqueue(tx, certificateIssued, { certificateId: id }, { key: id });
  });
  const done = new Set<string>();
  let [atOnce, most] = [0, 0];
  const jobs = await start(async (_services, { certificateId }) => {
    most = Math.max(most, ++atOnce);
    await new Promise(setImmediate);
    done.add(certificateId);
    atOnce -= 1;
  });
  // One a second would take longer than this waits.
  await until(async () => ids.every((id) => done.has(id)));
  await jobs.stop();
  expect(most).toBeGreaterThan(1);
}, 60_000);

test('a full batch is followed by the next at once, however long the pause between polls', async () => {
  const ids = Array.from({ length: 7 }, key);
  await pool.db.transaction(async (tx) => {
    for (const id of ids) await enqueue(tx, certificateIssued, { certificateId: id }, { key: id });
  });
  const done: string[] = [];
  const handler: Handler = async (_services, { certificateId }) => void done.push(certificateId);
  // A second poll would come later than this waits.
  const jobs = await start(handler, SWEEP_SECONDS, { pollSeconds: 60, lanes: 1, batch: 2 });
  await until(async () => ids.every((id) => done.includes(id)));
  await jobs.stop();
  expect(done).toHaveLength(ids.length);
}, 60_000);

test('an enqueue that is undone is forgotten, and each one after it is one statement', async () => {
  const statements: string[] = [];
  const counted = connect(database.appUrl, { max: 1, onStatement: (text) => statements.push(text) });
  const put = (id: string, fails = false) =>
    counted.db.transaction(async (tx) => {
      await enqueue(tx, accountNotice, { noticeId: id } as never, { key: id });
      if (fails) throw new Error('changed my mind');
    });
  const [lost, kept] = [key(), key()];
  await expect(put(lost, true)).rejects.toThrow('changed my mind');
  statements.length = 0;
  await put(kept);
  await counted.close();
  expect(statements).toHaveLength(1);
  const found = await pool.db.execute<{ data: object }>(
    sql`select data from pgboss.job where name = ${accountNotice.name}`,
  );
  expect(found.map(({ data }) => data)).toEqual([{ noticeId: kept }]);
});

test('the jobs that come by the clock run on an empty database, and are scheduled once however many processes start', async () => {
  const byTheClock = ALL_JOBS.filter(({ schedule }) => schedule !== undefined);
  expect(byTheClock).toHaveLength(16);
  for (const one of byTheClock) await one.perform(services(), {});
  const both = await Promise.all([start(), start()]);
  for (const jobs of both) await jobs.stop();
  const schedules = await pool.db.execute<{ name: string }>(sql`select name from pgboss.schedule order by name`);
  expect(schedules.map(({ name }) => name)).toEqual(byTheClock.map(({ name }) => name).sort());
});

test('each job has its own queue, and each queue its job', async () => {
  const queues = await pool.db.execute<{ name: string }>(
    sql`select name from pgboss.queue where name not like '\\_\\_%' and name <> ${DEAD_LETTERS} order by name`,
  );
  expect(queues.map(({ name }) => name)).toEqual(ALL_JOBS.map(({ name }) => name).sort());
});

test('the queue only adds rows: the application’s role may not create tables', async () => {
  const [before] = await pool.db.execute<{ count: string }>(
    sql`select count(*) from pg_class where relnamespace = 'pgboss'::regnamespace`,
  );
  const jobs = await start();
  await jobs.stop();
  const [after] = await pool.db.execute<{ count: string }>(
    sql`select count(*) from pg_class where relnamespace = 'pgboss'::regnamespace`,
  );
  expect(after).toEqual(before);
  expect(lines.filter((line) => line.includes('"job queue"'))).toEqual([]);
});

test('an audit event exists when its transaction commits and can only be added', async () => {
  const act = systemAct(new Date());
  const undone = pool.db.transaction(async (tx) => {
    await recordEvent(tx, act, 'COURSE_PUBLISHED', { objectId: 'undone', organizationId: null });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await recordEvent(pool.db, act, 'COURSE_PUBLISHED', { objectId: 'c1', organizationId: null });
  const stored = await pool.db.select().from(auditEvents).where(eq(auditEvents.verb, 'COURSE_PUBLISHED'));
  expect(stored).toMatchObject([{ objectId: 'c1', objectType: 'Course', actor: 'system', at: act.now }]);
  const change = Promise.resolve(pool.db.update(auditEvents).set({ verb: 'COURSE_RETIRED' }));
  await expect(change).rejects.toMatchObject({ cause: { code: '42501' } });
});
