import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { newCertificateNumber } from '../../certificates/number.ts';
import {
  type CourseVersionId,
  type EnrollmentId,
  type LicenseVersionId,
  newId,
  type QuizAttemptId,
  type UserId,
} from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { grantException } from '../../schema/credits/operations/grantException.ts';
import { sealNumber } from '../../schema/licenses/operations/sealedNumber.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { findRoster } from '../../schema/rosters/operations/readRoster.ts';
import { rosterFile } from '../../schema/rosters/operations/rosterFile.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { CREDIT_NAME } from '../support/creditHolder.ts';
import { newHolder } from '../support/holder.ts';
import { anotherOrganization, member, ownersVerbs, sealedAs } from '../support/issued.ts';
import { REAL_VERSION } from '../support/realCourse.ts';
import { type Awarded, addedEvents, awarded, numberedLicense, writeSecrets } from '../support/records.ts';
import { openWorld, type World } from '../support/world.ts';

const { query } = readExample('CertificateRecord');
const SLUG = 'sample-institute';
const now = new Date('2026-11-30T09:00:00Z');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let one: Awarded;
let auditor: UserId;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  one = await awarded(world, 'LMFT 012345', { values: { waivable: ['DAILY_LIMIT'] } });
  auditor = await member(world, 'AUDITOR');
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const as = (
  userId: UserId | null,
  document = query,
  variables: object = { slug: SLUG, number: one.certificate.number },
) => app.graphql(document, variables, userId === null ? {} : { 'x-test-user': userId });
// biome-ignore lint/suspicious/noExplicitAny: a record of any shape, read field by field
const record = async (number: string): Promise<any> => {
  const { body } = await as(auditor, query, { slug: SLUG, number });
  expect(body.errors).toBeUndefined();
  return (body.data as { organization: { certificate: unknown } }).organization.certificate;
};
const codeOf = ({ body }: Awaited<ReturnType<typeof as>>) => body.errors?.[0]?.extensions?.code ?? null;
const added = (call: () => Promise<unknown>) => addedEvents(world, call);

