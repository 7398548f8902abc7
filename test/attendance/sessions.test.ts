import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { composeCredential } from '../../certificates/credential/compose.ts';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import type { CourseId, CreditOfferId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { claimAttendance } from '../../schema/enrollments/operations/claimAttendance.ts';
import { reissueCertificate } from '../../schema/issuance/operations/reissueCertificate.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { referenceOf } from '../../schema/registrations/rules/reference.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { verdictForPrograms } from '../../schema/verification/rules/verdict.ts';
import { verifyPage } from '../../server/verification/numberPage.ts';
import { TEST_CONFIG } from '../support/app.ts';
import { AFTER, ATTENDED_NAME, type Attendee, attendedCredit, BODIES, WHOLE } from '../support/attendedCredit.ts';
import { agendaOf, attendee, correct, DAYS, openTraining, type Training, wall } from '../support/attending.ts';
import { PUBLIC_URL } from '../support/creditHolder.ts';
import { type Events, NOW, openEvents } from '../support/intensives.ts';
import { addOffer } from '../support/offers.ts';
import { livePackage } from '../support/samplePackage.ts';

const PLACE = 'Portland, Oregon';
const VENUE = '12 Example Street, Hall 4';
const [FIRST, SECOND] = DAYS.map((on) => ({
  ...{ on, timeZone: 'America/Los_Angeles', place: PLACE, format: 'Live in person' },
}));
const FIRST_DAY = WHOLE.filter(([on]) => on === 0);

let events: Events;
let place: { courseId: CourseId; training: Training };
let offer: CreditOfferId;
beforeAll(async () => {
  events = await openEvents();
  const { db } = events.world;
  const inRoom = livePackage((files) =>
    files.set('course.yaml', (files.get('course.yaml') ?? '').replace('LIVE_ONLINE', 'LIVE_IN_PERSON')),
  );
  const { courseId } = await importCourse(db, systemAct(NOW), { package: inRoom });
  const segments = DAYS.flatMap(agendaOf).map((part) => ({ ...part, format: 'LIVE_IN_PERSON' }));
  const where = { segments, place: PLACE, venue: VENUE, registrationOpensAt: '2026-01-01T08:00:00.000Z' };
  place = { courseId, training: await openTraining(events, { courseSlug: 'live-course', capacity: 100, ...where }) };
  const values = { ...BODIES.naadac.values, formatWords: { LIVE_IN_PERSON: 'Live, in the room' } };
  const lines = [{ amountHundredths: 1150, format: 'LIVE_IN_PERSON' as const, category: null, session: null }];
  const approval = { formats: ['LIVE_IN_PERSON' as const] };
  offer = (await addOffer({ db, courseId }, { values, approval, offer: { lines, totalHundredths: 1150 } })).id;
});
afterAll(() => events.world.close());

const { punch, enrolledAt, finish, claim } = attendedCredit(
  () => events,
  () => place,
);

const attended = async (punches: typeof WHOLE) => {
  const who = await attendee(events, place.training, { name: ATTENDED_NAME });
  const enrollmentId = await enrolledAt(who);
  await punch(who.id, punches);
  return { ...who, enrollmentId };
};
const attendance = async ({ userId, enrollmentId }: Awaited<ReturnType<typeof attended>>) => {
  const how = { confirmedName: ATTENDED_NAME, vault: events.world.vault, publicUrl: PUBLIC_URL };
  return (await claimAttendance(events.world.db, userAct(userId, AFTER), { enrollmentId, ...how })).certificate;
};
/** Everything that was frozen, opened as the press opens it. */
const frozen = async (number: string): Promise<CertificateFacts | undefined> => {
  const [row] = await events.world.db.select().from(tables.certificates).where(eq(tables.certificates.number, number));
  return row && openFacts(events.world.vault, row)?.facts;
};
const ISSUE = {
  ...{
    did: 'did:web:attune.example.org',
    publicUrl: PUBLIC_URL,
    subjectId: 'urn:uuid:0198a000-0000-7000-8000-00000000abcd',
  },
  ...{ identityHash: `sha256$${'0'.repeat(64)}`, status: { list: 1, position: 0 }, expiresAt: null },
};
const registrationOf = ({ registrationId }: Attendee) => ({
  ...{ id: registrationId, reference: referenceOf(registrationId) },
});

test('a certificate of attendance names the days and places that were attended, and keeps its registration sealed', async () => {
  const who = await attended(WHOLE);
  const { number, publicFacts } = await attendance(who);
  expect(publicFacts).toMatchObject({
    ...{ sessions: [FIRST, SECOND], completedOn: DAYS[1], completedIn: 'America/Los_Angeles' },
    // The organization is on the next day already.
    ...{ timeZone: 'Pacific/Auckland', completedAt: wall(1, '16:00') },
  });
  const facts = await frozen(number);
  expect(facts?.registration).toEqual(registrationOf(who));
  const row = await events.world.db.select().from(tables.certificates).where(eq(tables.certificates.number, number));
  for (const said of [publicFacts, row[0]?.publicFacts]) {
    expect(JSON.stringify(said)).not.toContain(who.registrationId);
    expect(said).not.toHaveProperty('registration');
  }
  expect(JSON.stringify(facts)).not.toContain(VENUE);
});

test('who came to the first day only has that day, in the zone of the training', async () => {
  const { publicFacts } = await attendance(await attended(FIRST_DAY));
  expect(publicFacts).toMatchObject({
    ...{ sessions: [FIRST], completedOn: DAYS[0], completedAt: wall(0, '16:00'), studyHundredths: 575 },
  });
});

test('the register, its page and the API say the days and places, and nobody learns the registration', async () => {
  const who = await attended(WHOLE);
  const { number } = await attendance(who);
  const { db, vault } = events.world;
  const verdict = await verdictOf(db, vault, { number, name: ATTENDED_NAME, now: AFTER });
  const program = verdictForPrograms(verdict);
  expect(program).toMatchObject({ sessions: [FIRST, SECOND], hoursAre: 'ATTENDED', certifies: 'ATTENDANCE' });
  const check = { exitUrl: TEST_CONFIG.exitUrl, publicUrl: PUBLIC_URL, now: AFTER };
  const page = verifyPage(check, verdict);
  for (const said of [
    `${PLACE} (Live in person): March 13, 2027 and March 14, 2027 (America/Los_Angeles)`,
    '<dt>Sessions attended</dt>',
    '<dt>Attendance</dt><dd>11.5 hours of 60 minutes each</dd>',
    '<dt>Attended until</dt><dd>March 14, 2027</dd>',
  ])
    expect(page).toContain(said);
  expect(page).not.toContain('<dt>Study</dt>');
  const source = `query ($number: String!) {
    verifyCertificate(number: $number) { hoursAre sessions { on timeZone place format } }
    viewer { certificate(number: $number) { hoursAre completedOn sessions { on place } printed { timeZone issuerTimeZone } } } }`;
  const { data } = await events.ask(who.userId, source, { number }, AFTER);
  expect(data).toMatchObject({
    verifyCertificate: { hoursAre: 'ATTENDED', sessions: [FIRST, SECOND] },
    viewer: {
      certificate: {
        completedOn: DAYS[1],
        printed: { timeZone: 'America/Los_Angeles', issuerTimeZone: 'Pacific/Auckland' },
      },
    },
  });
  for (const said of [page, JSON.stringify([data, program])])
    for (const secret of [who.registrationId, referenceOf(who.registrationId), VENUE])
      expect(said).not.toContain(secret);
});

test('the credential lists them, dates them where they took place, and calls the hours attended', async () => {
  const { number } = await attendance(await attended(WHOLE));
  const facts = await frozen(number);
  if (facts === undefined) throw new Error('nothing was frozen');
  const credential = composeCredential(facts, ISSUE);
  const { achievement, activityEndDate, ...subject } = credential.credentialSubject;
  expect(activityEndDate).toBe('2027-03-14T16:00:00-07:00');
  expect(achievement.resultDescription).toMatchObject([{ resultType: 'ext:HoursAttended' }]);
  expect(credential.evidence[0]?.narrative).toContain(
    `Sessions attended (dates in America/Los_Angeles):\n- ${PLACE} (Live in person): 13 and 14 March 2027`,
  );
  expect(JSON.stringify({ ...subject, id: null, achievement })).not.toMatch(/of study|7K3Q/);
});

test('a correction comes into the certificate of completion; a corrected name changes nothing of the days', async () => {
  const who = await attended(FIRST_DAY);
  const before = await attendance(who);
  const add = [
    { kind: 'IN', occurredAt: wall(1, '09:00') },
    { kind: 'OUT', occurredAt: wall(1, '16:00') },
  ];
  const corrected = { sessionId: place.training.sessions[1]?.id, registrationId: who.id, add };
  expect(await correct(events, events.owner, corrected, wall(1, '20:00'))).toMatchObject({ awarded: true });
  expect((await frozen(before.number))?.sessions).toEqual([FIRST]);
  await finish(who.userId, who.enrollmentId);
  const { plain, awards } = await claim(who, [offer]);
  expect(plain.publicFacts.sessions).toEqual([FIRST, SECOND]);
  expect(plain.publicFacts).not.toHaveProperty('completedIn');
  const words = { format: 'Live, in the room' };
  expect(awards[0]?.certificate.publicFacts.sessions).toEqual([FIRST, SECOND].map((one) => ({ ...one, ...words })));
  // The training has no modules, so that its credit stands beside no hours of study.
  const award = await frozen(awards[0]?.certificate.number ?? '');
  expect(award).toMatchObject({ studyHundredths: 0 });
  const badge = JSON.stringify(award && composeCredential(award, ISSUE));
  expect(badge).toContain('Completion of the training. Live in person');
  expect(badge).not.toMatch(/hours? of study/i);
  const { db, vault } = events.world;
  const act = userAct(events.owner, AFTER);
  const how = { correctedName: 'Kim Q. Example', vault, publicUrl: PUBLIC_URL };
  const { successor } = await reissueCertificate(db, act, { number: plain.number, ...how });
  const {
    learnerName,
    number: _number,
    verifyUrl: _url,
    issuedAt: _at,
    ...kept
  } = (await frozen(successor.number)) ?? {
    ...{ learnerName: '', number: '', verifyUrl: '', issuedAt: '' },
  };
  expect(learnerName).toBe('Kim Q. Example');
  expect(await frozen(plain.number)).toMatchObject(kept);
  expect(kept).toMatchObject({ sessions: [FIRST, SECOND], registration: registrationOf(who) });
});

test('a place from before it had to be printable stops no certificate', async () => {
  const { db } = events.world;
  const where = eq(tables.intensives.id, place.training.intensiveId);
  await db.update(tables.intensives).set({ place: '東京' }).where(where);
  const { publicFacts } = await attendance(await attended(FIRST_DAY));
  await db.update(tables.intensives).set({ place: PLACE }).where(where);
  expect(publicFacts.sessions).toEqual([{ ...FIRST, place: 'At the place that the organization announced' }]);
});
