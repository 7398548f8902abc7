import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { newCertificateNumber } from '../../certificates/number.ts';
import { openVault } from '../../drizzle/encryption.ts';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { certificates, courses, enrollments } from '../../drizzle/schema.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { sealFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { transcriptOf } from '../../schema/issuance/queries/transcript.ts';
import { startTestApp } from '../support/app.ts';
import { sampleFacts } from '../support/certificates/sampleFacts.ts';
import {
  addEnrollment,
  addLearner,
  addQuizCourse,
  addQuizVersion,
  openTestPool,
  type QuizCourse,
} from '../support/quizCourse.ts';

const vault = openVault('a test secret of at least thirty-two characters');
const at = new Date('2026-11-22T08:15:00Z');

let pool: Awaited<ReturnType<typeof openTestPool>>;
let [first, second, other, copy]: QuizCourse[] = [];
beforeAll(async () => {
  pool = await openTestPool();
  first = await addQuizCourse(pool.db);
  second = await addQuizVersion(pool.db, first.courseId, 2);
  other = await addQuizCourse(pool.db);
  copy = await addQuizCourse(pool.db);
  await pool.db.update(courses).set({ lineageId: first.courseId }).where(eq(courses.id, copy.courseId));
});
afterAll(() => pool.close());

/** One certificate in the order of the rounds. */
type Earned = {
  of: 'first version' | 'second version' | 'other course' | 'its content under another slug';
  purpose?: Purpose;
  hundredths?: number;
  specimen?: boolean;
  completedOn?: string;
  revoked?: boolean;
  /** It was issued again under a corrected name, after everything else. */
  reissued?: boolean;
};

const courseOf = ({ of }: Earned): QuizCourse => {
  const named = { 'first version': first, 'second version': second, 'other course': other };
  const course = { ...named, 'its content under another slug': copy }[of];
  if (course === undefined) throw new Error('no course');
  return course;
};

const insert = async (userId: UserId, earned: Earned, round: number) => {
  const { db } = pool;
  const { purpose = 'CREDIT', hundredths = 100, specimen = false, completedOn = '2026-11-22' } = earned;
  const course = courseOf(earned);
  const enrollmentId = await addEnrollment(db, { userId, course, round, purpose });
  await db.update(enrollments).set({ completedAt: at, claimedAt: at }).where(eq(enrollments.id, enrollmentId));
  const [{ organizationId } = { organizationId: undefined }] = await db
    .select({ organizationId: courses.organizationId })
    .from(courses)
    .where(eq(courses.id, course.courseId));
  if (organizationId === undefined) throw new Error('no organization');
  const write = async (row: Partial<typeof certificates.$inferInsert>) => {
    const number = newCertificateNumber();
    const facts = sampleFacts({ number, studyHundredths: hundredths, completedOn, specimen, purpose });
    const frozen = sealFacts(vault, facts);
    const held = { enrollmentId, userId, organizationId, purpose, specimen, issuedAt: at };
    await db.insert(certificates).values({ ...frozen, ...held, claimKey: `${enrollmentId}:plain`, ...row });
    return frozen;
  };
  const withdrawn = earned.revoked === true ? { revokedAt: at, revocationReason: 'ISSUED_IN_ERROR' as const } : {};
  const frozen = await write(withdrawn);
  const reissue = async () => {
    await db.update(certificates).set({ supersededAt: at }).where(eq(certificates.id, frozen.id));
    return write({ supersedesId: frozen.id, issuedAt: new Date(at.getTime() + 1e10) });
  };
  return { enrollmentId, frozen, reissue };
};

/** What the transcript says of each certificate, in the order given, and its hours. */
const transcriptOfAll = async (all: Earned[]) => {
  const userId = await addLearner(pool.db);
  const held = [];
  for (const [index, earned] of all.entries()) held.push({ earned, ...(await insert(userId, earned, index + 1)) });
  const numbers = [];
  for (const { earned, frozen, reissue } of held)
    numbers.push((earned.reissued === true ? await reissue() : frozen).number);
  const { entries, totalHundredths, count } = await transcriptOf(pool.db, userId);
  expect(count).toBe(entries.length);
  const marks = numbers.map((number) => {
    const entry = entries.find((one) => one.number === number);
    return entry === undefined ? 'left out' : entry.repeat ? 'repeat' : 'counts';
  });
  return { marks, totalHundredths };
};

const one: Earned = { of: 'first version' };
const copied: Earned = { of: 'its content under another slug', hundredths: 250 };

