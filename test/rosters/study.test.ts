import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { operatorAct } from '../../schema/act.ts';
import { grantAccommodation } from '../../schema/enrollments/operations/grantAccommodation.ts';
import { grantExtraAttempts } from '../../schema/quizzes/operations/grantExtraAttempts.ts';
import { startTestApp } from '../support/app.ts';
import { creditFinisher } from '../support/creditHolder.ts';
import { eventsOf, member } from '../support/issued.ts';
import { addOffer } from '../support/offers.ts';
import { recordReader } from '../support/readingRecords.ts';
import { REAL_VERSION } from '../support/realCourse.ts';
import { awarded, claimOffer, writeSecrets } from '../support/records.ts';
import { openWorld, type World } from '../support/world.ts';

const now = new Date('2026-12-30T09:00:00Z');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let auditor: UserId;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  auditor = await member(world, 'AUDITOR');
});
afterAll(async () => {
  await app.stop();
  await world.close();
});
const record = recordReader(
  () => app,
  () => auditor,
);

const MINUTE = 60_000;
type Finisher = Awaited<ReturnType<typeof creditFinisher>>;

const attemptOf = async ({ userId, enrollmentId }: Finisher, ordinal: number, startedAt: Date) => {
  const [enrollment] = await world.db.select().from(tables.enrollments).where(eq(tables.enrollments.id, enrollmentId));
  const [quiz] = await world.db.select().from(tables.quizzes).where(eq(tables.quizzes.kind, 'POST_TEST'));
  if (enrollment === undefined || quiz === undefined) throw new Error('the enrollment is incomplete');
  const { courseId } = enrollment;
  const place = { enrollmentId, userId, courseId, quizId: quiz.id, quizKey: quiz.key };
  const [attempt] = await world.db
    .insert(tables.quizAttempts)
    .values({ ...place, ordinal, startedAt, questionCount: 20 })
    .returning();
  if (attempt === undefined) throw new Error('no attempt was inserted');
  return { attempt, quiz, courseId };
};

describe('what was waived or granted', () => {
  test('stands in the record, with its events, who granted it and how much, and without the reason of an accommodation', async () => {
    const who = await creditFinisher(world);
    const offer = await addOffer(world);
    const { userId, now: done } = who;
    const earlier = (minutes: number) => new Date(done.getTime() - minutes * MINUTE);
    const { attempt, courseId, quiz } = await attemptOf(who, 1, earlier(90));
    const failed = { submittedAt: earlier(60), correctCount: 9, passed: false };
    await world.db.update(tables.quizAttempts).set(failed).where(eq(tables.quizAttempts.id, attempt.id));
    const grant = { userId, courseId, grantedBy: 'Kim Example' };
    const agreed = { quizTimePercent: 150, studyTimeWaived: true, reason: 'Read aloud at home' };
    await grantAccommodation(world.db, operatorAct(earlier(120)), { ...grant, ...agreed, alternateFormat: 'Audio' });
    const extra = { ...grant, quizKey: quiz.key, count: 2, reason: 'The connection failed' };
    await grantExtraAttempts(world.db, operatorAct(earlier(50)), extra);
    // Before any attempt failed, nobody waited. After the claim, a grant concerns another enrollment.
    await grantExtraAttempts(world.db, operatorAct(earlier(70)), { ...extra, count: 1 });
    const { certificate, plain } = await claimOffer(world, who, offer.id);
    await grantExtraAttempts(world.db, operatorAct(new Date(done.getTime() + MINUTE)), { ...extra, count: 3 });
    for (const number of [certificate.number, plain.number]) {
      const found = await record(number);
      expect(found.accommodations).toEqual([
        {
          ...{ studyTimeWaived: true, quizTimePercent: 150, alternateFormat: true, grantedBy: 'Kim Example' },
          ...{ grantedAt: earlier(120).toISOString(), revokedAt: null },
        },
      ]);
      expect(found.study.timeWaived).toBe(true);
      expect(found.extraAttempts).toMatchObject([
        { quizKey: 'post-test', count: 2, reason: 'The connection failed', grantedBy: 'Kim Example', waitLifted: true },
        { count: 1, waitLifted: false },
      ]);
      const events = found.events.nodes.filter(({ verb }: { verb: string }) => /GRANTED$/.test(verb));
      expect(events).toMatchObject([
        { verb: 'EXTRA_ATTEMPTS_GRANTED', reason: 'The connection failed', actorName: 'Kim Example' },
        { verb: 'EXTRA_ATTEMPTS_GRANTED', details: expect.stringContaining('"count":2') },
        { verb: 'ACCOMMODATION_GRANTED', actor: 'OPERATOR', actorName: 'Kim Example', reason: null },
      ]);
      expect(events[2].details).toContain('"studyTimeWaived":true');
      expect(JSON.stringify(found)).not.toMatch(/Read aloud|Audio/);
    }
  });

  test('nothing stands there where nothing was granted; what ended before the enrollment did not hold', async () => {
    const one = await awarded(world, '1');
    const found = await record(one.certificate.number);
    expect(found).toMatchObject({ accommodations: [], extraAttempts: [], study: { timeWaived: false } });
  });
});

