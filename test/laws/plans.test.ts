import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PgDialect } from 'drizzle-orm/pg-core';
import { PgBoss } from 'pg-boss';
import { everyStatement } from '../../drizzle/statement.ts';
import { identitySweep, joinSubject } from '../../schema/accounts/operations.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { mixEvaluations } from '../../schema/evaluations/operations.ts';
import { prepareLackingDocuments } from '../../schema/issuance/operations/prepareLackingDocuments.ts';
import { carryOutErasures } from '../../schema/privacy/operations/carryOutErasures.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { createLog } from '../../server/http/logging.ts';
import { createMetrics } from '../../server/http/metrics.ts';
import { queueDatabase } from '../../server/jobs/queue.ts';
import { sequenceLog } from '../../server/jobs/sequenceLog.ts';
import { startAuthService } from '../support/authService.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { statementsThatScan } from '../support/plans.ts';
import { sources } from '../support/sources.ts';
import { enrolled, newLearner, openWorld } from '../support/world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const scansOf = (texts: Iterable<string>) => statementsThatScan(database.ownerUrl, texts);

/** Statements that read everything on purpose. */
const WHOLE = new Set([
  // `attune log verify` replays the log and compares every record with it.
  'replay_bounds',
  'replay_unlogged',
  'replay_timestamps',
  'replay_entry_counts',
  'replay_digests',
]);

test('every statement that is defined reaches the tables that grow through an index', async () => {
  const defining = sources.filter(({ path, text }) => path.startsWith('schema/') && /\bstatement[<(]/.test(text));
  expect(defining.length).toBeGreaterThan(15);
  for (const { path } of defining) await import(`../../${path}`);
  const dialect = new PgDialect();
  const texts = [...everyStatement()]
    .filter(([name]) => !WHOLE.has(name))
    .map(([, build]) => dialect.sqlToQuery(build()).sql);
  expect(texts.length).toBeGreaterThan(50);
  expect(await scansOf(texts)).toEqual([]);
});

test('so does everything that sign-in asks, the identity library included', async () => {
  const service = await startAuthService();
  try {
    const { bearer } = await service.signIn('robin@example.org');
    await service.signIn('robin@example.org');
    await service.post('/api/auth/sign-out', {}, bearer);
    const alex = { email: 'alex@example.org', typed: 'Alex@example.org', forms: ['alex@example.org'] };
    const outside = { issuer: 'https://issuer.example.org', subject: 's', verified: alex, now: at };
    await joinSubject(service.db, outside);
    const texts = [...service.statements];
    expect(texts.join('\n')).toMatch(/"users"\."email" = \$/);
    expect(await scansOf(texts)).toEqual([]);
  } finally {
    await service.stop();
  }
});

const at = new Date('2026-11-26T00:00:00Z');

test('so do the jobs, an export and an erasure', async () => {
  const world = await openWorld();
  const { db, issuer, vault } = world;
  try {
    const userId = await newLearner(db, 'Robin Example');
    await enrolled(world, userId);
    const services = { db, issuer, vault, clock: () => at, log: createLog('silent') };
    await prepareLackingDocuments.run(services, {});
    await sequenceLog.run(services, {});
    await mixEvaluations.run(services, {});
    await identitySweep.run(services, {});
    await endHolds.run(services, {});
    await exportPerson(db, userAct(userId, at), { vault });
    await eraseByOperator(db, systemAct(at), { userId, reason: 'asked by letter' });
    await carryOutErasures(db, systemAct(at));
    await createMetrics().text(db);
    // Codes and challenges live for ten minutes and name a person inside a text, which no index finds.
    const scans = (await scansOf(world.sent)).filter((scan) => !scan.startsWith('Seq Scan of verifications: delete'));
    expect(scans).toEqual([]);
  } finally {
    await world.close();
  }
});

test('so does the job queue', async () => {
  const texts: string[] = [];
  const queue = queueDatabase(database.appUrl);
  const executeSql = (text: string, values?: unknown[]) => {
    texts.push(...text.split(';'));
    return queue.executeSql(text, values);
  };
  const boss = new PgBoss({
    db: { executeSql },
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    schedule: false,
  });
  boss.on('error', () => {});
  try {
    await boss.start();
    const name = 'sequence-log';
    await boss.send(name, {});
    const [job] = await boss.fetch(name);
    await boss.complete(name, job?.id ?? '');
    await boss.send(name, {});
    const [failing] = await boss.fetch(name);
    await boss.fail(name, failing?.id ?? '');
    await boss.supervise(name);
    expect(texts.join('\n')).toMatch(/skip locked/i);
    expect(await scansOf(texts)).toEqual([]);
  } finally {
    await boss.stop({ graceful: false });
    await queue.close();
  }
});