test.each<[string, Earned[], string[], number]>([
  ['nothing', [], [], 0],
  ['one course', [one], ['counts'], 100],
  ['a course taken again', [one, one, one], ['counts', 'repeat', 'repeat'], 100],
  ['two courses', [one, { of: 'other course', hundredths: 250 }], ['counts', 'counts'], 350],
  ['two versions of one course', [one, { of: 'second version', hundredths: 250 }], ['counts', 'repeat'], 100],
  ['the same content under another slug', [one, copied], ['counts', 'repeat'], 100],
  ['the same, the other way around', [copied, one], ['counts', 'repeat'], 250],
  ['the same, the first for personal growth', [{ ...one, purpose: 'PERSONAL' }, copied], ['repeat', 'counts'], 250],
  ['the same, the first revoked', [{ ...one, revoked: true }, copied], ['left out', 'counts'], 250],
  ['the first was revoked', [{ ...one, revoked: true }, one], ['left out', 'counts'], 100],
  ['the second was revoked', [one, { ...one, revoked: true }], ['counts', 'left out'], 100],
  ['the first was issued again, after the second', [{ ...one, reissued: true }, one], ['counts', 'repeat'], 100],
  ['the second was issued again', [one, { ...one, reissued: true }], ['counts', 'repeat'], 100],
  ['a personal round before one for credit', [{ ...one, purpose: 'PERSONAL' }, one], ['repeat', 'counts'], 100],
  ['a personal round after one for credit', [one, { ...one, purpose: 'PERSONAL' }], ['counts', 'repeat'], 100],
  [
    'personal rounds alone',
    [
      { ...one, purpose: 'PERSONAL' },
      { ...one, purpose: 'PERSONAL' },
    ],
    ['counts', 'repeat'],
    100,
  ],
  [
    'a personal round between two for credit, the first of which was revoked',
    [{ ...one, revoked: true }, { ...one, purpose: 'PERSONAL' }, one],
    ['left out', 'repeat', 'counts'],
    100,
  ],
  ['a specimen does not make a record of study a repeat', [{ ...one, specimen: true }, one], ['counts', 'counts'], 100],
  [
    'a second specimen',
    [
      { ...one, specimen: true },
      { ...one, specimen: true },
    ],
    ['counts', 'repeat'],
    0,
  ],
  [
    'the order is that of the rounds, not of the days',
    [{ ...one, completedOn: '2026-12-01' }, one],
    ['counts', 'repeat'],
    100,
  ],
])('%s', async (_name, earned, marks, totalHundredths) => {
  expect(await transcriptOfAll(earned)).toEqual({ marks, totalHundredths });
});

test('a completion with several certificates is one entry, which names them all, and no repeat', async () => {
  const userId = await addLearner(pool.db);
  const { enrollmentId, frozen } = await insert(userId, one, 1);
  const { enrollmentId: second, frozen: again } = await insert(userId, one, 2);
  const [plainRow] = await pool.db.select().from(certificates).where(eq(certificates.id, frozen.id));
  if (plainRow === undefined) throw new Error('no certificate');
  const { organizationId } = plainRow;
  const credit = async (of: EnrollmentId, offer: string, more: Partial<typeof certificates.$inferInsert> = {}) => {
    const number = newCertificateNumber();
    const sealed = sealFacts(vault, sampleFacts({ number, studyHundredths: 100 }));
    const held = {
      enrollmentId: of,
      userId,
      organizationId,
      purpose: 'CREDIT' as const,
      specimen: false,
      issuedAt: at,
    };
    await pool.db.insert(certificates).values({ ...sealed, ...held, claimKey: `${of}:${offer}`, ...more });
    return number;
  };
  const both = [await credit(enrollmentId, 'a'), await credit(enrollmentId, 'b')].sort();
  await credit(enrollmentId, 'c', { revokedAt: at, revocationReason: 'ISSUED_IN_ERROR' });
  const { entries, count, totalHundredths } = await transcriptOf(pool.db, userId);
  expect([count, totalHundredths]).toEqual([2, 100]);
  expect(entries.find((entry) => entry.enrollmentId === enrollmentId)).toMatchObject({
    ...{ number: frozen.number, numbers: [frozen.number, ...both], repeat: false },
  });
  expect(entries.find((entry) => entry.enrollmentId === second)).toMatchObject({ number: again.number, repeat: true });
  // Without its plain certificate it is there by another.
  await pool.db
    .update(certificates)
    .set({ revokedAt: at, revocationReason: 'ISSUED_IN_ERROR' })
    .where(eq(certificates.id, frozen.id));
  const left = (await transcriptOf(pool.db, userId)).entries.find((entry) => entry.enrollmentId === enrollmentId);
  expect(left).toMatchObject({ number: both[0], numbers: both, repeat: false });
});

