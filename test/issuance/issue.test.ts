import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { attestations, certificates, documents, evaluationResponses, profiles } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { signAttestation } from '../../schema/enrollments/operations/signAttestation.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { mixResponses, submitEvaluation } from '../../schema/evaluations/operations.ts';
import { evaluationForm } from '../../schema/evaluations/queries.ts';
import { openDocument } from '../../schema/issuance/operations/openDocument.ts';
import { shareCertificateName } from '../../schema/issuance/operations/shareCertificateName.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { completeContent, enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const start = new Date('2026-11-22T11:30:00Z');
const NAME = 'Ναταλία Ivanova-Łukasz';

const evaluate = async (userId: UserId, enrollmentId: EnrollmentId, now: Date) => {
  const { versionId } = await standingOf(world.db, enrollmentId);
  const { items } = await evaluationForm(world.db, versionId);
  const answers = items
    .filter(({ required }) => required)
    .map(({ key, kind, options }) =>
      kind === 'SCALE' ? { itemKey: key, scale: 4 } : { itemKey: key, choice: options[0] ?? '' },
    );
  return submitEvaluation(world.db, userAct(userId, now), { enrollmentId, answers });
};

/** A learner who has done everything but claim. */
const finisher = async (purpose: 'CREDIT' | 'PERSONAL' = 'CREDIT') => {
  const userId = await newLearner(world.db, NAME);
  const enrollmentId = await enrolled(world, userId, { purpose });
  const now = await completeContent(world.db, userId, enrollmentId, start);
  if (purpose === 'CREDIT') {
    await recordPostTestPassed(world.db, { now }, { enrollmentId });
    await evaluate(userId, enrollmentId, now);
    await sign(userId, enrollmentId, now);
  }
  return { userId, enrollmentId, now };
};

const sign = (userId: UserId, enrollmentId: EnrollmentId, now: Date, typedName = NAME, textVersion = '1') =>
  signAttestation(world.db, userAct(userId, now), {
    enrollmentId,
    textVersion,
    typedName,
    signedInBy: 'EMAIL_CODE',
    ipAddress: '127.0.0.1',
    userAgent: 'test',
  });

const claim = (userId: UserId, enrollmentId: EnrollmentId, now: Date, printedName = NAME) =>
  claimCredit(world.db, userAct(userId, now), {
    enrollmentId,
    confirmedName: printedName,
    vault: world.vault,
    publicUrl: 'https://attune.example.org',
  });

