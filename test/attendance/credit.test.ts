import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { CreditOfferId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import {
  AFTER,
  ATTENDED_NAME,
  attendedCredit,
  BODIES,
  creditedTraining,
  type Punch,
  WHOLE,
} from '../support/attendedCredit.ts';
import { attendanceOf, attendee, correct, wall } from '../support/attending.ts';
import { blockersOfRefusal } from '../support/finishing.ts';
import { type Events, openEvents } from '../support/intensives.ts';
import { globalId } from '../support/quizPages.ts';

let events: Events;
let place: Awaited<ReturnType<typeof creditedTraining>>;
let offers: Record<keyof typeof BODIES, CreditOfferId>;
beforeAll(async () => {
  events = await openEvents();
  place = await creditedTraining(events);
  offers = {
    apa: await place.offered(BODIES.apa),
    newYork: await place.offered(BODIES.newYork),
    naadac: await place.offered(BODIES.naadac),
  };
});
afterAll(() => events.world.close());

const { punch, enrolledAt, finish, evaluate, finisher, claim } = attendedCredit(
  () => events,
  () => place,
);
const all = () => [offers.apa, offers.newYork, offers.naadac];
const names = () => new Map(Object.entries(offers).map(([name, id]) => [id, name]));

/** The two days without some punches, and with others. */
const but = (without: readonly string[], more: Punch[] = []): Punch[] => [
  ...WHOLE.filter(([on, time]) => !without.includes(`${on} ${time}`)),
  ...more,
];

describe('what attendance earns', () => {
  test.each<[string, Punch[], Record<string, number>]>([
    ['both days, out for lunch', WHOLE, { apa: 1150, newYork: 1350, naadac: 1150 }],
    [
      'nobody signs out for lunch',
      but(['0 12:00', '0 13:00', '1 12:00', '1 13:00']),
      { apa: 1150, newYork: 1350, naadac: 1150 },
    ],
    ['ten minutes late', but(['0 08:55'], [[0, '09:10', 'IN']]), { apa: 1150, naadac: 1125 }],
    ['twenty minutes late', but(['0 08:55'], [[0, '09:20', 'IN']]), { naadac: 1100 }],
    [
      'back after ten minutes',
      but(
        [],
        [
          [0, '14:00', 'OUT'],
          [0, '14:10', 'IN'],
        ],
      ),
      { apa: 1150, naadac: 1125 },
    ],
    [
      'back after twenty minutes',
      but(
        [],
        [
          [0, '14:00', 'OUT'],
          [0, '14:20', 'IN'],
        ],
      ),
      { naadac: 1100 },
    ],
    ['gone an hour early', but(['1 16:01'], [[1, '15:00', 'OUT']]), { naadac: 1050 }],
    ['no sign-out on the second afternoon', but(['1 16:01']), { naadac: 850 }],
    [
      'the first hour only',
      [
        [0, '09:00', 'IN'],
        [0, '10:00', 'OUT'],
      ],
      { naadac: 100 },
    ],
    [
      'twenty minutes, less than the smallest award',
      [
        [0, '09:00', 'IN'],
        [0, '09:20', 'OUT'],
      ],
      {},
    ],
  ])('%s', async (_name, punches, expected) => {
    const who = await finisher(punches);
    const given = await claim(who, all(), { giveRest: true });
    const amounts = given.awards.map(({ award }) => [names().get(award.offerId), award.totalHundredths]);
    expect(Object.fromEntries(amounts)).toEqual(expected);
    for (const { award, certificate } of given.awards) {
      const [credit] = certificate.publicFacts.credits;
      expect(credit?.amountHundredths).toBe(award.totalHundredths);
      expect(award.lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0)).toBe(award.totalHundredths);
    }
    for (const { blockers: found } of given.refused)
      expect(found.map(({ code }) => code)).toEqual(['ATTENDANCE_SHORT']);
    const { attended } = await attendanceOf(events, events.owner, who.id);
    expect(given.plain.publicFacts).toMatchObject({ studyHundredths: Math.floor((attended * 100) / 60), credits: [] });
    expect(given.plain.publicFacts.statements.join(' ')).toContain(
      'hours of live instruction that the holder attended',
    );
    const kept = await events.world.db
      .select()
      .from(tables.enrollmentAttendance)
      .where(eq(tables.enrollmentAttendance.enrollmentId, who.enrollmentId));
    expect(kept).toMatchObject([{ ordinal: 1, payment: 'FREE' }]);
    expect(kept[0]?.lines.reduce((sum, one) => sum + one.attended, 0)).toBe(attended);
  });

  test('lines say which part earned what, and the day that counts is that of the session where a body says so', async () => {
    const who = await finisher(WHOLE);
    const late = new Date(AFTER.getTime() + 5 * 86_400_000);
    const { awards } = await claim(who, [offers.naadac, offers.newYork], { now: late });
    const byBody = new Map(awards.map(({ award }) => [names().get(award.offerId), award]));
    expect(byBody.get('naadac')?.lines.map(({ session, amountHundredths }) => [session, amountHundredths])).toEqual([
      ['Morning', 300],
      ['Before lunch', 250],
      ['Afternoon', 600],
    ]);
    // Auckland, the zone of the organization, is on the next day when the training ends; the sign-in sheet is not.
    expect(byBody.get('newYork')?.countsOn).toBe('2027-03-14');
  });
});

