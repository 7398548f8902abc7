import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operatorAct, userAct } from '../../schema/act.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { grantMembership } from '../../schema/organizations/operations/memberships.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { startTestApp } from '../support/app.ts';
import { consent, reflect } from '../support/reflections.ts';
import { emailOf, enrolled, newLearner, openWorld, studyModule, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2026-11-22T09:00:00Z');

test('an export contains all data about a person, decrypted, and no data about other people', async () => {
  const [userId, other] = [await newLearner(world.db, 'Li Wu'), await newLearner(world.db, 'Someone Else')];
  const enrollmentId = await enrolled(world, userId);
  await enrolled(world, other);
  const [module] = (await standingOf(world.db, enrollmentId)).modules;
  if (module === undefined) throw new Error('the course has no module');
  await studyModule(world.db, userId, enrollmentId, module.moduleId, now);
  const { moduleId } = module;
  await consent(world.db, userId);
  await reflect(world, userId, { enrollmentId, moduleId, text: 'For me alone.' }, now);
  const { json } = await exportPerson(world.db, userAct(userId, now), { vault: world.vault });
  const kept = JSON.parse(json);
  expect(kept).toMatchObject({
    account: { email: await emailOf(world.db, userId) },
    profile: { legal_name: 'Li Wu' },
    rounds: [{ course: 'better-after-betrayal', reflections: [{ text: 'For me alone.' }] }],
  });
  expect(kept.rounds[0].study_sessions).toHaveLength(1);
  expect(kept.auditTrail.map(({ verb }: { verb: string }) => verb)).toEqual(['ENROLLED', 'DATA_EXPORTED']);
  expect(json).not.toContain('Someone Else');
  expect(json).not.toMatch(/sealed|token|wrapped/i);
});

test('at most ten a day, and then it says when to come back', async () => {
  const userId = await newLearner(world.db);
  const ask = (at: Date) => exportPerson(world.db, userAct(userId, at), { vault: world.vault });
  for (let times = 0; times < 10; times += 1) await ask(now);
  await expect(ask(now)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAt: new Date('2026-11-23T09:00:00Z') });
  await expect(ask(new Date('2026-11-23T09:00:01Z'))).resolves.toBeDefined();
});

test('over GraphQL, with the organizations one acts for', async () => {
  const app = await startTestApp(world.pool);
  try {
    const userId = await newLearner(world.db);
    const email = (await emailOf(world.db, userId)) ?? '';
    await grantMembership(world.db, operatorAct(now), { email, role: 'AUDITOR', organizationSlug: 'sample-institute' });
    const query = `mutation { requestDataExport(input: { format: JSON }) { ... on RequestDataExportPayload { createdAt json } } }`;
    const { body } = await app.graphql(query, {}, { 'x-test-user': userId });
    const answer = body.data?.requestDataExport as { json: string } | undefined;
    expect(JSON.parse(answer?.json ?? '{}').memberships).toMatchObject([
      { organization: 'sample-institute', role: 'AUDITOR' },
    ]);
    const { body: mine } = await app.graphql(
      '{ viewer { organizations { role organization { slug } } } }',
      {},
      { 'x-test-user': userId },
    );
    expect(mine.data).toEqual({
      viewer: { organizations: [{ role: 'AUDITOR', organization: { slug: 'sample-institute' } }] },
    });
    expect((await app.graphql(query)).body.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  } finally {
    await app.stop();
  }
});