describe('claiming', () => {
  test('refuses with the same list that the learner sees', async () => {
    const userId = await newLearner(world.db, NAME);
    const enrollmentId = await enrolled(world, userId);
    const refused = await claim(userId, enrollmentId, start).catch((error) => error);
    const codes = new Set(refused.blockers.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(
      new Set(['MODULE_INCOMPLETE', 'TIME_SHORT', 'POST_TEST_NOT_PASSED', 'EVALUATION_MISSING', 'ATTESTATION_MISSING']),
    );
  });

  test('fifty claims at once, on many connections, issue exactly one certificate', async () => {
    const { userId, enrollmentId, now } = await finisher();
    const issued = await Promise.all(Array.from({ length: 50 }, () => claim(userId, enrollmentId, now)));
    expect(new Set(issued.map(({ number }) => number)).size).toBe(1);
    expect(await world.db.select().from(certificates).where(eq(certificates.enrollmentId, enrollmentId))).toHaveLength(
      1,
    );
    const later = await claim(userId, enrollmentId, new Date('2027-01-01T00:00:00Z'));
    expect(later.number).toBe(issued[0]?.number);
    const [{ jobs } = { jobs: 0 }] = await world.db.execute<{ jobs: number }>(
      sql`select count(*)::int as jobs from pgboss.job where name = 'certificate-issued' and data->>'certificateId' = ${issued[0]?.id}`,
    );
    expect(jobs).toBe(1);
  });

  test('prints the day everything was done in the organization’s time zone, never the day of the claim', async () => {
    const { userId, enrollmentId, now } = await finisher();
    expect(now.toISOString()).toBe('2026-11-22T12:30:00.000Z');
    const certificate = await claim(userId, enrollmentId, new Date('2026-12-24T00:00:00Z'));
    expect(certificate.publicFacts).toMatchObject({
      completedOn: '2026-11-23',
      timeZone: 'Pacific/Auckland',
      studyHundredths: 100,
    });
  });

  test('requires the name exactly as in the profile', async () => {
    const { userId, enrollmentId, now } = await finisher();
    await expect(claim(userId, enrollmentId, now, 'Someone Else')).rejects.toMatchObject({
      blockers: [{ code: 'NAME_UNCONFIRMED' }],
    });
    await world.db.update(profiles).set({ legalName: '王小明' }).where(eq(profiles.userId, userId));
    await expect(claim(userId, enrollmentId, now, '王小明')).rejects.toMatchObject({ code: 'NAME_UNDRAWABLE' });
    expect(await world.db.select().from(certificates).where(eq(certificates.enrollmentId, enrollmentId))).toEqual([]);
  });

  test('another person’s and a withdrawn enrollment', async () => {
    const { enrollmentId, userId, now } = await finisher();
    const stranger = await newLearner(world.db, NAME);
    await expect(claim(stranger, enrollmentId, now)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withdrawEnrollment(world.db, userAct(userId, now), { enrollmentId });
    await expect(claim(userId, enrollmentId, now)).rejects.toMatchObject({ code: 'ENROLLMENT_CLOSED' });
  });

  test('for personal growth: content and a name are enough, and the paper says so', async () => {
    const { userId, enrollmentId, now } = await finisher('PERSONAL');
    const { publicFacts, id } = await claim(userId, enrollmentId, now);
    expect(publicFacts).toMatchObject({ purpose: 'PERSONAL', assessment: null });
    expect(publicFacts.statements.join(' ')).toContain('No accrediting body has approved this course');
    expect(publicFacts.statements.join(' ')).toContain('No assessment was required');
    await expect(
      shareCertificateName(world.db, userAct(userId, now), { certificateId: id, shared: true }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('the facts contain no word of a regulated unit', async () => {
    const { userId, enrollmentId, now } = await finisher();
    const { publicFacts } = await claim(userId, enrollmentId, now);
    expect(JSON.stringify([publicFacts.statements, publicFacts.course])).not.toMatch(
      /\b(CEU|CE credit|clock hour|contact hour|credit hour)/i,
    );
  });
});

describe('signing', () => {
  test('needs the current text and the legal name, and is signed once', async () => {
    const userId = await newLearner(world.db, NAME);
    const enrollmentId = await enrolled(world, userId);
    await expect(sign(userId, enrollmentId, start, NAME, '0')).rejects.toMatchObject({
      code: 'TEXT_CHANGED',
      currentVersion: '1',
    });
    await expect(sign(userId, enrollmentId, start, 'Li')).rejects.toMatchObject({
      blockers: [{ code: 'NAME_UNCONFIRMED' }],
    });
    await Promise.all(Array.from({ length: 20 }, () => sign(userId, enrollmentId, start)));
    expect(await world.db.select().from(attestations).where(eq(attestations.enrollmentId, enrollmentId))).toHaveLength(
      1,
    );
  });
});

describe('what is issued', () => {
  test('the document is drawn once, the same bytes for all simultaneous callers, and is encrypted at rest', async () => {
    const { userId, enrollmentId, now } = await finisher();
    const { number, id } = await claim(userId, enrollmentId, now);
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => openDocument(world.db, world.vault, world.issuer, { number, now })),
    );
    const bytes = opened.map((document) => (document && 'bytes' in document ? document.bytes.toString('base64') : ''));
    expect(new Set(bytes).size).toBe(1);
    expect(
      Buffer.from(bytes[0] ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const [stored] = await world.db.select().from(documents).where(eq(documents.certificateId, id));
    expect(stored?.sealedBytes.includes(Buffer.from('%PDF-'))).toBe(false);
    const [row] = await world.db.execute<{ text: string }>(
      sql`select row_to_json(k)::text as text from certificates k where id = ${id}`,
    );
    expect(row?.text).not.toContain('Ivanova');
  });

  test('facts cannot be changed, nor the certificate deleted; after erasure the number still answers', async () => {
    const { userId, enrollmentId, now } = await finisher();
    const { number, id } = await claim(userId, enrollmentId, now);
    const change = (set: object) => world.db.update(certificates).set(set).where(eq(certificates.id, id));
    await expect(change({ publicFacts: {} })).rejects.toThrow();
    await expect(change({ issuedAt: start })).rejects.toThrow();
    await expect(world.db.delete(certificates).where(eq(certificates.id, id))).rejects.toThrow();
    await change({ wrappedDataKey: null, userId: null });
    expect(await openDocument(world.db, world.vault, world.issuer, { number, now })).toEqual({ gone: true });
    expect(await verdictOf(world.db, world.vault, { number, name: NAME, now })).toMatchObject({
      status: 'VALID',
      name: null,
      nameMatches: true,
    });
    await expect(change({ wrappedDataKey: Buffer.from('x') })).rejects.toThrow();
  });
});

describe('the verdict', () => {
  test('never shows a name that is not shared, and compares the one that is typed', async () => {
    const { userId, enrollmentId, now } = await finisher();
    const { number, id } = await claim(userId, enrollmentId, now);
    const ask = (name?: string) => verdictOf(world.db, world.vault, { number, name, now });
    expect(await ask()).toMatchObject({
      status: 'VALID',
      name: null,
      nameMatches: null,
      publicFacts: { studyHundredths: 100 },
    });
    expect(await ask('ναταλια  IVANOVA Łukasz')).toMatchObject({ name: null, nameMatches: true });
    expect(await ask('Natalia Ivanova')).toMatchObject({ name: null, nameMatches: false });
    await shareCertificateName(world.db, userAct(userId, now), { certificateId: id, shared: true });
    expect(await ask()).toMatchObject({ name: NAME });
    const stranger = await newLearner(world.db);
    await expect(
      shareCertificateName(world.db, userAct(stranger, now), { certificateId: id, shared: true }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('evaluations', () => {
  test('are stored once per enrollment under fifty submissions, and do not reveal who or when', async () => {
    const userId = await newLearner(world.db, NAME);
    const enrollmentId = await enrolled(world, userId);
    const before = (await world.db.select().from(evaluationResponses)).length;
    await Promise.all(Array.from({ length: 50 }, () => evaluate(userId, enrollmentId, start)));
    const rows = await world.db.select().from(evaluationResponses);
    expect(rows).toHaveLength(before + 1);
    expect(rows.map(({ month }) => month)).toEqual(rows.map(() => '2026-11-01'));
    expect(JSON.stringify(rows)).not.toContain(userId);
  });

  test('after mixing, the transaction, the position and the key of each row have changed', async () => {
    type Trace = { id: string; place: string; transaction: string };
    const trace = () =>
      world.db.execute<Trace>(sql`select id, ctid::text as place, xmin::text as transaction from evaluation_responses`);
    const before = [...(await trace())];
    await mixResponses(world.db);
    const now = [...(await trace())];
    expect(now).toHaveLength(before.length);
    expect(new Set(now.map(({ transaction }) => transaction)).size).toBe(1);
    expect(before.map(({ id }) => id).filter((id) => now.some((row) => row.id === id))).toEqual([]);
  });

  test('a profession that few share is dropped when responses are mixed', async () => {
    const { versionId } = await standingOf(world.db, await enrolled(world, await newLearner(world.db)));
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

  test('says whether it had been submitted before', async () => {
    const userId = await newLearner(world.db, NAME);
    const enrollmentId = await enrolled(world, userId);
    expect(await evaluate(userId, enrollmentId, start)).toEqual({ id: enrollmentId, alreadySubmitted: false });
    expect(await evaluate(userId, enrollmentId, start)).toEqual({ id: enrollmentId, alreadySubmitted: true });
  });

  test('names every fault and stores nothing', async () => {
    const userId = await newLearner(world.db, NAME);
    const enrollmentId = await enrolled(world, userId);
    const answers = [
      { itemKey: 'objective:o1', scale: 9 },
      { itemKey: 'nothing', text: 'x' },
    ];
    const refused = await submitEvaluation(world.db, userAct(userId, start), { enrollmentId, answers }).catch(
      (error) => error,
    );
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refused.fields.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['answers.0', 'answers.1', 'answers.objective:o2']),
    );
    expect((await standingOf(world.db, enrollmentId)).evaluatedAt).toBeNull();
  });
});