test('required and counted study stands in all and by module, with the checks that were passed', async () => {
  const one = await awarded(world, '2');
  const { study } = await record(one.certificate.number);
  const sum = (name: string) =>
    study.modules.reduce((total: number, one: Record<string, number>) => total + (one[name] ?? 0), 0);
  expect(study.modules.length).toBeGreaterThan(1);
  expect(study.secondsRequired).toBe(sum('secondsRequired'));
  expect(study.secondsCounted).toBe(sum('secondsCounted'));
  expect(study.secondsCounted).toBeGreaterThanOrEqual(study.secondsRequired);
  for (const module of study.modules) {
    expect(module.secondsCounted).toBeGreaterThanOrEqual(module.secondsRequired);
    expect(module.completedAt).toEqual(expect.any(String));
  }
});

test('a sitting says whether it was passed and by which mark; one that was never handed in has no result', async () => {
  const who = await creditFinisher(world);
  const offer = await addOffer(world);
  const at = (minutes: number) => new Date(who.now.getTime() - minutes * MINUTE);
  const { quiz, attempt } = await attemptOf(who, 1, at(30));
  const passed = { submittedAt: at(20), correctCount: 18, passed: true };
  await world.db.update(tables.quizAttempts).set(passed).where(eq(tables.quizAttempts.id, attempt.id));
  await attemptOf(who, 2, at(10));
  const { certificate } = await claimOffer(world, who, offer.id);
  expect((await record(certificate.number)).sittings).toMatchObject([
    { ordinal: 1, passed: true, passedAt: at(20).toISOString(), passPercent: quiz.passPercent, scorePercent: 90 },
    { ordinal: 2, passed: false, passedAt: null, submittedAt: null, correctCount: null, scorePercent: null },
  ]);
});

test('the course is the version that was studied, with its test and evaluation and without a question', async () => {
  const one = await awarded(world, '3');
  const secrets = await writeSecrets(world, one);
  const [version] = await world.db
    .select()
    .from(tables.courseVersions)
    .where(eq(tables.courseVersions.label, REAL_VERSION));
  const [quiz] = await world.db.select().from(tables.quizzes).where(eq(tables.quizzes.kind, 'POST_TEST'));
  const found = await record(one.certificate.number);
  expect(found.course).toMatchObject({
    ...{
      version: REAL_VERSION,
      contentHash: version?.contentHash,
      wordCount: version?.wordCount,
      format: version?.format,
    },
    test: { draw: quiz?.draw, passPercent: quiz?.passPercent, attempts: quiz?.maxAttempts },
    evaluation: { items: expect.arrayContaining([expect.objectContaining({ kind: 'SCALE' })]) },
  });
  expect(found.course.objectives).toEqual(version?.objectives);
  expect(found.course.contributors[0]).toMatchObject({ disclosure: expect.any(String) });
  expect(found.otherCertificates).toMatchObject([{ number: one.plain, credits: [] }]);
  expect(secrets.filter((secret) => JSON.stringify(found).includes(secret))).toEqual([]);
});

test('an auditor downloads the certificate of a record, and that is recorded', async () => {
  const one = await awarded(world, '4');
  const path = `/certificates/${one.certificate.number}.pdf`;
  const answer = await app.ask(path, { headers: { 'x-test-user': auditor } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const [event] = await eventsOf(world, one.certificate.id, 'CERTIFICATE_DOWNLOADED');
  expect(event).toMatchObject({ actor: 'auditor', actorUserId: auditor });
  const { events, readings } = await record(one.certificate.number);
  const verbs = ({ nodes }: { nodes: { verb: string }[] }) => nodes.map(({ verb }) => verb);
  expect(verbs(readings)).toEqual(['RECORD_READ', 'CERTIFICATE_DOWNLOADED']);
  expect(verbs(events).filter((verb) => /READ|DOWNLOADED/.test(verb))).toEqual([]);
});
