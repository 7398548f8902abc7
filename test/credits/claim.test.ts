import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CreditOfferId, EnrollmentId, LicenseId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';

import { addDays } from '../../schema/accreditation/rules/approval.ts';
import { systemAct, userAct } from '../../schema/act.ts';

import { grantException } from '../../schema/credits/operations/grantException.ts';
import { type Claim, claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { CREDIT_NAME, creditFinisher } from '../support/creditHolder.ts';
import { member } from '../support/issued.ts';
import { addLicenseRow, addOffer } from '../support/offers.ts';
import { openWorld, type World } from '../support/world.ts';

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

const certificatesOf = ({ enrollmentId }: Who) =>
  world.db.select().from(tables.certificates).where(eq(tables.certificates.enrollmentId, enrollmentId));
const awardsOf = ({ enrollmentId }: Who) =>
  world.db.select().from(tables.creditAwards).where(eq(tables.creditAwards.enrollmentId, enrollmentId));

describe('a claim of offers', () => {
  test('gives one award and one certificate for each, beside the plain one, whatever the order of claims', async () => {
    const [one, two, three] = [await addOffer(world), await addOffer(world), await addOffer(world)];
    const orders = [[[one, two, three]], [[three], [two, one]], [[], [one], [one, two], [three]]];
    const results = [];
    for (const order of orders) {
      const who = await creditFinisher(world);
      for (const offers of order)
        await claim(
          who,
          offers.map(({ id }) => ({ offerId: id })),
        );
      const awards = await awardsOf(who);
      results.push(
        awards
          .map(({ offerId, totalHundredths, countsOn, lines }) => ({ offerId, totalHundredths, countsOn, lines }))
          .sort((a, b) => (a.offerId < b.offerId ? -1 : 1)),
      );
      expect((await certificatesOf(who)).map(({ claimKey }) => claimKey).sort()).toEqual(
        ['plain', one.id, two.id, three.id].map((end) => `${who.enrollmentId}:${end}`).sort(),
      );
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test('fifty at once give each award once', async () => {
    const [one, two] = [await addOffer(world), await addOffer(world)];
    const who = await creditFinisher(world);
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        claim(who, at % 2 === 0 ? [{ offerId: one.id }] : [{ offerId: two.id }, { offerId: one.id }]),
      ),
    );
    expect(new Set(all.map(({ plain }) => plain.number)).size).toBe(1);
    expect(new Set(all.flatMap(({ awards }) => awards.map(({ certificate }) => certificate.number))).size).toBe(2);
    expect(await certificatesOf(who)).toHaveLength(3);
    expect(await awardsOf(who)).toHaveLength(2);
  });

  test('names every offer that cannot be given and why, changes nothing, and gives the rest when asked', async () => {
    const open = await addOffer(world);
    const over = await addOffer(world, { approval: { endsOn: '2026-01-31' } });
    const strict = await addOffer(world, { values: { claimants: { kind: 'PROFESSIONS', professions: ['lcsw'] } } });
    const shown = await addOffer(world, { values: { demandedFacts: ['LICENSE'] } });
    const who = await creditFinisher(world);
    const all = [open, over, strict, shown].map(({ id }) => ({ offerId: id }));
    await expect(claim(who, all)).rejects.toMatchObject({
      code: 'OFFERS_BLOCKED',
      refused: [
        { offerId: over.id, blockers: [{ code: 'APPROVAL_NOT_IN_FORCE' }] },
        { offerId: strict.id, blockers: [{ code: 'LICENSE_MISSING' }] },
        { offerId: shown.id, blockers: [{ code: 'LICENSE_MISSING' }] },
      ],
    });
    expect([await certificatesOf(who), await awardsOf(who)]).toEqual([[], []]);
    const given = await claim(who, all, { giveRest: true });
    expect(given.awards.map(({ award }) => award.offerId)).toEqual([open.id]);
    expect(given.refused.map(({ offerId }) => offerId)).toEqual([over.id, strict.id, shown.id]);
    // A claimed enrollment goes on to take claims.
    const licenseId = await addLicenseRow(world, { userId: who.userId, profession: 'lcsw', jurisdiction: 'US-NY' });
    const later = await claim(who, [{ offerId: strict.id, licenseIds: [licenseId] }]);
    expect(later.awards).toHaveLength(1);
    expect(later.plain.number).toBe(given.plain.number);
  });

  test('who passed the course but not an offer’s mark has the plain certificate, without a word of the body', async () => {
    const { db, courseId } = world;
    const offer = await addOffer(world, { values: { passPercent: 90 } });
    const who = await creditFinisher(world);
    const { userId, enrollmentId, now } = who;
    const [quiz] = await db.select().from(tables.quizzes).where(eq(tables.quizzes.kind, 'POST_TEST'));
    if (quiz === undefined) throw new Error('the course has no test');
    const of = { enrollmentId, userId, courseId, quizId: quiz.id, quizKey: quiz.key };
    const [attempt] = await db
      .insert(tables.quizAttempts)
      .values({ ...of, ordinal: 1, startedAt: now, questionCount: 20 })
      .returning();
    const [question] = await db.select().from(tables.questions).where(eq(tables.questions.quizId, quiz.id)).limit(1);
    if (attempt === undefined || question === undefined) throw new Error('no attempt was inserted');
    const handedIn = { submittedAt: now, correctCount: 17, passed: true };
    await db.update(tables.quizAttempts).set(handedIn).where(eq(tables.quizAttempts.id, attempt.id));
    const first = await claim(who, [{ offerId: offer.id }], { giveRest: true });
    expect(first).toMatchObject({ awards: [], refused: [{ blockers: [{ code: 'POST_TEST_NOT_PASSED' }] }] });
    expect(first.plain.publicFacts.credits).toEqual([]);
    expect(JSON.stringify(first.plain.publicFacts)).not.toContain(offer.accreditor);
    // A question was at fault, which the regrade of a claimed enrollment reaches too.
    await db.insert(tables.regrades).values({
      ...{
        attemptId: attempt.id,
        questionId: question.id,
        regradedAt: now,
        reason: 'Two are right.',
        regradedBy: 'office',
      },
      ...{ correctCountBefore: 17, correctCountAfter: 18, passedAfter: true },
    });
    const then = await claim(who, [{ offerId: offer.id }]);
    expect([then.plain.number, then.awards.length]).toEqual([first.plain.number, 1]);
  });

  test('a license named later is joined to the award, once', async () => {
    const offer = await addOffer(world);
    const who = await creditFinisher(world);
    const first = await addLicenseRow(world, { userId: who.userId });
    const second = await addLicenseRow(world, { userId: who.userId, jurisdiction: 'US-NY', profession: 'lcsw' });
    const { awards } = await claim(who, [{ offerId: offer.id, licenseIds: [first] }]);
    const again = await claim(who, [{ offerId: offer.id, licenseIds: [first, second] }]);
    expect(again.awards[0]?.certificate.number).toBe(awards[0]?.certificate.number);
    const joined = await world.db
      .select()
      .from(tables.awardLicenses)
      .where(eq(tables.awardLicenses.awardId, again.awards[0]?.award.id as never));
    expect(joined.map(({ licenseId }) => licenseId).sort()).toEqual([first, second].sort());
  });

  test('two offers of one body for the same content give one award', async () => {
    const first = await addOffer(world, { accreditor: 'double', approval: { jurisdiction: 'US-CA' } });
    const second = await addOffer(world, { accreditor: 'double', approval: { jurisdiction: 'US-NY' } });
    const who = await creditFinisher(world);
    const given = await claim(who, [{ offerId: second.id }, { offerId: first.id }], { giveRest: true });
    expect(given.awards.map(({ award }) => award.offerId)).toEqual([first.id]);
    expect(given.refused).toMatchObject([{ offerId: second.id, blockers: [{ code: 'REPEAT_CREDIT' }] }]);
  });

  test('the longest retention is frozen in the award', async () => {
    const short = await addOffer(world, { values: { retentionYears: 3 } });
    const long = await addOffer(world, { values: { retentionYears: 10 } });
    const who = await creditFinisher(world);
    await claim(who, [{ offerId: short.id }, { offerId: long.id }]);
    const years = (await awardsOf(who)).map(
      ({ keptUntil, awardedAt }) => Number(keptUntil.slice(0, 4)) - awardedAt.getUTCFullYear(),
    );
    expect(years.sort((a, b) => a - b)).toEqual([7, 10]);
  });

  test('a claim on 29 February is kept until 1 March, never a day less', async () => {
    const offer = await addOffer(world, { values: { retentionYears: 9 } });
    const who = await creditFinisher(world);
    await claim({ ...who, now: new Date('2028-02-29T12:00:00Z') }, [{ offerId: offer.id }]);
    expect(await awardsOf(who)).toMatchObject([{ countsOn: '2026-11-23', keptUntil: '2037-03-01' }]);
  });

  test('a foreign license, a foreign offer and somebody else’s enrollment are not found', async () => {
    const offer = await addOffer(world);
    const who = await creditFinisher(world);
    const other = await creditFinisher(world);
    const foreign = await addLicenseRow(world, { userId: other.userId });
    const notFound = { code: 'NOT_FOUND' };
    await expect(claim(who, [{ offerId: offer.id, licenseIds: [foreign] }])).rejects.toMatchObject(notFound);
    await expect(claim(who, [{ offerId: who.enrollmentId as never }])).rejects.toMatchObject(notFound);
    await expect(claim({ ...who, userId: other.userId }, [{ offerId: offer.id }])).rejects.toMatchObject(notFound);
  });
});

describe('an exception', () => {
  const late = (more: object = {}) =>
    addOffer(world, { offer: { lastCompletionOn: '2026-01-31' }, values: { waivable: ['DAILY_LIMIT'] }, ...more });
  const grant = (userId: UserId, facts: Partial<Parameters<typeof grantException>[2]>) =>
    grantException(world.db, userAct(userId, new Date('2026-11-26T12:00:00Z')), {
      enrollmentId: null,
      offerId: null,
      blocker: 'CLAIM_DEADLINE_PASSED',
      untilOn: '2026-12-31',
      reason: 'The connection failed',
      ...facts,
    });

  test('lets one person claim what the deadline refused, with its reason in the audit trail', async () => {
    const offer = await late();
    const [who, other] = [await creditFinisher(world), await creditFinisher(world)];
    const owner = await member(world, 'OWNER');
    await grant(owner, { enrollmentId: who.enrollmentId, offerId: offer.id });
    expect((await claim(who, [{ offerId: offer.id }])).awards).toHaveLength(1);
    await expect(claim(other, [{ offerId: offer.id }])).rejects.toMatchObject({ code: 'OFFERS_BLOCKED' });
    const [event] = await world.db
      .select()
      .from(tables.auditEvents)
      .where(eq(tables.auditEvents.verb, 'EXCEPTION_GRANTED'));
    expect(event).toMatchObject({ actorUserId: owner, actor: 'owner', reason: 'The connection failed' });
  });

  test('that is granted twice stands once', async () => {
    const offer = await late();
    const { enrollmentId } = await creditFinisher(world);
    const owner = await member(world, 'OWNER');
    const first = await grant(owner, { enrollmentId, offerId: offer.id });
    expect(await grant(owner, { enrollmentId, offerId: offer.id, reason: 'Once more' })).toEqual(first);
    const longer = await grant(owner, { enrollmentId, offerId: offer.id, untilOn: '2027-01-31' });
    expect(longer.id).not.toBe(first.id);
    for (let day = 1; day <= 98; day += 1)
      await grant(owner, { enrollmentId, offerId: offer.id, untilOn: addDays('2027-03-01', day) });
    const more = grant(owner, { enrollmentId, offerId: offer.id, untilOn: '2028-01-31' });
    await expect(more).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test.each([
    ['a learner', 'NOT_FOUND', async () => ({ userId: (await creditFinisher(world)).userId, facts: {} })],
    ['an auditor', 'FORBIDDEN', async () => ({ userId: await member(world, 'AUDITOR'), facts: {} })],
    [
      'a blocker that the body does not name',
      'NOT_WAIVABLE',
      async () => ({ userId: await member(world, 'OWNER'), facts: { blocker: 'REPEAT_CREDIT' as const } }),
    ],
    [
      'a day that has passed in the organization’s zone',
      'INVALID_INPUT',
      async () => ({ userId: await member(world, 'OWNER'), facts: { untilOn: '2026-11-26' } }),
    ],
    ['an unknown offer', 'NOT_FOUND', async () => ({ userId: await member(world, 'OWNER'), facts: { offerId: null } })],
  ])('is refused to %s: %s', async (_name, code, made) => {
    const offer = await late();
    const who = await creditFinisher(world);
    const { userId, facts } = await made();
    const asked = { enrollmentId: who.enrollmentId, offerId: offer.id, ...facts };
    await expect(grant(userId, asked)).rejects.toMatchObject({ code });
  });

  test('is not written about an erased person, before, after or while they are erased', async () => {
    const offer = await late();
    const owner = await member(world, 'OWNER');
    const erased = new Date('2045-01-01T00:00:00Z');
    for (let round = 0; round < 5; round += 1) {
      const { userId, enrollmentId } = await creditFinisher(world);
      const [granted] = await Promise.allSettled([
        grant(owner, { enrollmentId, offerId: offer.id }),
        eraseByOperator(world.db, systemAct(erased), { userId, reason: 'asked by letter' }),
      ]);
      if (granted.status === 'rejected') expect(granted.reason).toMatchObject({ code: 'NOT_FOUND' });
      await expect(grant(owner, { enrollmentId, offerId: offer.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const rows = await world.db
        .select()
        .from(tables.creditExceptions)
        .where(eq(tables.creditExceptions.enrollmentId, enrollmentId));
      for (const { id } of rows) {
        const events = await world.db.select().from(tables.auditEvents).where(eq(tables.auditEvents.objectId, id));
        expect(events.map(({ reason }) => reason)).toEqual(['erased']);
      }
      expect(rows.map(({ reason, grantedBy }) => [reason, grantedBy])).toEqual(rows.map(() => ['erased', 'erased']));
    }
  });
});