test('an auditor reads back from a certificate to approval, rules, calculation, sittings and events, and to no answer', async () => {
  const owner = await member(world, 'OWNER');
  const { enrollmentId, offer } = one;
  await grantException(world.db, userAct(owner, now), {
    ...{ enrollmentId, offerId: offer.id, blocker: 'DAILY_LIMIT', untilOn: '2026-12-31', reason: 'A storm.' },
  });
  const secrets = await writeSecrets(world, one);
  const sha256 = await sealedAs(world, one.certificate.id, Buffer.from('%PDF'));
  const found = await record(one.certificate.number);
  expect(found).toMatchObject({
    printedName: CREDIT_NAME,
    certificate: { number: one.certificate.number, status: 'VALID' },
    evaluatedAt: one.now.toISOString(),
    disclosures: { items: expect.arrayContaining([expect.objectContaining({ key: 'notice' })]) },
    attestations: [{ ordinal: 1, textVersion: '1', typedName: CREDIT_NAME, signedInBy: 'EMAIL_CODE' }],
    sittings: [{ ordinal: 1, correctCount: 17, raisedCount: 17, questionCount: 20, scorePercent: 85 }],
    award: {
      basis: 'LEARNER',
      amount: '4.50',
      unit: 'sample hours',
      lines: [{ amount: '4.50', format: 'SELF_PACED_READING' }],
      offer: {
        accreditor: offer.accreditor,
        calculation: { method: 'WORDS', minutes: '270.00' },
        approval: { number: '12345', confirmed: true, states: [{ state: 'IN_FORCE', from: '2026-01-01' }] },
      },
    },
    licenses: [{ profession: 'lmft', jurisdiction: 'US-CA', number: 'LMFT 012345' }],
    exceptions: [{ blocker: 'DAILY_LIMIT', reason: 'A storm.', grantedAs: 'OWNER' }],
    documents: [{ kind: 'PDF', revision: 2, sha256 }],
    logEntries: [{ kind: 'CREDENTIAL', position: null, leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect(found.award.offer.approval.letterUrl).toMatch(/\/approvals\/.*\/letter$/);
  expect(found.award.offer.rules).toContainEqual(
    expect.objectContaining({ name: 'minutesPerUnit', value: '60', confidence: 'HIGH', source: expect.anything() }),
  );
  const verbs = found.events.nodes.map(({ verb }: { verb: string }) => verb);
  expect(verbs).toEqual(expect.arrayContaining(['EXCEPTION_GRANTED', 'CERTIFICATE_ISSUED', 'ENROLLED']));
  const text = JSON.stringify(found);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test('the sittings are those that the claim counted: of earlier enrollments too, whatever their version, and none after it', async () => {
  const { db } = world;
  const held = await awarded(world, 'S 1');
  const [own] = await db.select().from(tables.enrollments).where(eq(tables.enrollments.id, held.enrollmentId));
  const [quiz] = await db.select().from(tables.quizzes).where(eq(tables.quizzes.kind, 'POST_TEST'));
  const claimedAt = own?.claimedAt;
  if (own === undefined || quiz === undefined || claimedAt == null) throw new Error('the claim is incomplete');
  const sit = async (
    enrollment: { id: EnrollmentId; versionId: CourseVersionId },
    ordinal: number,
    minutes: number,
  ) => {
    const { userId, courseId } = own;
    const startedAt = new Date(claimedAt.getTime() + (minutes - 5) * 60_000);
    const place = { enrollmentId: enrollment.id, userId, courseId, quizId: quiz.id, quizKey: quiz.key };
    const [attempt] = await db
      .insert(tables.quizAttempts)
      .values({ ...place, ordinal, startedAt, questionCount: 20 })
      .returning();
    const submittedAt = new Date(claimedAt.getTime() + minutes * 60_000);
    const done = { submittedAt, correctCount: 10 + ordinal, passed: false };
    await db
      .update(tables.quizAttempts)
      .set(done)
      .where(eq(tables.quizAttempts.id, attempt?.id as QuizAttemptId));
  };
  const [current] = await db.select().from(tables.courseVersions).where(eq(tables.courseVersions.id, own.versionId));
  if (current === undefined) throw new Error('the version is missing');
  const earlier = { ...current, id: newId<CourseVersionId>(), label: '0.9', contentHash: '0'.repeat(64), ordinal: 99 };
  await db.insert(tables.courseVersions).values(earlier);
  const another = async (round: number, versionId: CourseVersionId) => {
    const row = { ...own, id: newId<EnrollmentId>(), round, versionId, claimedAt: null, withdrawnAt: claimedAt };
    await db.insert(tables.enrollments).values(row);
    return row;
  };
  await sit(await another(2, earlier.id), 1, -60);
  await sit(own, 2, -30);
  await sit(await another(3, own.versionId), 3, 30);
  const shown = [
    { ordinal: 1, round: 2, courseVersion: '0.9', correctCount: 11 },
    { ordinal: 2, round: 1, courseVersion: REAL_VERSION, correctCount: 12 },
  ];
  for (const number of [held.certificate.number, held.plain])
    expect((await record(number)).sittings).toEqual(shown.map((sitting) => expect.objectContaining(sitting)));
  await eraseByOperator(db, systemAct(new Date('2045-01-01T00:00:00Z')), { userId: held.userId, reason: 'by letter' });
  expect((await record(held.plain)).sittings).toHaveLength(2);
});

describe('study for personal growth', () => {
  const numberOf = async () => (await newHolder(world, 'https://attune.example.org')).number;
  const asked = async (role: 'OWNER' | 'ORGANIZER' | 'AUDITOR', number: string) =>
    as(await member(world, role), query, { slug: SLUG, number });

  test('has no record for an auditor, as if its number did not exist; owners and organizers read it', async () => {
    const number = await numberOf();
    const events = await added(async () => {
      const answer = await asked('AUDITOR', number);
      const random = await asked('AUDITOR', newCertificateNumber());
      expect(codeOf(answer)).toBe('NOT_FOUND');
      expect(answer.body.errors).toEqual(random.body.errors);
    });
    expect(events).toEqual({});
    for (const role of ['OWNER', 'ORGANIZER'] as const)
      expect((await asked(role, number)).body.data).toMatchObject({
        organization: { certificate: { purpose: 'PERSONAL', licenses: [], award: null } },
      });
  });
});

describe('who may read it', () => {
  test.each(MEMBER_ROLES.map((role) => [role, role === 'INSTRUCTOR' ? 'FORBIDDEN' : null] as const))(
    '%s: %s',
    async (role, code) => {
      const userId = await member(world, role);
      let answer: Awaited<ReturnType<typeof as>> | undefined;
      const events = await added(async () => {
        answer = await as(userId);
      });
      expect(answer && codeOf(answer)).toBe(code);
      expect(events).toEqual(code === null ? { RECORD_READ: 1, LICENSE_NUMBERS_READ: 1 } : {});
    },
  );

  test('to a member of another organization, its holder and in another organization it is like a random number', async () => {
    const foreign = await member(world, 'OWNER', await anotherOrganization(world));
    const events = await added(async () => {
      const random = await as(auditor, query, { slug: SLUG, number: newCertificateNumber() });
      expect(codeOf(random)).toBe('NOT_FOUND');
      const others = [
        await as(foreign),
        await as(one.userId),
        await as(auditor, query, { slug: SLUG, number: 'no number' }),
      ];
      for (const { body } of others) expect(body.errors).toEqual(random.body.errors);
      expect(codeOf(await as(null))).toBe('UNAUTHENTICATED');
    });
    expect(events).toEqual({});
  });

  test('an organization does not answer for the certificate of another one', async () => {
    const other = await anotherOrganization(world);
    const foreign = await member(world, 'OWNER', other);
    const { body } = await as(
      foreign,
      'query ($id: ID!, $number: String!) { node(id: $id) { ... on Organization { certificate(number: $number) { round } } } }',
      { id: Buffer.from(`Organization:${other}`).toString('base64'), number: one.certificate.number },
    );
    expect(body.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});

test('a reading is recorded once per request, and a number only when it is read', async () => {
  const twice = `query ($slug: String!, $number: String!) {
    one: organization(slug: $slug) { a: certificate(number: $number) { round } b: certificate(number: $number) { purpose } }
    two: organization(slug: $slug) { certificate(number: $number) { round } } }`;
  expect(await added(() => as(auditor, twice))).toEqual({ RECORD_READ: 1 });
  const numbers = twice.replaceAll('{ round }', '{ licenses { number } again: licenses { number } }');
  expect(await added(() => as(auditor, numbers))).toEqual({ RECORD_READ: 1, LICENSE_NUMBERS_READ: 1 });
});

test('its statements do not grow with what it shows', async () => {
  expect(await world.countStatements(() => as(auditor))).toBeLessThanOrEqual(16);
});

test('an award for several licenses, one of them renewed since, stands once with all of them', async () => {
  const { db, vault } = world;
  const held = await awarded(world, '31');
  const licenseId = await numberedLicense(world, held.userId, '32');
  const [said] = await db.select().from(tables.licenseVersions).where(eq(tables.licenseVersions.licenseId, licenseId));
  if (said === undefined) throw new Error('the license has no version');
  const id = newId<LicenseVersionId>();
  const renewed = {
    ...said,
    id,
    ordinal: 2,
    reason: 'RENEWED' as const,
    ...sealNumber(vault, { ...said, id, number: '32' }),
  };
  await db.insert(tables.licenseVersions).values(renewed);
  await db.insert(tables.awardLicenses).values({ awardId: held.award.id, licenseId, joinedAt: held.now });
  expect((await record(held.certificate.number)).licenses).toMatchObject([{ number: '31' }, { number: '32' }]);
  const open = { from: null, to: null, unit: null, organizationId: null };
  const roster = await findRoster(db, userAct(auditor, now), { ...open, approvalId: held.approvalId });
  const pieces: Buffer[] = [];
  for await (const piece of rosterFile(db, userAct(auditor, now), { roster, vault })) pieces.push(piece);
  const lines = Buffer.concat(pieces).toString().trim().split('\r\n').slice(1);
  expect(lines).toEqual([
    expect.stringMatching(/^Robin Example,lmft,US-CA,31,yes,/),
    expect.stringMatching(/^Robin Example,lmft,US-CA,32,/),
  ]);
});

test('a plain certificate has no award and no license', async () => {
  const found = await record(one.plain);
  expect(found).toMatchObject({ printedName: CREDIT_NAME, award: null, licenses: [], certificate: { credits: [] } });
});

test('replaced, revoked and erased certificates say so, and keep what must be kept', async () => {
  const verbs = ownersVerbs(world, await member(world, 'OWNER'), now);
  const first = await awarded(world, 'A 0042');
  const { successor } = await verbs.reissue(first.certificate.number, 'Robin Corrected');
  const second = successor.number;
  expect(await record(first.certificate.number)).toMatchObject({
    certificate: { status: 'SUPERSEDED', successorNumber: second },
    award: { amount: '4.50' },
  });
  await verbs.revoke(second);
  const revoked = await record(second);
  expect(revoked).toMatchObject({
    printedName: 'Robin Corrected',
    predecessorNumber: first.certificate.number,
    certificate: { status: 'REVOKED', revocation: { reason: 'ISSUED_IN_ERROR' } },
    award: { amount: '4.50' },
  });
  expect(revoked.events.nodes.map(({ verb }: { verb: string }) => verb)).toContain('CERTIFICATE_SUPERSEDED');
  const late = systemAct(new Date('2045-01-01T00:00:00Z'));
  await eraseByOperator(world.db, late, { userId: first.userId, reason: 'asked by letter' });
  const erased = await record(second);
  expect(erased).toMatchObject({
    printedName: null,
    award: { amount: '4.50' },
    licenses: [{ profession: 'lmft', number: null, nameOnLicense: null }],
    sittings: [],
  });
  expect(JSON.stringify(erased)).not.toMatch(/Robin|A 0042/);
});
