import { randomUUID } from 'node:crypto';
import type { CourseId, CreditOfferId, EnrollmentId, IntensiveId, UserId } from '../../drizzle/ids.ts';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import { updateProfile } from '../../schema/accounts/operations.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { enroll } from '../../schema/enrollments/operations/enroll.ts';
import { recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { AFTER, BODIES } from './attendedCredit.ts';
import { openTraining, type Training } from './attending.ts';
import { PUBLIC_URL } from './creditHolder.ts';
import { finishing } from './finishing.ts';
import { type Events, NOW } from './intensives.ts';
import { member } from './issued.ts';
import { addOffer } from './offers.ts';
import { livePackage } from './samplePackage.ts';
import { emailOf } from './world.ts';

const HOUR = 3_600_000;
/** So many hours after the training. */
export const later = (hours: number): Date => new Date(AFTER.getTime() + hours * HOUR);

export const TEACHER_NAME = 'Robin Example';
/** The rule for instructors, where a test states no other. */
export const TEACHING: AccreditorValues['teaching'] = {
  ...{ percent: 100, shared: 'DIVIDED', again: 'NEVER', testRequired: false, evaluationRequired: false },
};

const INSTRUCTORS = ['Robin Example', 'Kim Sample'].map((name) => ({
  ...{ name, credentials: 'PhD', disclosure: 'No interests to disclose.' },
}));

/** A training of two days with two instructors, of a course without modules. */
export const taughtTraining = async (events: Events, changes: object = {}) => {
  const { courseId } = await importCourse(events.world.db, systemAct(NOW), { package: livePackage() });
  const training = await openTraining(events, {
    ...{ courseSlug: 'live-course', capacity: 100, registrationOpensAt: '2026-01-01T08:00:00.000Z' },
    ...{ instructors: INSTRUCTORS, ...changes },
  });
  return { courseId, training };
};

type Place = { courseId: CourseId; training: Training };
export type Part = 'Morning' | 'Before lunch' | 'Afternoon';
type Added = { part: Part; day?: 0 | 1; instructor?: string; minutes?: number; key?: string };

const STATE = `mutation ($input: StateTaughtInput!) { stateTaught(input: $input) {
  __typename ... on StateTaughtPayload { intensive { taught { id part instructor minutes takenBackAt reason } } }
  ... on Error { code message } ... on InvalidInputError { fields { path message } }
  ... on TeachingAwardedError { parts } ... on TrainingNotOverError { endsAt } } }`;
export type Stated = {
  __typename: string;
  code?: string;
  message?: string;
  fields?: { path: string; message: string }[];
  parts?: string[];
  intensive: {
    taught: {
      id: string;
      part: string;
      instructor: string;
      minutes: number;
      takenBackAt: string | null;
      reason: string | null;
    }[];
  };
};

const NAME = `mutation ($input: NameInstructorInput!) { nameInstructor(input: $input) {
  __typename ... on Error { code message } ... on TeachingAwardedError { parts } } }`;

/** What people do about the teaching of one training. */
export const teachingAt = (events: () => Events, place: () => Place) => {
  const { sign, evaluate } = finishing(() => events().world);
  const partId = (part: string, day: 0 | 1) =>
    place().training.sessions[day]?.parts.find(({ title }) => title === part)?.id ?? '';
  const state = async (
    added: readonly Added[],
    {
      as = events().owner,
      now = AFTER,
      at = place().training.globalId,
      ...others
    }: { as?: UserId; now?: Date; at?: string; takeBack?: string[]; reason?: string } = {},
  ): Promise<Stated> => {
    const add = added.map(({ part, day = 0, instructor = TEACHER_NAME, key = randomUUID(), minutes = null }) => ({
      ...{ partId: partId(part, day), instructor, key, minutes },
    }));
    const { data } = await events().ask(as, STATE, { input: { intensiveId: at, add, ...others } }, now);
    return data.stateTaught as Stated;
  };
  const name = async (userId: UserId | null, instructor = TEACHER_NAME, now = NOW) => {
    const { db } = events().world;
    const email = userId === null ? null : await emailOf(db, userId);
    const input = { intensiveId: place().training.globalId, name: instructor, email };
    return (await events().ask(events().owner, NAME, { input }, now)).data.nameInstructor as Stated;
  };
  /** A member whom the training names. */
  const teacher = async (instructor = TEACHER_NAME): Promise<UserId> => {
    const { db } = events().world;
    const userId = await member(events().world, 'INSTRUCTOR', events().organizationId);
    await updateProfile(db, userAct(userId, NOW), { legalName: TEACHER_NAME });
    await name(userId, instructor);
    return userId;
  };
  const enrolled = async (userId: UserId, now = AFTER, taughtId: IntensiveId | null = place().training.intensiveId) => {
    const { db } = events().world;
    const acceptedDisclosuresHash = (await currentDisclosures(db, place().courseId, now))?.hash ?? '';
    const asked = { courseId: place().courseId, purpose: 'CREDIT' as const, acceptedDisclosuresHash, adult: true };
    return (await enroll(db, userAct(userId, now), { ...asked, taughtId })).id;
  };
  return {
    state,
    name,
    teacher,
    enrolled,
    evaluate,
    signAs: (textVersion: string, userId: UserId, enrollmentId: EnrollmentId, now = AFTER) =>
      sign(userId, enrollmentId, now, TEACHER_NAME, textVersion),
    /** The same person as a learner of the same training: test, evaluation and statement. */
    finishAsLearner: async (userId: UserId, enrollmentId: EnrollmentId, now = AFTER) => {
      await recordPostTestPassed(events().world.db, { now }, { enrollmentId });
      await evaluate(userId, enrollmentId, now);
      await sign(userId, enrollmentId, now, TEACHER_NAME);
    },
    sign: (userId: UserId, enrollmentId: EnrollmentId, now = AFTER) =>
      sign(userId, enrollmentId, now, TEACHER_NAME, 'T1'),
    claim: (
      userId: UserId,
      enrollmentId: EnrollmentId,
      offers: readonly CreditOfferId[],
      { giveRest = false, now = AFTER } = {},
    ) => {
      const { db, vault } = events().world;
      const facts = { enrollmentId, confirmedName: TEACHER_NAME, vault, publicUrl: PUBLIC_URL, giveRest };
      return claimCredit(db, userAct(userId, now), {
        ...facts,
        offers: offers.map((offerId) => ({ offerId, licenseIds: [] })),
      });
    },
    /** An offer of a body of those that count attendance, with a rule for instructors; null: without one. */
    offered: async (
      body: keyof typeof BODIES,
      teaching: Partial<AccreditorValues['teaching']> | null = {},
      { accreditor }: { accreditor?: string } = {},
    ): Promise<CreditOfferId> => {
      const { lines, values }: { lines: OfferLine[]; values: Partial<AccreditorValues> } = BODIES[body];
      const totalHundredths = lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
      const { db } = events().world;
      const offer = await addOffer(
        { db, courseId: place().courseId },
        {
          ...(accreditor === undefined ? {} : { accreditor }),
          values: { ...values, ...(teaching === null ? {} : { teaching: { ...TEACHING, ...teaching } }) },
          approval: { formats: ['LIVE_ONLINE'] },
          offer: { lines, totalHundredths },
        },
      );
      return offer.id;
    },
  };
};

/** Somebody who taught the first afternoon claims these offers for it. */
export const creditedBy =
  ({ enrolled, state, sign, claim }: ReturnType<typeof teachingAt>) =>
  async (userId: UserId, offers: readonly CreditOfferId[]) => {
    const enrollmentId = await enrolled(userId);
    await state([{ part: 'Afternoon' }]);
    await sign(userId, enrollmentId);
    return claim(userId, enrollmentId, offers);
  };
