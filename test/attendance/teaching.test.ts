import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { composeCredential } from '../../certificates/credential/compose.ts';
import type { PublicFacts } from '../../certificates/facts/publicFacts.ts';
import { doneWords, frontFacts } from '../../certificates/frontFacts.ts';
import { heading } from '../../certificates/words.ts';
import type { CreditOfferId, EnrollmentId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import { transcriptOf } from '../../schema/issuance/queries/transcript.ts';
import { AFTER } from '../support/attendedCredit.ts';
import { wall } from '../support/attending.ts';
import { PUBLIC_URL } from '../support/creditHolder.ts';
import { blockersOfRefusal } from '../support/finishing.ts';
import { couplesDraft, type Events, openEvents, publishedIntensive } from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import { creditedBy, later, TEACHER_NAME, taughtTraining, teachingAt } from '../support/teaching.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
let place: Awaited<ReturnType<typeof taughtTraining>>;
let robin: UserId;
let offers: Record<'apa' | 'naadac' | 'none' | 'eachTime', CreditOfferId>;
beforeAll(async () => {
  events = await openEvents();
  place = await taughtTraining(events);
  offers = {
    apa: await offered('apa'),
    naadac: await offered('naadac', { percent: 200 }),
    none: await offered('apa', null),
    eachTime: await offered('naadac', { again: 'EACH_TRAINING', shared: 'FULL' }),
  };
});
beforeEach(async () => {
  place = await taughtTraining(events);
  robin = await teacher();
});
afterAll(() => events.world.close());

const teaching = teachingAt(
  () => events,
  () => place,
);
const { state, name, teacher, enrolled, sign, claim, offered } = teaching;

/** Somebody who taught the first afternoon and has a certificate for it. */
const credited = (asked = [offers.apa], userId = robin) => creditedBy(teaching)(userId, asked);
const awardsOf = async (enrollmentId: EnrollmentId) =>
  events.world.db.select().from(tables.creditAwards).where(eq(tables.creditAwards.enrollmentId, enrollmentId));

describe('credit of an instructor', () => {
  test('is what they taught by the rule of each body, once, whoever claims at the same moment', async () => {
    const enrollmentId = await enrolled(robin);
    await state([{ part: 'Morning' }, { part: 'Before lunch', minutes: 45 }]);
    await sign(robin, enrollmentId);
    const asked = [offers.apa, offers.naadac, offers.none];
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => claim(robin, enrollmentId, asked, { giveRest: true })),
    );
    const numbers = claims.flatMap(({ awards, plain }) => [
      plain.number,
      ...awards.map(({ certificate }) => certificate.number),
    ]);
    expect(new Set(numbers).size).toBe(3);
    const kept = (await awardsOf(enrollmentId)).map(({ basis, totalHundredths }) => [basis, totalHundredths]);
    expect(kept.toSorted()).toEqual([
      ['INSTRUCTOR', 200],
      ['INSTRUCTOR', 450],
    ]);
    const refused = claims[0]?.refused.flatMap(({ blockers: found }) => found) ?? [];
    expect(refused).toMatchObject([{ code: 'TEACHING_NOT_CREDITED', offerId: offers.none }]);
    expect(claims[0]?.plain.publicFacts).toMatchObject({ certifies: 'TEACHING', studyHundredths: 225, credits: [] });
    expect((await transcriptOf(events.world.db, robin)).count).toBe(0);
  });

  test('says taught and never completed, on paper and in the credential, and keeps what it stood on', async () => {
    const { enrollmentId, plain, awards } = await credited();
    const issue = {
      ...{ did: 'did:web:attune.example.org', publicUrl: PUBLIC_URL, subjectId: `urn:uuid:${enrollmentId}` },
      ...{ identityHash: `sha256$${'0'.repeat(64)}`, status: { list: 1, position: 0 }, expiresAt: null },
    };
    const award = awards[0]?.certificate.publicFacts as PublicFacts;
    // What a body counts is dated by the organization's clocks.
    const dated = [
      [plain.publicFacts, '13 March 2027 (America/Los_Angeles)'],
      [award, '15 March 2027 (Pacific/Auckland)'],
    ] as const;
    for (const [facts, day] of dated) {
      const printed = { ...facts, learnerName: TEACHER_NAME };
      const paper = frontFacts(printed).flatMap(({ label, value }) => [label, value]);
      const words = [heading(printed, false), doneWords(printed), ...paper, ...facts.statements].join(' ');
      expect(words).toContain('Certificate of Teaching has taught the course');
      const badge = JSON.stringify(composeCredential(printed, issue));
      expect(badge).toContain('"achievementType":"ext:CertificateOfTeaching"');
      expect(badge).toContain(`Taught the course on ${day}`);
      expect(badge).toContain(
        'Sessions taught (dates in America/Los_Angeles):\\n- Online (Live online): 13 March 2027',
      );
      expect(printed).not.toHaveProperty('registration');
      expect(words + badge).not.toMatch(/complet/i);
    }
    expect(plain.publicFacts.statements.join(' ')).toContain('hours of live instruction that the holder taught');
    expect(award).toMatchObject({
      ...{ certifies: 'TEACHING', completedOn: '2027-03-15', studyHundredths: 300 },
      credits: [{ basis: 'INSTRUCTOR', amountHundredths: 300, counted: { on: '2027-03-15' } }],
    });
    const kept = await events.world.db
      .select()
      .from(tables.enrollmentTeaching)
      .where(eq(tables.enrollmentTeaching.enrollmentId, enrollmentId));
    expect(kept).toMatchObject([{ ordinal: 1, lines: [{ title: 'Afternoon', taught: 180, together: 180 }] }]);
  });

  test('of a shared part is divided or in full, as the offer says', async () => {
    const kim = await teacher('Kim Sample');
    await state([{ part: 'Morning' }, { part: 'Morning', instructor: 'Kim Sample' }, { part: 'Before lunch' }]);
    const amounts = async (userId: UserId) => {
      const enrollmentId = await enrolled(userId);
      await sign(userId, enrollmentId);
      const { awards } = await claim(userId, enrollmentId, [offers.naadac, offers.eachTime], { giveRest: true });
      return awards.map(({ award }) => award.totalHundredths);
    };
    expect(await amounts(robin)).toEqual([400, 275]);
    expect(await amounts(kim)).toEqual([150, 150]);
  });

  test('is given for the first time that the content is taught, or at each training, as the offer says', async () => {
    expect((await credited([offers.apa, offers.eachTime])).awards).toHaveLength(2);
    const first = place;
    place = await taughtTraining(events);
    await name(robin);
    const enrollmentId = await enrolled(robin);
    await state([{ part: 'Afternoon' }]);
    await sign(robin, enrollmentId);
    const again = await claim(robin, enrollmentId, [offers.apa, offers.eachTime], { giveRest: true });
    expect(again.awards.map(({ award }) => award.offerId)).toEqual([offers.eachTime]);
    expect(again.refused.flatMap(({ blockers: found }) => found.map(({ code }) => code))).toEqual(['REPEAT_CREDIT']);
    place = first;
    expect(await enrolled(robin)).not.toBe(enrollmentId);
  });

  test('asks the test and the evaluation only where the rule does', async () => {
    const strict = await offered('apa', { testRequired: true, evaluationRequired: true });
    const enrollmentId = await enrolled(robin);
    await state([{ part: 'Afternoon' }]);
    await sign(robin, enrollmentId);
    const { refused } = await claim(robin, enrollmentId, [strict], { giveRest: true });
    const codes = refused.flatMap(({ blockers: found }) => found.map(({ code }) => code));
    expect(codes.toSorted()).toEqual(['EVALUATION_MISSING', 'POST_TEST_NOT_PASSED']);
    await expect(claim(robin, enrollmentId, [offers.apa])).resolves.toMatchObject({ refused: [] });
  });
});

