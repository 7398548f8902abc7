import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { certificates, documents, enrollments } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { openDocument } from '../../schema/issuance/operations/openDocument.ts';
import { shareCertificateName } from '../../schema/issuance/operations/shareCertificateName.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { finishing, LEARNER as NAME, START as start } from '../support/finishing.ts';
import { enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const { claim, finisher, rename, sign } = finishing(() => world);

describe('claiming', () => {
  test('by a process whose clock is slow, the certificate is not older than the completion', async () => {
    const { userId, enrollmentId, now } = await finisher();
    const { completedAt } = await standingOf(world.db, enrollmentId);
    const { id } = await claim(userId, enrollmentId, new Date(now.getTime() - 600_000));
    const [row] = await world.db.select().from(certificates).where(eq(certificates.id, id));
    expect(row?.issuedAt).toEqual(completedAt ?? 'not completed');
    const [enrollment] = await world.db.select().from(enrollments).where(eq(enrollments.id, enrollmentId));
    expect(enrollment?.claimedAt).toEqual(completedAt);
  });

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
    expect(now.toISOString()).toBe('2026-11-22T12:45:00.000Z');
    const certificate = await claim(userId, enrollmentId, new Date('2026-12-24T00:00:00Z'));
    expect(certificate.publicFacts).toMatchObject({
      completedOn: '2026-11-23',
      completedAt: '2026-11-22T12:45:00.000Z',
      issuedAt: '2026-12-24T00:00:00.000Z',
      timeZone: 'Pacific/Auckland',
      studyHundredths: 125,
    });
  });

  test('requires the name of the profile', async () => {
    const { userId, enrollmentId, now } = await finisher();
    await expect(claim(userId, enrollmentId, now, 'Someone Else')).rejects.toMatchObject({
      blockers: [{ code: 'NAME_UNCONFIRMED' }],
    });
    await rename(userId, '王小明');
    await sign(userId, enrollmentId, now, '王小明');
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
      publicFacts: { studyHundredths: 125 },
    });
    expect(await ask('ναταλια  IVANOVA Lukasz')).toMatchObject({ name: null, nameMatches: true });
    expect(await ask('Natalia Ivanova')).toMatchObject({ name: null, nameMatches: false });
    await shareCertificateName(world.db, userAct(userId, now), { certificateId: id, shared: true });
    expect(await ask()).toMatchObject({ name: NAME });
    const stranger = await newLearner(world.db);
    await expect(
      shareCertificateName(world.db, userAct(stranger, now), { certificateId: id, shared: true }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
