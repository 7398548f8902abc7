import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CourseId, EnrollmentId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { grantMembership } from '../../schema/organizations/operations/memberships.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { writeCareRows } from '../support/careRows.ts';
import { newCreditHolder } from '../support/creditHolder.ts';
import { writeCreditRows } from '../support/creditRows.ts';
import { CREDIT_SHAPE } from '../support/creditShape.ts';
import { writeEventRows } from '../support/eventRows.ts';
import { EVENT_SHAPE, NO_EVENTS } from '../support/eventShape.ts';
import { FOLLOW_UP_SHAPE, writeFollowUpRows } from '../support/followUpRows.ts';
import { NAME_SHAPE, writeDeclined } from '../support/nameCorrections.ts';
import { consent, reflect } from '../support/reflections.ts';
import { shapeOf } from '../support/shapes.ts';
import { BOUNCE_SHAPE, writeSignInRows } from '../support/signInRows.ts';
import { emailOf, enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2026-11-23T09:00:00Z');

const takeQuiz = async (userId: UserId, enrollmentId: EnrollmentId, courseId: CourseId): Promise<void> => {
  const { db } = world;
  const [quiz] = await db.select().from(tables.quizzes).where(eq(tables.quizzes.key, 'post-test'));
  if (quiz === undefined) throw new Error('the course has no post-test');
  const asked = await db.select().from(tables.questions).where(eq(tables.questions.quizId, quiz.id)).limit(2);
  for (const ordinal of [1, 2]) {
    const facts = { enrollmentId, userId, courseId, quizId: quiz.id, quizKey: 'post-test', ordinal };
    const [attempt] = await db
      .insert(tables.quizAttempts)
      .values({ ...facts, startedAt: now, questionCount: 2 })
      .returning();
    if (attempt === undefined) throw new Error('no attempt was inserted');
    for (const [position, { id }] of asked.entries())
      await db.insert(tables.attemptQuestions).values({
        attemptId: attempt.id,
        questionId: id,
        position,
        optionOrder: [],
        ...(position === 0 ? { answer: { optionIds: [] }, savedAt: now } : {}),
      });
    await db
      .update(tables.quizAttempts)
      .set({ submittedAt: now, correctCount: 0, passed: false })
      .where(eq(tables.quizAttempts.id, attempt.id));
    if (ordinal === 1)
      await db.insert(tables.regrades).values({
        attemptId: attempt.id,
        questionId: asked[0]?.id as never,
        reason: 'a sample',
        regradedBy: 'operator',
        regradedAt: now,
        correctCountBefore: 0,
        correctCountAfter: 1,
        passedAfter: true,
      });
  }
};

/** A person with a row in every part of the document. */
const busyPerson = async (): Promise<UserId> => {
  const { db, vault, courseId } = world;
  const { userId, enrollmentId, certificateId } = await newCreditHolder(world);
  await writeDeclined(db, { certificateId, at: now });
  const email = (await emailOf(db, userId)) ?? '';
  await writeSignInRows(db, { userId, email, at: now });
  await grantMembership(db, operatorAct(now), { email, role: 'AUDITOR', organizationSlug: 'sample-institute' });
  const granted = { userId, courseId, grantedBy: 'operator', grantedAt: now };
  await db.insert(tables.accommodationGrants).values({ ...granted, alternateFormat: 'Large print' });
  await db.insert(tables.extraAttempts).values({ ...granted, quizKey: 'post-test', count: 1, reason: 'It failed' });
  const moduleId = (await standingOf(db, enrollmentId)).modules[0]?.moduleId ?? null;
  await consent(db, userId);
  await reflect(world, userId, { enrollmentId, moduleId, text: 'For me alone.' }, now);
  await writeFollowUpRows(db, { enrollmentId, at: now, vault });
  await takeQuiz(userId, enrollmentId, courseId);
  await writeCreditRows(db, { enrollmentId, at: now, vault });
  await writeEventRows(db, { userId, at: now, text: 'A text' });
  await requestErasure(db, userAct(userId, now), { confirmation: email });
  // To ask for an erasure destroys what was written for a therapist.
  await writeCareRows(db, { userId, at: now, text: 'A text', vault });
  return userId;
};

const exported = async (userId: UserId) =>
  JSON.parse((await exportPerson(world.db, userAct(userId, now), { vault: world.vault })).json);

const SHAPE = [
  ...FOLLOW_UP_SHAPE,
  'accommodations[].alternate_format: string',
  'accommodations[].course: string',
  'accommodations[].granted_at: instant',
  'accommodations[].granted_by: string',
  'accommodations[].quiz_time_percent: number',
  'accommodations[].revoked_at: null',
  'accommodations[].study_time_waived: boolean',
  'account.created_at: instant',
  'account.email: string',
  'account.email_verified: boolean',
  'account.id: string',
  'account.mail_address: string',
  'account.passkey_required_at: instant',
  'addressChanges[].changed_at: instant',
  'addressChanges[].former_address: string',
  'agreements[].at: instant',
  'agreements[].given: boolean',
  'agreements[].kind: string',
  'agreements[].version: string',
  'auditTrail[].at: instant',
  'auditTrail[].object_id: string',
  'auditTrail[].object_type: string',
  'auditTrail[].reason: null',
  'auditTrail[].verb: string',
  'certificates[].id: string',
  'certificates[].issued_at: instant',
  'certificates[].name_shared: boolean',
  'certificates[].number: string',
  'certificates[].printed: object',
  'certificates[].revocation_reason: null',
  'certificates[].revoked_at: null',
  'certificates[].superseded_at: null',
  'createdAt: instant',
  'erasure.due_at: instant',
  'erasure.requested_at: instant',
  'extraAttempts[].count: number',
  'extraAttempts[].course: string',
  'extraAttempts[].granted_at: instant',
  'extraAttempts[].granted_by: string',
  'extraAttempts[].quiz_key: string',
  'extraAttempts[].reason: string',
  'licenses[].added_at: instant',
  'licenses[].id: string',
  'licenses[].removed_at: null',
  ...'award_ids[]: string, created_at: instant, cycle_starts_on: null, enrollment_ids[]: string, expires_on: string'
    .split(', ')
    .map((field) => `licenses[].transcriptLinks[].${field}`),
  ...['id: string', 'revoked_at: null'].map((field) => `licenses[].transcriptLinks[].${field}`),
  'licenses[].versions[].checked_by: string',
  'licenses[].versions[].checked_on: null',
  'licenses[].versions[].cycle_ends_on: null',
  'licenses[].versions[].cycle_starts_on: null',
  'licenses[].versions[].expires_on: null',
  'licenses[].versions[].id: string',
  'licenses[].versions[].jurisdiction: string',
  'licenses[].versions[].kind: string',
  'licenses[].versions[].name_on_license: string',
  'licenses[].versions[].number: string',
  'licenses[].versions[].ordinal: number',
  'licenses[].versions[].profession: string',
  'licenses[].versions[].reason: string',
  'licenses[].versions[].recorded_at: instant',
  'licenses[].versions[].required: empty',
  'memberships[].created_at: instant',
  'memberships[].organization: string',
  'memberships[].role: string',
  'outsideAccounts[].account_id: string',
  'outsideAccounts[].created_at: instant',
  'outsideAccounts[].provider_id: string',
  'passkeys[].backed_up: boolean',
  'passkeys[].created_at: instant',
  'passkeys[].device_type: string',
  'passkeys[].name: string',
  'profile.country: null',
  'profile.created_at: instant',
  'profile.legal_name: string',
  ...['profession', 'time_zone', 'language'].map((field) => `profile.${field}: null`),
  'profile.updated_at: instant',
  'recovery.lost: string',
  'recovery.opens_at: instant',
  'recovery.started_at: instant',
  ...'added_at: instant, amount_hundredths: number, category: string, changed_at: instant, earned_on: string, id: string'
    .split(', ')
    .map((field) => `reportedCertificates[].${field}`),
  ...['note', 'provider', 'title', 'unit'].map((field) => `reportedCertificates[].${field}: string`),
  'rounds[].attestations[].attested_at: instant',
  'rounds[].attestations[].ip_address: string',
  'rounds[].attestations[].ordinal: number',
  'rounds[].attestations[].signed_in_by: string',
  'rounds[].attestations[].text: string',
  'rounds[].attestations[].text_version: string',
  'rounds[].attestations[].typed_name: string',
  'rounds[].attestations[].user_agent: string',
  'rounds[].attested_at: instant',
  'rounds[].claimed_at: instant',
  'rounds[].completed_at: instant',
  'rounds[].content_done_at: instant',
  'rounds[].course: string',
  'rounds[].creditExceptions[].blocker: string',
  'rounds[].creditExceptions[].granted_at: instant',
  'rounds[].creditExceptions[].granted_by: string',
  'rounds[].creditExceptions[].offer_id: string',
  'rounds[].creditExceptions[].reason: string',
  'rounds[].creditExceptions[].until_on: string',
  'rounds[].disclosures_accepted_at: instant',
  'rounds[].disclosures_hash: string',
  'rounds[].enrolled_at: instant',
  'rounds[].evaluated_at: instant',
  'rounds[].id: string',
  'rounds[].modules[].completed_at: instant',
  'rounds[].modules[].counted_millis: number',
  'rounds[].modules[].furthest_permille: number',
  'rounds[].modules[].title: string',
  'rounds[].passed_at: instant',
  'rounds[].basis: string',
  'rounds[].purpose: string',
  'rounds[].quiz_attempts[].answers[].answer.optionIds: empty',
  'rounds[].quiz_attempts[].answers[].answer: null',
  'rounds[].quiz_attempts[].answers[].options[].id: string',
  'rounds[].quiz_attempts[].answers[].options[].text: string',
  'rounds[].quiz_attempts[].answers[].question: string',
  'rounds[].quiz_attempts[].answers[].savedAt: instant',
  'rounds[].quiz_attempts[].answers[].savedAt: null',
  'rounds[].quiz_attempts[].correct_count: number',
  'rounds[].quiz_attempts[].ordinal: number',
  'rounds[].quiz_attempts[].passed: boolean',
  'rounds[].quiz_attempts[].question_count: number',
  'rounds[].quiz_attempts[].quiz_key: string',
  'rounds[].quiz_attempts[].regrades: null',
  'rounds[].quiz_attempts[].regrades[].at: instant',
  'rounds[].quiz_attempts[].regrades[].correct_count: number',
  'rounds[].quiz_attempts[].regrades[].passed: boolean',
  'rounds[].quiz_attempts[].regrades[].reason: string',
  'rounds[].quiz_attempts[].started_at: instant',
  'rounds[].quiz_attempts[].submitted_at: instant',
  'rounds[].reflections[].moduleId: string',
  'rounds[].reflections[].text: string',
  'rounds[].reflections[].updatedAt: instant',
  'rounds[].round: number',
  'rounds[].specimen: boolean',
  'rounds[].started_at: instant',
  'rounds[].study_sessions[].counted_millis: number',
  'rounds[].study_sessions[].end_reason: string',
  'rounds[].study_sessions[].ended_at: instant',
  'rounds[].study_sessions[].started_at: instant',
  'rounds[].study_sessions[].title: string',
  'rounds[].version: string',
  'rounds[].withdrawn_at: null',
  'sessions[].created_at: instant',
  'sessions[].expires_at: instant',
  'sessions[].ip_address: string',
  'sessions[].signed_in_by: string',
  'sessions[].updated_at: instant',
  'sessions[].user_agent: string',
];

test('the document keeps its parts, their fields and their types', async () => {
  const shape = new Set(shapeOf(await exported(await busyPerson())));
  expect([...shape].sort()).toEqual([...SHAPE, ...EVENT_SHAPE, ...NAME_SHAPE, ...BOUNCE_SHAPE, ...CREDIT_SHAPE].sort());
});

test('what a person does not have is null or an empty list', async () => {
  const userId = await newLearner(world.db);
  const { account: _account, auditTrail: _trail, createdAt: _at, ...others } = await exported(userId);
  expect(others).toEqual({
    accommodations: [],
    addressChanges: [],
    agreements: [],
    attendanceRows: [],
    certificates: [],
    erasure: null,
    ...NO_EVENTS,
    extraAttempts: [],
    licenses: [],
    mailBounce: null,
    memberships: [],
    nameCorrections: [],
    outsideAccounts: [],
    passkeys: [],
    profile: null,
    recovery: null,
    reportedCertificates: [],
    rounds: [],
    sessions: [],
  });
  await enrolled(world, userId);
  const [{ modules, study_sessions, quiz_attempts, attestations, reflections }] = (await exported(userId)).rounds;
  expect({ modules, study_sessions, quiz_attempts, attestations, reflections }).toEqual({
    modules: [],
    study_sessions: [],
    quiz_attempts: [],
    attestations: [],
    reflections: [],
  });
});