describe('the gate', () => {
  const codes = async (enrollmentId: Parameters<typeof standingOf>[1], now: Date) =>
    blockers(await standingOf(events.world.db, enrollmentId), now).map(({ code }) => code);

  test('asks attendance, not content; nothing is done before the training is over', async () => {
    const who = await attendee(events, place.training, { name: ATTENDED_NAME });
    const enrollmentId = await enrolledAt(who);
    await punch(
      who.id,
      WHOLE.filter(([on]) => on === 0),
    );
    const during = new Date(wall(1, '10:00'));
    expect(await codes(enrollmentId, during)).toEqual([
      ...['ATTENDANCE_OPEN', 'POST_TEST_NOT_PASSED', 'EVALUATION_MISSING', 'ATTESTATION_MISSING'],
    ]);
    expect(await blockersOfRefusal(evaluate(who.userId, enrollmentId, during))).toContain('ATTENDANCE_OPEN');
    expect(await codes(enrollmentId, AFTER)).not.toContain('ATTENDANCE_OPEN');
    const nobody = await attendee(events, place.training, { name: ATTENDED_NAME });
    expect(await codes(await enrolledAt(nobody), AFTER)).toContain('ATTENDANCE_SHORT');
  });

  test('shows what an offer would give and what it lacks, with the days that are open', async () => {
    const who = await finisher(but(['1 16:01']));
    const source = `query ($id: ID!) { node(id: $id) { ... on Enrollment { training { minutes attended payment endsAt }
      offers { offerId amount earned blockers { __typename ... on AttendanceShortBlocker { minutesAttended minutesNeeded openDays attendingOfferId } }
        notices { __typename ... on AttendanceShortBlocker { minutesAttended minutesNeeded openDays message } } } } } }`;
    const { data } = await events.ask(who.userId, source, { id: globalId('Enrollment', who.enrollmentId) }, AFTER);
    const node = data.node as { training: object; offers: { offerId: string }[] };
    expect(node.training).toEqual({ minutes: 690, attended: 510, payment: 'FREE', endsAt: wall(1, '16:00') });
    const of = (id: CreditOfferId) => node.offers.find(({ offerId }) => offerId === globalId('CreditOffer', id));
    const open = { openDays: ['2027-03-14'] };
    expect(of(offers.apa)).toMatchObject({
      ...{ amount: '11.50', earned: '0.00', notices: [] },
      blockers: [
        { minutesAttended: 510, minutesNeeded: 690, ...open, attendingOfferId: globalId('CreditOffer', offers.apa) },
      ],
    });
    expect(of(offers.naadac)).toMatchObject({
      ...{ amount: '11.50', earned: '8.50', blockers: [] },
      notices: [{ minutesAttended: 510, minutesNeeded: 690, ...open, message: expect.stringContaining('2027-03-14') }],
    });
  });

  test('a place that was given up earns nothing, and one registration has one enrollment', async () => {
    const who = await attendee(events, place.training, { name: ATTENDED_NAME });
    const first = await enrolledAt(who);
    expect(await enrolledAt(who)).toBe(first);
    await withdrawEnrollment(events.world.db, userAct(who.userId, AFTER), { enrollmentId: first });
    const enrollmentId = await enrolledAt(who);
    expect(enrollmentId).not.toBe(first);
    await punch(who.id, WHOLE);
    await finish(who.userId, enrollmentId);
    const { registrations } = tables;
    await events.world.db
      .update(registrations)
      .set({ state: 'CANCELLED', endedAt: AFTER })
      .where(eq(registrations.id, who.registrationId));
    expect(await blockersOfRefusal(claim({ ...who, enrollmentId }, []))).toEqual(['PLACE_ENDED']);
    const gone = await attendee(events, place.training, { state: 'CANCELLED' });
    await expect(enrolledAt(gone)).rejects.toMatchObject({ code: 'PLACE_NOT_CONFIRMED' });
    const stranger = await attendee(events, place.training);
    await expect(enrolledAt({ ...gone, userId: stranger.userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('after the claim the same place gives the same enrollment', async () => {
    const who = await finisher(WHOLE);
    await claim(who, []);
    expect(await enrolledAt(who)).toBe(who.enrollmentId);
  });
});

describe('a correction', () => {
  const signOut = { kind: 'OUT', occurredAt: wall(1, '16:00') };
  const correctDay = (id: string, add: object[]) =>
    correct(
      events,
      events.owner,
      { sessionId: place.training.sessions[1]?.id, registrationId: id, add },
      wall(1, '20:00'),
    );

  test('before the award changes it, after the award it does not; further offers stand on the record as it is then', async () => {
    const who = await finisher(but(['1 16:01']));
    const first = await claim(who, [offers.naadac]);
    expect(first.awards[0]?.award.totalHundredths).toBe(850);
    expect(await correctDay(who.id, [signOut])).toMatchObject({ awarded: true, attendance: { attended: 690 } });
    const then = await claim(who, all(), { giveRest: true });
    expect(then.awards.map(({ award }) => [names().get(award.offerId), award.totalHundredths]).sort()).toEqual([
      ['apa', 1150],
      ['naadac', 850],
      ['newYork', 1350],
    ]);
    expect(then.plain.number).toBe(first.plain.number);
    const other = await finisher(but(['1 16:01']));
    expect(await correctDay(other.id, [signOut])).toMatchObject({ awarded: false });
    expect((await claim(other, [offers.naadac])).awards[0]?.award.totalHundredths).toBe(1150);
  });

  test('and a claim at the same moment follow each other', async () => {
    for (let round = 0; round < 6; round += 1) {
      const who = await finisher(but(['1 16:01']));
      const [given] = await Promise.all([claim(who, [offers.naadac]), correctDay(who.id, [signOut])]);
      const [kept] = await events.world.db
        .select()
        .from(tables.enrollmentAttendance)
        .where(eq(tables.enrollmentAttendance.enrollmentId, who.enrollmentId));
      const minutes = kept?.lines.reduce((sum, { attended }) => sum + attended, 0);
      const earned = given.awards[0]?.award.totalHundredths;
      expect([
        [510, 850, [2]],
        [690, 1150, []],
      ]).toContainEqual([minutes, earned, kept?.openDays]);
    }
  });
});

test('what an award stood on is changed by nobody', async () => {
  await claim(await finisher(WHOLE), []);
  for (const change of [
    "update enrollment_attendance set payment = 'DUE'",
    'delete from enrollment_attendance',
    'truncate enrollment_attendance',
  ])
    await expect(events.world.db.execute(sql.raw(change))).rejects.toThrow();
});