test('another person’s round is no repeat', async () => {
  expect(await transcriptOfAll([one])).toEqual({ marks: ['counts'], totalHundredths: 100 });
  expect(await transcriptOfAll([one])).toEqual({ marks: ['counts'], totalHundredths: 100 });
});

test('repeats beyond the first page are left out of the total too', async () => {
  const rounds = Array.from({ length: 103 }, () => one);
  const { totalHundredths } = await transcriptOfAllPaged(rounds);
  expect(totalHundredths).toBe(100);
});

describe('every completion, page by page', () => {
  const DAYS = ['2024-05-01', '2025-05-01', '2026-05-01'];
  let app: Awaited<ReturnType<typeof startTestApp>>;
  let userId: UserId;
  beforeAll(async () => {
    app = await startTestApp(pool);
    userId = await addLearner(pool.db);
    for (let round = 0; round < 103; round += 1) {
      const completedOn = DAYS[round % 3] as string;
      await insert(userId, { of: 'other course', completedOn, specimen: round === 102 }, round + 1);
    }
  });
  afterAll(() => app.stop());

  const QUERY = `query ($filter: TranscriptFilter, $first: Int, $last: Int, $after: String, $before: String) {
    viewer { transcript { count completions(filter: $filter, first: $first, last: $last, after: $after, before: $before) {
      totalCount nodes { certificateNumber completedOn status } pageInfo { hasNextPage endCursor startCursor } } } } }`;
  type Page = {
    totalCount: number;
    nodes: { certificateNumber: string; completedOn: string; status: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string; startCursor: string };
  };
  const ask = async (variables: object, as = userId) => {
    const { data, errors } = (await app.graphql(QUERY, variables, { 'x-test-user': as })).body;
    const viewer = data?.viewer as { transcript: { count: number; completions: Page } } | null | undefined;
    return { errors, completions: viewer?.transcript.completions, count: viewer?.transcript.count };
  };

  test('is there once, the newest day first, forwards and backwards', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 6; pages += 1) {
      const { completions }: Awaited<ReturnType<typeof ask>> = await ask({ first: 25, after });
      if (completions === undefined) throw new Error('no page');
      expect(completions.totalCount).toBe(103);
      seen.push(
        ...completions.nodes.map(({ completedOn, certificateNumber }) => `${completedOn} ${certificateNumber}`),
      );
      if (!completions.pageInfo.hasNextPage) break;
      after = completions.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(103);
    const day = (line: string) => line.slice(0, 10);
    expect(seen.map(day)).toEqual(seen.map(day).toSorted().toReversed());
    const { completions } = await ask({ last: 10 });
    expect(
      completions?.nodes.map(({ completedOn, certificateNumber }) => `${completedOn} ${certificateNumber}`),
    ).toEqual(seen.slice(-10));
    const before = await ask({ last: 10, before: completions?.pageInfo.startCursor });
    expect(before.completions?.nodes.map(({ certificateNumber }) => certificateNumber)).toEqual(
      seen.slice(-20, -10).map((line) => line.slice(11)),
    );
  });

  test.each([
    [{ status: ['COUNTED'] }, 1],
    [{ status: ['REPEAT'] }, 101],
    [{ status: ['SPECIMEN', 'COUNTED'] }, 2],
    [{ from: '2025-01-01' }, 68],
    [{ from: '2025-05-01', to: '2025-05-01' }, 34],
    [{ from: '2027-01-01' }, 0],
    [{ text: 'no such course' }, 0],
    [{ text: '  ' }, 103],
    [{}, 103],
  ])('filtered by %j there are %i', async (filter, found) => {
    const { completions, count } = await ask({ filter, first: 1 });
    expect([completions?.totalCount, completions?.nodes.length, count]).toEqual([found, Math.min(found, 1), 103]);
  });

  test('is found by its number in any case, and by nobody else', async () => {
    const { completions } = await ask({ first: 1 });
    const text = completions?.nodes[0]?.certificateNumber.toLowerCase();
    expect((await ask({ filter: { text } })).completions?.totalCount).toBe(1);
    expect((await ask({ filter: { text } }, await addLearner(pool.db))).completions?.totalCount).toBe(0);
  });

  test('a cursor that no page gave, and a text that is too long, are refused', async () => {
    expect((await ask({ after: 'bm90IGEgcGxhY2U' })).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await ask({ filter: { text: 'x'.repeat(201) } })).errors).toHaveLength(1);
  });
});

const transcriptOfAllPaged = async (all: Earned[]) => {
  const userId = await addLearner(pool.db);
  for (const [index, earned] of all.entries()) await insert(userId, earned, index + 1);
  return transcriptOf(pool.db, userId);
};
