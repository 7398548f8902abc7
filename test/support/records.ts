import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { CreditOfferId, EnrollmentId, LicenseId, LicenseVersionId, UserId } from '../../drizzle/ids.ts';
import { newId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { openFacts, sealFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { sealNumber } from '../../schema/licenses/operations/sealedNumber.ts';
import { CREDIT_NAME, creditFinisher, PUBLIC_URL } from './creditHolder.ts';
import { addOffer, type OfferOptions } from './offers.ts';
import type { World } from './world.ts';

/** A license with this number, as its holder would add it. */
export const numberedLicense = async ({ db, vault }: World, userId: UserId, number: string) => {
  const at = new Date('2026-01-02T00:00:00Z');
  const [license] = await db.insert(tables.licenses).values({ userId, addedAt: at }).returning();
  if (license === undefined) throw new Error('no license was inserted');
  const id = newId<LicenseVersionId>();
  const [profession, jurisdiction] = ['lmft', 'US-CA'];
  await db.insert(tables.licenseVersions).values({
    ...{ id, licenseId: license.id, ordinal: 1, kind: 'FULL', profession, jurisdiction, required: [] },
    ...{ checkedBy: 'STATED', reason: 'ADDED', recordedAt: at, nameOnLicense: 'Robin License' },
    ...sealNumber(vault, { id, profession, jurisdiction, number }),
  });
  return license.id;
};

/** Claims the credit of one offer for somebody who has done everything. */
export const claimOffer = async (
  { db, vault }: World,
  { userId, enrollmentId, now }: Awaited<ReturnType<typeof creditFinisher>>,
  offerId: CreditOfferId,
  licenseIds: LicenseId[] = [],
) => {
  const facts = { enrollmentId, confirmedName: CREDIT_NAME, vault, publicUrl: PUBLIC_URL };
  const { plain, awards } = await claimCredit(db, userAct(userId, now), {
    ...facts,
    offers: [{ offerId, licenseIds }],
  });
  const [award] = awards;
  if (award === undefined) throw new Error('nothing was awarded');
  return { plain, ...award };
};

/** A learner who claimed credit under an offer for a license with a number. */
export const awarded = async (world: World, number: string, options: OfferOptions = {}) => {
  const offer = await addOffer(world, options);
  const who = await creditFinisher(world);
  const licenseId = await numberedLicense(world, who.userId, number);
  const { plain, award, certificate } = await claimOffer(world, who, offer.id, [licenseId]);
  const [row] = await world.db.select().from(tables.creditOffers).where(eq(tables.creditOffers.id, offer.id));
  if (row === undefined) throw new Error('the offer is missing');
  return {
    ...who,
    offer,
    approvalId: row.approvalId,
    plain: plain.number,
    certificate,
    award,
  };
};
export type Awarded = Awaited<ReturnType<typeof awarded>>;

/** Secrets of a learner that no member may read, written as rows; answers what to search for. */
export const writeSecrets = async ({ db }: World, { enrollmentId, userId }: Awarded) => {
  const [enrollment] = await db.select().from(tables.enrollments).where(eq(tables.enrollments.id, enrollmentId));
  const [quiz] = await db.select().from(tables.quizzes).where(eq(tables.quizzes.kind, 'POST_TEST'));
  if (enrollment === undefined || quiz === undefined) throw new Error('the enrollment is incomplete');
  const [question] = await db.select().from(tables.questions).where(eq(tables.questions.quizId, quiz.id)).limit(1);
  if (question === undefined) throw new Error('the test has no question');
  const chosen = randomUUID();
  const at = enrollment.contentDoneAt ?? enrollment.enrolledAt;
  const [attempt] = await db
    .insert(tables.quizAttempts)
    .values({
      ...{ enrollmentId, userId, courseId: enrollment.courseId, quizId: quiz.id, quizKey: quiz.key, ordinal: 1 },
      ...{ startedAt: at, questionCount: 20 },
    })
    .returning();
  if (attempt === undefined) throw new Error('no attempt was inserted');
  await db.insert(tables.attemptQuestions).values({
    ...{ attemptId: attempt.id, questionId: question.id, position: 1, optionOrder: [] },
    ...{ answer: { optionIds: [chosen as never] }, savedAt: at },
  });
  const submitted = { submittedAt: at, correctCount: 17, passed: true };
  await db.update(tables.quizAttempts).set(submitted).where(eq(tables.quizAttempts.id, attempt.id));
  const text = 'an evaluation that nobody can tie to a person';
  await db.insert(tables.evaluationResponses).values({
    ...{ versionId: enrollment.versionId, purpose: 'CREDIT', month: '2026-11-01' },
    answers: [{ itemKey: 'comment', text }],
  });
  return [chosen, text, question.prompt, question.id, attempt.id, '192.0.2.7', 'a sample browser'];
};

/** Further awards under the offer of one, each of another person with a certificate of their own; `names` may be hostile. */
export const moreAwards = async (
  world: World,
  { offer, enrollmentId, certificate, award }: Awarded,
  names: readonly string[],
) => {
  const { db, vault } = world;
  const facts = openFacts(vault, certificate)?.facts;
  const [model] = await db.select().from(tables.enrollments).where(eq(tables.enrollments.id, enrollmentId));
  if (facts === undefined || model === undefined) throw new Error('the model is missing');
  const people = names.map(() => ({ email: `${randomUUID()}@example.org`, emailVerified: true }));
  const users = await db.insert(tables.users).values(people).returning();
  const enrollments = users.map(({ id: userId }) => ({ ...model, id: newId<EnrollmentId>(), userId }));
  await db.insert(tables.enrollments).values(enrollments);
  const { id: _, ...earned } = award;
  await db.insert(tables.creditAwards).values(enrollments.map(({ id }) => ({ ...earned, enrollmentId: id })));
  const certificates = enrollments.map(({ id, userId }, at) => {
    const number = newCertificateNumber();
    const sealed = sealFacts(vault, {
      ...facts,
      number,
      learnerName: names[at] ?? '',
      verifyUrl: `${PUBLIC_URL}/verify/${number}`,
    });
    const { organizationId } = offer;
    return {
      ...sealed,
      ...{ claimKey: `${id}:${offer.id}`, enrollmentId: id, userId, organizationId, purpose: 'CREDIT' as const },
      ...{ specimen: false, issuedAt: certificate.issuedAt },
    };
  });
  await db.insert(tables.certificates).values(certificates);
  return certificates;
};

/** How many audit events there are of each verb, for what is counted before and after. */
export const eventCounts = async ({ db }: World): Promise<Record<string, number>> => {
  const rows = await db.execute<{ verb: string; n: number }>(
    sql`select verb, count(*)::int as n from audit_events group by verb`,
  );
  return Object.fromEntries([...rows].map(({ verb, n }) => [verb, n]));
};

/** The verbs of which a call adds events, with how many. */
export const addedEvents = async (world: World, call: () => Promise<unknown>): Promise<Record<string, number>> => {
  const before = await eventCounts(world);
  await call();
  const after = await eventCounts(world);
  return Object.fromEntries(
    Object.entries(after).flatMap(([verb, n]) => (n === before[verb] ? [] : [[verb, n - (before[verb] ?? 0)]])),
  );
};
