import type { CourseId, CreditOfferId, EnrollmentId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { enroll } from '../../schema/enrollments/operations/enroll.ts';
import { recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { attendee, openTraining, send, type Training, wall } from './attending.ts';
import { PUBLIC_URL } from './creditHolder.ts';
import { finishing } from './finishing.ts';
import { type Events, NOW } from './intensives.ts';
import { addOffer } from './offers.ts';
import { livePackage } from './samplePackage.ts';

/** What somebody does at the doors: the day, the wall clock, in or out. */
export type Punch = [0 | 1, string, 'IN' | 'OUT'];
export type Attendee = { userId: UserId; registrationId: RegistrationId; id: string };

/** A moment after both days. */
export const AFTER = new Date(wall(1, '18:00'));
export const ATTENDED_NAME = 'Kim Example';

const day = (at: 0 | 1): Punch[] => [
  [at, '08:55', 'IN'],
  [at, '12:00', 'OUT'],
  [at, '13:00', 'IN'],
  [at, '16:01', 'OUT'],
];
/** Both days from before the first part to the end, and out for lunch. */
export const WHOLE: Punch[] = [...day(0), ...day(1)];

const line = (amountHundredths: number): OfferLine => ({
  ...{ amountHundredths, format: 'LIVE_ONLINE', category: null, session: null },
});
const unit = (code: string, word: string): AccreditorValues['unit'] => ({
  ...{ kind: 'TIMED', code, singular: word, plural: `${word}s` },
});

type Body = { lines: OfferLine[]; values: Partial<AccreditorValues> };
/** Bodies that count attendance in three ways; the training has 690 minutes of instruction. */
export const BODIES = {
  apa: {
    lines: [line(1150)],
    values: {
      ...{ unit: unit('CE_CREDITS', 'CE credit'), minutesPerUnit: 60, stepHundredths: 50, rounding: 'DOWN' },
      ...{ smallestAwardHundredths: 100, largestAwardHundredths: 'NONE', countedDate: 'COMPLETION' },
      attendance: { partial: 'NONE', graceMinutes: 15, gapMinutes: 15 },
    },
  },
  newYork: {
    lines: [line(1350)],
    values: {
      ...{ unit: unit('CONTACT_HOURS', 'contact hour'), minutesPerUnit: 50, stepHundredths: 50, rounding: 'DOWN' },
      ...{ smallestAwardHundredths: 100, largestAwardHundredths: 'NONE', countedDate: 'SESSION' },
      attendance: { partial: 'NONE', graceMinutes: 0, gapMinutes: 0 },
    },
  },
  naadac: {
    lines: [line(1150)],
    values: {
      ...{ unit: unit('CE_HOURS', 'CE hour'), minutesPerUnit: 60, stepHundredths: 25, rounding: 'DOWN' },
      ...{ smallestAwardHundredths: 50, largestAwardHundredths: 'NONE', countedDate: 'COMPLETION' },
      attendance: { partial: 'ACTUAL_TIME', graceMinutes: 0, gapMinutes: 0 },
    },
  },
} satisfies Record<string, Body>;

/** A training of a course without modules, and how it gets the offer of a body. */
export const creditedTraining = async (events: Events, changes: object = {}) => {
  const { db } = events.world;
  const { courseId } = await importCourse(db, systemAct(NOW), { package: livePackage() });
  const training = await openTraining(events, {
    ...{ courseSlug: 'live-course', capacity: 100, registrationOpensAt: '2026-01-01T08:00:00.000Z' },
    ...changes,
  });
  const offered = async ({ lines, values }: Body, accreditor?: string) => {
    const totalHundredths = lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
    const approval = { formats: ['LIVE_ONLINE' as const] };
    const named = accreditor === undefined ? {} : { accreditor };
    return (await addOffer({ db, courseId }, { ...named, values, approval, offer: { lines, totalHundredths } })).id;
  };
  return { courseId, training, offered };
};

/** What people of a training do, one after the other. */
export const attendedCredit = (events: () => Events, place: () => { courseId: CourseId; training: Training }) => {
  const { evaluate, sign } = finishing(() => events().world);
  const punch = async (id: string, punches: readonly Punch[]) => {
    for (const at of [0, 1] as const) {
      const sent = punches
        .filter(([on]) => on === at)
        .map(([on, time, kind]) => ({ registrationId: id, kind, occurredAt: wall(on, time) }));
      const sessionId = place().training.sessions[at]?.id ?? '';
      if (sent.length > 0) await send(events(), { as: events().owner, sessionId, now: wall(at, '18:00') }, sent);
    }
  };
  const enrolledAt = async ({ userId, registrationId }: Attendee, now = NOW): Promise<EnrollmentId> => {
    const { courseId } = place();
    const { db } = events().world;
    const acceptedDisclosuresHash = (await currentDisclosures(db, courseId, now))?.hash ?? '';
    const asked = { courseId, purpose: 'CREDIT' as const, acceptedDisclosuresHash, adult: true, registrationId };
    return (await enroll(db, userAct(userId, now), asked)).id;
  };
  const finish = async (userId: UserId, enrollmentId: EnrollmentId, now = AFTER) => {
    await recordPostTestPassed(events().world.db, { now }, { enrollmentId });
    await evaluate(userId, enrollmentId, now);
    await sign(userId, enrollmentId, now, ATTENDED_NAME);
  };
  return {
    punch,
    enrolledAt,
    finish,
    evaluate,
    /** Somebody who attended so, and did everything but claim. */
    finisher: async (punches: readonly Punch[], given?: Attendee) => {
      const who = given ?? (await attendee(events(), place().training, { name: ATTENDED_NAME }));
      const enrollmentId = await enrolledAt(who);
      await punch(who.id, punches);
      await finish(who.userId, enrollmentId);
      return { ...who, enrollmentId };
    },
    claim: (
      { userId, enrollmentId }: { userId: UserId; enrollmentId: EnrollmentId },
      offers: CreditOfferId[],
      { giveRest = false, now = AFTER } = {},
    ) => {
      const { db, vault } = events().world;
      const named = offers.map((offerId) => ({ offerId, licenseIds: [] }));
      const facts = { enrollmentId, confirmedName: ATTENDED_NAME, vault, publicUrl: PUBLIC_URL };
      return claimCredit(db, userAct(userId, now), { ...facts, offers: named, giveRest });
    },
  };
};
