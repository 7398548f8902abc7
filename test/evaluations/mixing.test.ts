import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { CourseVersionId } from '../../drizzle/ids.ts';
import { courseVersions, evaluationResponses } from '../../drizzle/schema.ts';
import { mixResponses } from '../../schema/evaluations/operations.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let versionId: CourseVersionId;
beforeAll(async () => {
  world = await openWorld();
  const [version] = await world.db.select({ id: courseVersions.id }).from(courseVersions);
  if (version === undefined) throw new Error('no version');
  versionId = version.id;
});
afterAll(() => world.close());

test('after mixing, the transaction, the position and the key of each row have changed', async () => {
  type Trace = { id: string; place: string; transaction: string };
  const trace = () =>
    world.db.execute<Trace>(sql`select id, ctid::text as place, xmin::text as transaction from evaluation_responses`);
  const month = '2026-11-01';
  await world.db
    .insert(evaluationResponses)
    .values(['CREDIT' as const, 'PERSONAL' as const].map((purpose) => ({ versionId, purpose, month, answers: [] })));
  const before = [...(await trace())];
  await mixResponses(world.db);
  const now = [...(await trace())];
  expect(now).toHaveLength(before.length);
  expect(new Set(now.map(({ transaction }) => transaction)).size).toBe(1);
  expect(before.map(({ id }) => id).filter((id) => now.some((row) => row.id === id))).toEqual([]);
});

test('a month is mixed once more for each answer that comes, and no other month is touched', async () => {
  const inMonth = (month: string) => ({ versionId, purpose: 'CREDIT' as const, month, answers: [] });
  const idsOf = async (month: string) =>
    (await world.db.select().from(evaluationResponses).where(eq(evaluationResponses.month, month)))
      .map(({ id }) => id)
      .sort();
  // The last answers of May came while no job ran; they are mixed whenever one runs again.
  await world.db
    .insert(evaluationResponses)
    .values([inMonth('2025-05-01'), inMonth('2025-05-01'), inMonth('2025-06-01')]);
  const arrived = await idsOf('2025-05-01');
  await mixResponses(world.db);
  const [may, june] = [await idsOf('2025-05-01'), await idsOf('2025-06-01')];
  expect(may.filter((id) => arrived.includes(id))).toEqual([]);
  await world.db.insert(evaluationResponses).values(inMonth('2025-06-01'));
  await mixResponses(world.db);
  expect(await idsOf('2025-05-01')).toEqual(may);
  expect((await idsOf('2025-06-01')).filter((id) => june.includes(id))).toEqual([]);
  const later = await idsOf('2025-06-01');
  await Promise.all([mixResponses(world.db), mixResponses(world.db)]);
  expect(await idsOf('2025-06-01')).toEqual(later);
});

test('a profession that few share is dropped when responses are mixed', async () => {
  const row = { versionId, purpose: 'CREDIT' as const, month: '2026-10-01', answers: [] };
  const nurses = Array.from({ length: 5 }, () => ({ ...row, profession: 'NURSE' as const }));
  await world.db.insert(evaluationResponses).values([...nurses, { ...row, profession: 'PHYSICIAN' }]);
  await mixResponses(world.db);
  const kept = await world.db.select().from(evaluationResponses).where(eq(evaluationResponses.month, '2026-10-01'));
  expect(kept.map(({ profession }) => profession ?? 'none').sort()).toEqual([
    'NURSE',
    'NURSE',
    'NURSE',
    'NURSE',
    'NURSE',
    'none',
  ]);
});

test('nothing in the database joins an answer to a person: no key but those of version and training, and no instant', async () => {
  const columns = await world.db.execute(sql`select column_name as name, data_type as type
    from information_schema.columns where table_name = 'evaluation_responses' and data_type ~ 'uuid|time|serial|int' order by 1`);
  expect([...columns]).toEqual([
    { name: 'id', type: 'uuid' },
    { name: 'intensive_id', type: 'uuid' },
    { name: 'version_id', type: 'uuid' },
  ]);
  const keys = await world.db.execute(sql`select conrelid::regclass::text as "from", confrelid::regclass::text as "to"
    from pg_constraint where contype = 'f' and 'evaluation_responses'::regclass in (conrelid, confrelid) order by 2`);
  const to = ['course_versions', 'intensives'];
  expect([...keys]).toEqual(to.map((table) => ({ from: 'evaluation_responses', to: table })));
  // A key of another version would hold the moment at which it was made. One has just come, the others are mixed.
  await world.db.insert(evaluationResponses).values({ versionId, purpose: 'CREDIT', month: '2024-05-01', answers: [] });
  const versions = await world.db.execute(
    sql`select uuid_extract_version(id) as version, mixed from evaluation_responses group by 1, 2 order by mixed`,
  );
  expect([...versions]).toEqual([
    { version: 4, mixed: false },
    { version: 4, mixed: true },
  ]);
});
