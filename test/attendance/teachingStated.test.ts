import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { CreditOfferId, EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { AFTER, ATTENDED_NAME, attendedCredit, WHOLE } from '../support/attendedCredit.ts';
import { attendee } from '../support/attending.ts';
import { type Events, openEvents } from '../support/intensives.ts';
import { ownersVerbs } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { creditedBy, later, TEACHER_NAME, taughtTraining, teachingAt } from '../support/teaching.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
let place: Awaited<ReturnType<typeof taughtTraining>>;
let robin: UserId;
let offers: Record<'apa' | 'eachTime', CreditOfferId>;
beforeAll(async () => {
  events = await openEvents();
  place = await taughtTraining(events);
  offers = {
    apa: await offered('apa'),
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
const learner = attendedCredit(
  () => events,
  () => place,
);
const owners = () => ownersVerbs(events.world, events.owner, AFTER);

/** Somebody who taught the first afternoon and has a certificate for it. */
const credited = (asked = [offers.apa], userId = robin) => creditedBy(teaching)(userId, asked);

describe('what is stated', () => {
  test('once, by owners and organizers, of parts and people of the training, within the part', async () => {
    const key = randomUUID();
    const [said, same] = [await state([{ part: 'Morning', key }]), await state([{ part: 'Morning', key }])];
    expect(said.intensive.taught).toMatchObject([{ part: 'Morning', instructor: TEACHER_NAME, minutes: 90 }]);
    expect(same.intensive.taught).toEqual(said.intensive.taught);
    const faults = async (...asked: Parameters<typeof state>) =>
      (await state(...asked)).fields?.map(({ path }) => path);
    expect(await faults([{ part: 'Morning', key, minutes: 10 }])).toEqual(['add.0.key']);
    expect(await faults([{ part: 'Morning', minutes: 1 }])).toEqual(['add.0.minutes']);
    expect(await faults([{ part: 'Afternoon', minutes: 181 }])).toEqual(['add.0.minutes']);
    expect(await faults([{ part: 'Afternoon', instructor: 'Somebody Else' }])).toEqual(['add.0.instructor']);
    expect(await faults([{ part: 'Break' as never }])).toEqual(['add.0.partId']);
    expect(await faults([], { takeBack: said.intensive.taught.map(({ id }) => id) })).toEqual(['reason']);
    const nothing = [globalId('TeachingStatement', randomUUID())];
    expect((await state([], { takeBack: nothing, reason: 'Wrong.' })).code).toBe('NOT_FOUND');
    expect((await state([{ part: 'Afternoon' }], { as: robin })).code).toBe('FORBIDDEN');
    const stranger = await newLearner(events.world.db, 'Li Example');
    expect((await state([{ part: 'Afternoon' }], { as: stranger })).code).toBe('NOT_FOUND');
  });

  test('fifty at once say it once', async () => {
    const key = randomUUID();
    await Promise.all(Array.from({ length: 50 }, () => state([{ part: 'Morning', key }])));
    const again = await state([{ part: 'Morning', key }]);
    expect(again.intensive.taught).toHaveLength(1);
  });

  test('is taken back with a reason and stays on record; the instructor sees what is about them', async () => {
    await state([{ part: 'Morning' }, { part: 'Morning', instructor: 'Kim Sample' }]);
    const { intensive } = await state([]);
    const own = intensive.taught.find(({ instructor }) => instructor === TEACHER_NAME);
    const back = { takeBack: [own?.id ?? ''], reason: 'Kim taught it alone.' };
    await state([{ part: 'Before lunch' }], back);
    await state([], back);
    const source = `query ($id: ID!) { node(id: $id) { ... on Intensive { taught { part takenBackAt reason } } } }`;
    const seen = async (as: UserId | null) =>
      ((await events.ask(as, source, { id: place.training.globalId })).data.node as { taught: object[] }).taught;
    expect(await seen(robin)).toMatchObject([
      { part: 'Morning', takenBackAt: AFTER.toISOString(), reason: 'Kim taught it alone.' },
      { part: 'Before lunch', takenBackAt: null },
    ]);
    expect(await seen(events.owner)).toHaveLength(3);
    expect(await seen(null)).toEqual([]);
  });

  test('is settled while a certificate stands on it; once that is revoked it is corrected and claimed anew', async () => {
    const { enrollmentId, plain, awards } = await credited();
    const { intensive } = await state([]);
    const back = { takeBack: intensive.taught.map(({ id }) => id), reason: 'It was Kim.' };
    expect(await state([], back)).toMatchObject({ code: 'TEACHING_AWARDED', parts: ['Afternoon'] });
    expect(await state([{ part: 'Afternoon', instructor: 'Kim Sample' }])).toMatchObject({ code: 'TEACHING_AWARDED' });
    expect((await state([{ part: 'Afternoon', day: 1 }])).code).toBeUndefined();
    expect(await name(null)).toMatchObject({ code: 'TEACHING_AWARDED', parts: ['Afternoon'] });
    expect(await enrolled(robin)).toBe(enrollmentId);
    for (const { number } of [plain, ...awards.map(({ certificate }) => certificate)]) await owners().revoke(number);
    expect((await state([{ part: 'Afternoon', minutes: 60 }], back)).code).toBeUndefined();
    const anew = await enrolled(robin);
    expect(anew).not.toBe(enrollmentId);
    await sign(robin, anew, later(1));
    const again = await claim(robin, anew, [offers.apa], { now: later(1) });
    expect(again.awards.map(({ award }) => award.totalHundredths)).toEqual([400]);
  });
});

describe('no minute counts twice', () => {
  /** The instructor has a place at the same training, and was there all the time. */
  const alsoAttends = async () => {
    const { db } = events.world;
    const who = await attendee(events, place.training, { name: ATTENDED_NAME });
    await db.execute(sql`update registrations set user_id = ${robin} where id = ${who.registrationId}`);
    const own = { ...who, userId: robin };
    const enrollmentId = await learner.enrolledAt(own);
    await learner.punch(own.id, WHOLE);
    return { ...own, enrollmentId };
  };

  test('attendance of a part that they taught earns nothing as a learner', async () => {
    const who = await alsoAttends();
    await state([{ part: 'Morning' }, { part: 'Afternoon', minutes: 30 }]);
    await teaching.finishAsLearner(robin, who.enrollmentId);
    const asLearner = await claimAsLearner(who.enrollmentId);
    // 690 minutes without 90 and 180.
    expect(asLearner.plain.publicFacts.studyHundredths).toBe(700);
    expect(asLearner.awards[0]?.award).toMatchObject({ basis: 'LEARNER', totalHundredths: 700 });
    const enrollmentId = await enrolled(robin);
    await sign(robin, enrollmentId);
    const taught = await claim(robin, enrollmentId, [offers.eachTime]);
    expect(taught.awards[0]?.award).toMatchObject({ basis: 'INSTRUCTOR', totalHundredths: 200 });
  });

  test('what a certificate says they attended earns nothing as taught, whichever claim comes first', async () => {
    const who = await alsoAttends();
    await teaching.finishAsLearner(robin, who.enrollmentId);
    expect((await claimAsLearner(who.enrollmentId)).awards[0]?.award.totalHundredths).toBe(1150);
    await state([{ part: 'Morning' }]);
    const enrollmentId = await enrolled(robin);
    const refused = await sign(robin, enrollmentId).catch((error) => error);
    expect(refused.blockers).toMatchObject([{ code: 'TEACHING_UNSTATED', attendedParts: ['Morning'] }]);
  });

  const claimAsLearner = (enrollmentId: EnrollmentId) => claim(robin, enrollmentId, [offers.eachTime]);
});
