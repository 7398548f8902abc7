import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { enrollments, profiles } from '../../drizzle/schema.ts';
import type { AuditVerb } from '../../drizzle/tables/events.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { operatorAct, systemAct, userAct } from '../../schema/act.ts';
import { grantAccommodation } from '../../schema/enrollments/operations/grantAccommodation.ts';
import { recordEvent } from '../../schema/events/operations.ts';
import { organizationBySlug } from '../../schema/organizations/queries.ts';
import { grantExtraAttempts } from '../../schema/quizzes/operations/grantExtraAttempts.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { anotherOrganization, issued, member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const { query } = readExample('AuditLog');
const DAY = new Date('2026-12-24T00:00:00Z');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let auditor: UserId;
let institute: OrganizationId;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool);
  auditor = await member(world, 'AUDITOR');
  const organization = await organizationBySlug(world.db, 'sample-institute');
  institute = organization?.id as OrganizationId;
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const ask = (more: object = {}, userId: UserId | null = auditor) =>
  app.graphql(query, { slug: 'sample-institute', ...more }, userId === null ? {} : { 'x-test-user': userId });
type Page = {
  nodes: { verb: string; at: string; actor: string; objectId: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
};
const page = async (more: object = {}): Promise<Page> => {
  const { body } = await ask(more);
  expect(body.errors).toBeUndefined();
  return (body.data as { organization: { auditLog: Page } }).organization.auditLog;
};
const note = (verb: AuditVerb, at: string, objectId: string, organizationId = institute) =>
  recordEvent(world.db, userAct(auditor, new Date(at)), verb, {
    ...{ objectId, organizationId, as: 'owner', reason: 'a reason' },
    details: { count: 1 },
  });

test('the events of the organization, newest first, filtered by verb, object and days in its zone', async () => {
  const object = '019b0000-0000-7000-8000-000000000001';
  // The institute is in Auckland: its 1 December 2026 begins at 11:00 UTC on 30 November.
  await note('COURSE_RETIRED', '2026-11-30T10:59:59.999Z', object);
  await note('COURSE_RETIRED', '2026-11-30T11:00:00Z', object);
  await note('CERTIFICATE_REVOKED', '2026-12-01T10:59:59.999Z', object);
  await note('CERTIFICATE_REVOKED', '2026-12-01T11:00:00Z', object);
  await note('CERTIFICATE_REVOKED', '2026-12-01T00:00:00Z', object, await anotherOrganization(world));
  const verbs = async (more: object) => (await page(more)).nodes.map(({ verb }) => verb);
  expect(await verbs({ from: '2026-12-01', to: '2026-12-01' })).toEqual(['CERTIFICATE_REVOKED', 'COURSE_RETIRED']);
  expect(await verbs({ verb: 'COURSE_RETIRED' })).toEqual(['COURSE_RETIRED', 'COURSE_RETIRED']);
  expect(await verbs({ object: globalId('Certificate', object) })).toEqual([
    'CERTIFICATE_REVOKED',
    'CERTIFICATE_REVOKED',
  ]);
  expect((await page({ verb: 'COURSE_RETIRED' })).nodes[0]).toEqual({
    at: '2026-11-30T11:00:00.000Z',
    verb: 'COURSE_RETIRED',
    actor: 'OWNER',
    actorId: globalId('User', auditor),
    actorName: null,
    objectType: 'Course',
    objectId: globalId('Course', object),
    reason: 'a reason',
    details: '{"count":1}',
    requestId: null,
  });
  for (const refused of [
    { from: '2026-12-02', to: '2026-12-01' },
    { from: '2026-02-30' },
    { object: 'nothing' },
    { object: globalId('Sandwich', object) },
    { object: globalId('Certificate', 'nope') },
  ])
    expect((await ask(refused)).body.errors?.[0]?.extensions?.code).toBe('INVALID_INPUT');
});

test('pages of at most a hundred, in statements that do not grow with them', async () => {
  const object = '019b0000-0000-7000-8000-000000000002';
  const asked = { object: globalId('Course', object) };
  expect((await page(asked)).nodes).toEqual([]);
  await note('COURSE_PUBLISHED', '2026-10-01T00:00:00Z', object);
  const few = await world.countStatements(() => ask(asked));
  for (let at = 0; at < 100; at += 1) await note('COURSE_PUBLISHED', '2026-10-02T00:00:00Z', object);
  expect(await world.countStatements(() => ask(asked))).toBe(few);
  expect(few).toBe(3);
  const first = await page(asked);
  expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([100, true]);
  const last = await page({ ...asked, after: first.pageInfo.endCursor });
  expect(last.nodes.map(({ at }) => at)).toEqual(['2026-10-01T00:00:00.000Z']);
});

test.each([...MEMBER_ROLES.map((role) => [role, role === 'INSTRUCTOR' ? 'FORBIDDEN' : null] as const)])(
  '%s: %s',
  async (role, code) => {
    const { body } = await ask({}, await member(world, role));
    expect(body.errors?.[0]?.extensions?.code ?? null).toBe(code);
  },
);

test('nobody else learns anything', async () => {
  const foreign = await member(world, 'OWNER', await anotherOrganization(world));
  expect((await ask({}, foreign)).body.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  expect((await ask({}, null)).body.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

test('an auditor sees what is about credit; what is about study for personal growth is for owners and organizers', async () => {
  const person = async (purpose: 'CREDIT' | 'PERSONAL') => {
    const { userId, id: certificateId } = await issued(world, { facts: { purpose } });
    const [enrollment] = await world.db.select().from(enrollments).where(eq(enrollments.userId, userId));
    const grant = { userId, courseId: world.courseId, grantedBy: 'Kim', reason: 'The connection failed' };
    const attempts = await grantExtraAttempts(world.db, systemAct(DAY), { ...grant, quizKey: 'post-test', count: 1 });
    const agreed = { quizTimePercent: 150, studyTimeWaived: true, reason: 'As agreed' };
    await grantAccommodation(world.db, systemAct(DAY), {
      userId,
      courseId: world.courseId,
      grantedBy: 'Kim',
      ...agreed,
    });
    const objects = { Enrollment: enrollment?.id ?? '', Certificate: certificateId, ExtraAttempts: attempts.id };
    await note('WITHDREW', DAY.toISOString(), objects.Enrollment);
    for (const verb of ['CERTIFICATE_REVOKED', 'RECORD_READ'] as const)
      await note(verb, DAY.toISOString(), objects.Certificate);
    return Object.entries({ ...objects, User: userId }).map(([type, id]) => globalId(type, id));
  };
  const [credit, personal] = [await person('CREDIT'), await person('PERSONAL')];
  const seenBy = async (reader: UserId, objects: string[]) => {
    const verbs: string[] = [];
    for (const object of objects) {
      const { body } = await ask({ object }, reader);
      const { organization } = body.data as { organization: { auditLog: Page } };
      verbs.push(...organization.auditLog.nodes.map(({ verb }) => verb));
    }
    return verbs.sort();
  };
  const all = [
    'ACCOMMODATION_GRANTED',
    'CERTIFICATE_REVOKED',
    'ENROLLED',
    'EXTRA_ATTEMPTS_GRANTED',
    'RECORD_READ',
    'WITHDREW',
  ];
  for (const role of ['OWNER', 'ORGANIZER'] as const) {
    const reader = await member(world, role);
    expect(await seenBy(reader, credit)).toEqual(all);
    expect(await seenBy(reader, personal)).toEqual(all);
  }
  expect(await seenBy(auditor, credit)).toEqual(all);
  expect(await seenBy(auditor, personal)).toEqual([]);
  // Nor does the whole list lead to them.
  const { nodes } = await page({ from: '2026-12-24', to: '2026-12-24' });
  expect(nodes.length).toBeGreaterThanOrEqual(5);
  expect(nodes.filter(({ objectId }) => personal.includes(objectId))).toEqual([]);
});

test('a member is named to members, and whoever runs a command; a learner is not', async () => {
  const { db } = world;
  const owner = await member(world, 'OWNER');
  await db
    .insert(profiles)
    .values({ userId: owner, legalName: 'Olu Owner' })
    .onConflictDoUpdate({
      target: profiles.userId,
      set: { legalName: 'Olu Owner' },
    });
  const learner = await newLearner(db, 'Lee Learner');
  const object = '019b0000-0000-7000-8000-000000000003';
  const at = new Date('2026-10-05T00:00:00Z');
  const about = { objectId: object, organizationId: institute };
  await recordEvent(db, userAct(owner, at), 'COURSE_RETIRED', { ...about, as: 'owner' });
  await recordEvent(db, userAct(learner, at), 'COURSE_RETIRED', { ...about, details: { courseId: object, count: 1 } });
  await recordEvent(db, operatorAct(at, 'Kim Example'), 'COURSE_RETIRED', about);
  const { nodes } = await page({ object: globalId('Course', object) });
  expect(nodes).toMatchObject([
    { actor: 'OPERATOR', actorName: 'Kim Example', actorId: null },
    { actor: 'USER', actorName: null, details: JSON.stringify({ count: 1, courseId: globalId('Course', object) }) },
    { actor: 'OWNER', actorName: 'Olu Owner' },
  ]);
});
