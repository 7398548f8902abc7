import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CertificateId, CreditOfferId, EnrollmentId, LicenseId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { updateLicense } from '../../schema/credits/operations/updateLicense.ts';
import { type Claim, claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { recordEvaluated, recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { signAttestation } from '../../schema/enrollments/operations/signAttestation.ts';
import { revokeCertificate } from '../../schema/issuance/operations/revokeCertificate.ts';
import { addLicense } from '../../schema/licenses/operations/addLicense.ts';
import { removeLicense } from '../../schema/licenses/operations/removeLicense.ts';
import { CREDIT_NAME, claimFor, creditFinisher, PUBLIC_URL } from '../support/creditHolder.ts';
import { member } from '../support/issued.ts';
import { addLicenseRow, addOffer } from '../support/offers.ts';
import { completeContent, enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Who = { userId: UserId; enrollmentId: EnrollmentId; now: Date };
type Asked = { offerId: CreditOfferId; licenseIds?: LicenseId[] };

const claim = ({ userId, enrollmentId, now }: Who, offers: Asked[], more: Partial<Claim> = {}) =>
  claimCredit(world.db, userAct(userId, now), {
    enrollmentId,
    confirmedName: CREDIT_NAME,
    vault: world.vault,
    publicUrl: 'https://attune.example.org',
    offers: offers.map(({ offerId, licenseIds = [] }) => ({ offerId, licenseIds })),
    ...more,
  });

const SIGNED = {
  ...{ textVersion: '1', typedName: CREDIT_NAME, signedInBy: 'EMAIL_CODE' as const },
  ...{ ipAddress: null, userAgent: null },
};

/** The same person finishes the course once more. */
const finishAgain = async ({ userId }: Who): Promise<Who> => {
  const enrollmentId = await enrolled(world, userId);
  const now = await completeContent(world.db, userId, enrollmentId, new Date('2026-11-22T13:30:00Z'));
  await recordPostTestPassed(world.db, { now }, { enrollmentId });
  await recordEvaluated(world.db, { now }, { enrollmentId });
  await signAttestation(world.db, userAct(userId, now), { enrollmentId, ...SIGNED });
  return { userId, enrollmentId, now };
};

const awardsOf = (userId: UserId) =>
  world.db
    .select({ award: tables.creditAwards })
    .from(tables.creditAwards)
    .innerJoin(tables.enrollments, eq(tables.enrollments.id, tables.creditAwards.enrollmentId))
    .where(eq(tables.enrollments.userId, userId));

describe('claims of one person in two enrollments at once', () => {
  test.each([
    ['the same content twice', {}, 'REPEAT_CREDIT'],
    ['more than a day allows', { repeats: 'ALLOWED' as const, onlineHundredthsPerDay: 800 }, 'DAILY_LIMIT'],
  ])('never give %s', async (_name, values, code) => {
    for (let round = 0; round < 3; round++) {
      const { id: offerId } = await addOffer(world, { values });
      const first = await creditFinisher(world);
      await claimFor(world, first);
      const second = await finishAgain(first);
      const all = await Promise.allSettled(
        Array.from({ length: 10 }, (_, at) => claim(at % 2 === 0 ? first : second, [{ offerId }])),
      );
      expect(await awardsOf(first.userId)).toHaveLength(1);
      const refused = all.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
      expect(refused).toHaveLength(5);
      expect(refused[0]).toMatchObject({ code: 'OFFERS_BLOCKED', refused: [{ blockers: [{ code }] }] });
    }
  });
});

describe('a second claim of an offer', () => {
  const eventsOf = async (id: CertificateId) =>
    world.db.select().from(tables.auditEvents).where(eq(tables.auditEvents.objectId, id));

  test('names no further license where the body gives credit for one', async () => {
    const { id: offerId } = await addOffer(world, {
      values: { claimants: { kind: 'ONE_LICENSE', professions: ['lmft', 'lcsw'] } },
    });
    const who = await creditFinisher(world);
    const first = await addLicenseRow(world, { userId: who.userId });
    const second = await addLicenseRow(world, { userId: who.userId, profession: 'lcsw' });
    const { awards } = await claim(who, [{ offerId, licenseIds: [first] }]);
    const refused = { code: 'OFFERS_BLOCKED', refused: [{ offerId, blockers: [{ code: 'LICENSE_MISSING' }] }] };
    await expect(claim(who, [{ offerId, licenseIds: [second] }])).rejects.toMatchObject(refused);
    await expect(claim(who, [{ offerId, licenseIds: [first, second] }])).rejects.toMatchObject(refused);
    await removeLicense(world.db, userAct(who.userId, who.now), { licenseId: first });
    await expect(claim(who, [{ offerId, licenseIds: [second] }])).rejects.toMatchObject(refused);
    expect(await claim(who, [{ offerId }])).toMatchObject({ awards });
  });

  test('names no license of a profession to which the body gives nothing', async () => {
    const { id: offerId } = await addOffer(world, {
      values: { claimants: { kind: 'PROFESSIONS', professions: ['lcsw'] } },
    });
    const who = await creditFinisher(world);
    const fitting = await addLicenseRow(world, { userId: who.userId, profession: 'lcsw' });
    const other = await addLicenseRow(world, { userId: who.userId });
    const refused = { refused: [{ offerId, blockers: [{ code: 'LICENSE_PROFESSION_MISMATCH', licenseId: other }] }] };
    await expect(claim(who, [{ offerId, licenseIds: [fitting, other] }])).rejects.toMatchObject(refused);
    await claim(who, [{ offerId, licenseIds: [fitting] }]);
    await expect(claim(who, [{ offerId, licenseIds: [other] }])).rejects.toMatchObject(refused);
  });

  test('after the certificate was revoked answers the revoked one and records no issuing', async () => {
    const { id: offerId } = await addOffer(world);
    const who = await creditFinisher(world);
    const [given] = (await claim(who, [{ offerId }])).awards;
    if (given === undefined) throw new Error('nothing was given');
    const owner = await member(world, 'OWNER');
    const { number, id } = given.certificate;
    const why = { number, reason: 'ISSUED_IN_ERROR' as const, note: null, vault: world.vault };
    await revokeCertificate(world.db, userAct(owner, who.now), why);
    const before = await eventsOf(id);
    const [again] = (await claim(who, [{ offerId }])).awards;
    expect(again?.certificate).toMatchObject({ id, revokedAt: who.now });
    expect(await eventsOf(id)).toEqual(before);
  });
});

describe('after a revocation', () => {
  const revoke = async (number: string, reason: 'ACADEMIC_DISHONESTY' | 'ISSUED_IN_ERROR', now: Date) =>
    revokeCertificate(world.db, userAct(await member(world, 'OWNER'), now), {
      ...{ number, reason, note: null, vault: world.vault },
    });

  test.each([
    ['the completion', 'ISSUED_IN_ERROR', false, ['COMPLETION_REVOKED']],
    ['an award, for dishonesty', 'ACADEMIC_DISHONESTY', true, ['COMPLETION_REVOKED']],
    ['an award, for an error of its own', 'ISSUED_IN_ERROR', true, []],
  ] as const)('of %s (%s) further credit is given only where it stands', async (_what, reason, ofAward, codes) => {
    const [one, other] = [await addOffer(world), await addOffer(world)];
    const who = await creditFinisher(world);
    const { plain, awards } = await claim(who, [{ offerId: one.id }]);
    await revoke(ofAward ? (awards[0]?.certificate.number ?? '') : plain.number, reason, who.now);
    const { refused } = await claim(who, [{ offerId: other.id }], { giveRest: true });
    expect(refused.flatMap(({ blockers }) => blockers.map(({ code }) => code))).toEqual(codes);
    expect(await awardsOf(who.userId)).toHaveLength(codes.length === 0 ? 2 : 1);
  });
});

test.each(['執照123', 'A😀1', 'رقم5', '1\u0301'])(
  'a license number that cannot be printed, %s, gives nothing',
  async (number) => {
    const { id: offerId } = await addOffer(world);
    const who = await creditFinisher(world);
    const act = userAct(who.userId, who.now);
    const license = { kind: 'FULL' as const, number, nameOnLicense: null, expiresOn: null, cycle: null };
    const { licenseId } = await addLicense(world.db, act, {
      license: { ...license, profession: 'lmft', jurisdiction: 'US-CA' },
      vault: world.vault,
    });
    const refused = { code: 'INVALID_INPUT', message: expect.stringContaining('license number') };
    await expect(claim(who, [{ offerId, licenseIds: [licenseId] }])).rejects.toMatchObject(refused);
    expect(await awardsOf(who.userId)).toEqual([]);
    const correction = { licenseId, changes: { number: 'X-123' }, reason: 'CORRECTED', note: null } as const;
    await updateLicense(world.db, act, { ...correction, vault: world.vault, publicUrl: PUBLIC_URL });
    expect((await claim(who, [{ offerId, licenseIds: [licenseId] }])).awards).toHaveLength(1);
  },
);

test('an enrollment for personal growth earns no credit, whatever was done', async () => {
  const { id: offerId } = await addOffer(world, { values: { evaluationRequired: false } });
  const userId = await newLearner(world.db, CREDIT_NAME);
  const enrollmentId = await enrolled(world, userId, { purpose: 'PERSONAL' });
  const now = await completeContent(world.db, userId, enrollmentId, new Date('2026-11-22T11:30:00Z'));
  await recordPostTestPassed(world.db, { now }, { enrollmentId });
  await recordEvaluated(world.db, { now }, { enrollmentId });
  await signAttestation(world.db, userAct(userId, now), { enrollmentId, ...SIGNED });
  const who = { userId, enrollmentId, now };
  await expect(claim(who, [{ offerId }])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await claim(who, []);
  await expect(claim(who, [{ offerId }], { giveRest: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await awardsOf(userId)).toEqual([]);
});