describe('who claims, and when', () => {
  test('only an account that the training names', async () => {
    const stranger = await newLearner(events.world.db, TEACHER_NAME);
    await expect(enrolled(stranger)).rejects.toMatchObject({ code: 'NOT_INSTRUCTOR' });
    await expect(enrolled(robin, AFTER, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const enrollmentId = await enrolled(robin);
    await state([{ part: 'Afternoon' }]);
    await name(null);
    expect(await blockersOfRefusal(sign(robin, enrollmentId))).toEqual(['INSTRUCTOR_NOT_NAMED', 'TEACHING_UNSTATED']);
  });

  test('somebody who is named after the event and of whom nothing is stated is told so', async () => {
    const kim = await teacher('Kim Sample');
    const enrollmentId = await enrolled(kim);
    await state([{ part: 'Afternoon' }]);
    expect(await blockersOfRefusal(sign(kim, enrollmentId))).toEqual(['TEACHING_UNSTATED']);
    expect(await blockersOfRefusal(claim(kim, enrollmentId, [offers.apa]))).toEqual([
      'TEACHING_UNSTATED',
      'ATTESTATION_MISSING',
    ]);
  });

  test('not before the training is over, nor when it was canceled', async () => {
    const during = new Date(wall(1, '15:00'));
    const enrollmentId = await enrolled(robin, during);
    expect(await state([{ part: 'Afternoon' }], { now: during })).toMatchObject({ code: 'TRAINING_NOT_OVER' });
    expect(await blockersOfRefusal(sign(robin, enrollmentId, during))).toEqual(['ATTENDANCE_OPEN']);
    await events.world.db
      .update(tables.intensives)
      .set({ cancelledAt: during, cancellationReason: 'The room is closed.' })
      .where(eq(tables.intensives.id, place.training.intensiveId));
    expect(await state([{ part: 'Afternoon' }])).toMatchObject({ code: 'INTENSIVE_CLOSED' });
    expect(await blockersOfRefusal(sign(robin, enrollmentId))).toEqual(['TRAINING_CANCELED']);
    const kim = await member(events.world, 'INSTRUCTOR', events.organizationId);
    await expect(enrolled(kim)).rejects.toMatchObject({ code: 'NOT_INSTRUCTOR' });
  });

  test('a therapy event earns nothing', async () => {
    const { id } = await publishedIntensive(events, `for-two-${randomUUID()}`, couplesDraft(await events.tax()));
    const [, key] = Buffer.from(id, 'base64').toString().split(':');
    await expect(enrolled(robin, AFTER, key as never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await state([{ part: 'Morning' }], { at: id })).toMatchObject({ fields: [{ path: 'intensiveId' }] });
  });

  test('one enrollment stands for a training, beside that of a learner; a withdrawn one is followed by another', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => enrolled(robin)));
    expect(new Set(all).size).toBe(1);
    const [first] = all as [EnrollmentId];
    await withdrawEnrollment(events.world.db, userAct(robin, AFTER), { enrollmentId: first });
    expect(await enrolled(robin)).not.toBe(first);
  });

  test('the attestation is of teaching, and is signed again when more is stated', async () => {
    const enrollmentId = await enrolled(robin);
    await state([{ part: 'Morning' }]);
    await expect(teaching.signAs('1', robin, enrollmentId)).rejects.toMatchObject({ code: 'TEXT_CHANGED' });
    await sign(robin, enrollmentId);
    await state([{ part: 'Afternoon' }], { now: later(1) });
    const found = async () => blockers(await standingOf(events.world.db, enrollmentId), later(2));
    expect((await found()).map(({ code }) => code)).toEqual(['ATTESTATION_MISSING']);
    await sign(robin, enrollmentId, later(2));
    expect(await found()).toEqual([]);
  });
});
