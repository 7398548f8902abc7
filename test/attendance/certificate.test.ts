import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { composeCredential } from '../../certificates/credential/compose.ts';
import { frontFacts } from '../../certificates/frontFacts.ts';
import { heading, verb } from '../../certificates/words.ts';
import type { CreditOfferId, EnrollmentId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { claimAttendance } from '../../schema/enrollments/operations/claimAttendance.ts';
import { mixResponses } from '../../schema/evaluations/operations.ts';
import { transcriptOf } from '../../schema/issuance/queries/transcript.ts';
import {
  AFTER,
  ATTENDED_NAME,
  attendedCredit,
  BODIES,
  creditedTraining,
  type Punch,
  WHOLE,
} from '../support/attendedCredit.ts';
import { attendee, wall } from '../support/attending.ts';
import { PUBLIC_URL } from '../support/creditHolder.ts';
import { blockersOfRefusal } from '../support/finishing.ts';
import { type Events, openEvents } from '../support/intensives.ts';

let events: Events;
let place: Awaited<ReturnType<typeof creditedTraining>>;
let offer: CreditOfferId;
beforeAll(async () => {
  events = await openEvents();
  place = await creditedTraining(events);
  offer = await place.offered(BODIES.naadac);
});
afterAll(() => events.world.close());

const { punch, enrolledAt, finish, finisher, claim } = attendedCredit(
  () => events,
  () => place,
);
const UNTIL_LUNCH = WHOLE.filter(([on, time]) => on === 0 || time < '16:00');

describe('a certificate of attendance', () => {
  const attendance = ({ userId, enrollmentId }: { userId: UserId; enrollmentId: EnrollmentId }, now = AFTER) =>
    claimAttendance(events.world.db, userAct(userId, now), {
      ...{ enrollmentId, confirmedName: ATTENDED_NAME, vault: events.world.vault, publicUrl: PUBLIC_URL },
    });
  const attended = async (punches: Punch[]) => {
    const who = await attendee(events, place.training, { name: ATTENDED_NAME });
    const enrollmentId = await enrolledAt(who);
    await punch(who.id, punches);
    return { ...who, enrollmentId };
  };

  test('states the hours and no credit, and that of completion takes its place', async () => {
    const who = await attended(UNTIL_LUNCH);
    const all = await Promise.all([attendance(who), attendance(who), attendance(who)]);
    expect(new Set(all.map(({ certificate }) => certificate.number)).size).toBe(1);
    const { certificate } = await attendance(who);
    expect(certificate.publicFacts).toMatchObject({
      ...{ certifies: 'ATTENDANCE', studyHundredths: 850, credits: [], assessment: null, completedOn: '2027-03-14' },
    });
    const said = certificate.publicFacts.statements.join(' ');
    expect(said).toContain('It states attendance only.');
    expect(said).toContain('confers no credit of an accrediting body');
    expect((await transcriptOf(events.world.db, who.userId)).count).toBe(0);
    await finish(who.userId, who.enrollmentId);
    const { plain } = await claim(who, [offer]);
    const rows = await events.world.db
      .select()
      .from(tables.certificates)
      .where(eq(tables.certificates.enrollmentId, who.enrollmentId));
    const [old, completion] = [certificate.number, plain.number].map((number) =>
      rows.find((row) => row.number === number),
    );
    expect(old?.supersededAt).not.toBeNull();
    expect(completion).toMatchObject({ supersedesId: old?.id, supersededAt: null });
    expect(plain.publicFacts).not.toHaveProperty('certifies');
    await expect(attendance(who)).rejects.toMatchObject({ code: 'ENROLLMENT_CLOSED' });
    expect((await transcriptOf(events.world.db, who.userId)).count).toBe(1);
  });

  test('is for whoever attended, when the training is over', async () => {
    const nobody = await attended([]);
    expect(await blockersOfRefusal(attendance(nobody))).toEqual(['ATTENDANCE_SHORT']);
    const who = await attended(WHOLE);
    expect(await blockersOfRefusal(attendance(who, new Date(wall(1, '15:00'))))).toEqual(['ATTENDANCE_OPEN']);
    const other = await finisher(WHOLE);
    await claim(other, []);
    await expect(attendance(other)).rejects.toMatchObject({ code: 'ENROLLMENT_CLOSED' });
  });

  test('its paper, credential and record say attendance', async () => {
    const who = await attended(WHOLE);
    const { certificate } = await attendance(who);
    const facts = { ...certificate.publicFacts, learnerName: ATTENDED_NAME };
    expect(heading(facts, false)).toBe('Certificate of Attendance');
    expect(verb(facts)).toBe('has attended the course');
    const labels = frontFacts(facts).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['attended on', 'hours attended (60 minutes)']));
    expect(facts.objectives).toEqual([]);
    const credential = composeCredential(facts, {
      ...{ did: 'did:web:attune.example.org', publicUrl: PUBLIC_URL, subjectId: `urn:uuid:${who.enrollmentId}` },
      ...{ identityHash: `sha256$${'0'.repeat(64)}`, status: { list: 1, position: 0 }, expiresAt: null },
    });
    const { achievement, creditsEarned } = credential.credentialSubject;
    expect([achievement.achievementType, creditsEarned]).toEqual(['ext:CertificateOfAttendance', undefined]);
    expect(achievement.id).toMatch(/\/attendance$/);
    expect(JSON.stringify(credential)).not.toMatch(/Completed the course|Study of the whole course/);
  });
});

test('the evaluation of a training names it and no profession, also when it is mixed', async () => {
  const { db } = events.world;
  const who = await attendee(events, place.training, { name: ATTENDED_NAME });
  await db.update(tables.profiles).set({ profession: 'COUNSELLOR' }).where(eq(tables.profiles.userId, who.userId));
  const enrollmentId = await enrolledAt(who);
  await punch(who.id, WHOLE);
  await finish(who.userId, enrollmentId);
  const rows = () => db.select().from(tables.evaluationResponses);
  const before = await rows();
  await mixResponses(db);
  for (const all of [before, await rows()]) {
    expect(all).toHaveLength(before.length);
    for (const row of all) expect(row).toMatchObject({ intensiveId: place.training.intensiveId, profession: null });
  }
});
