import { recoveries } from '../../drizzle/schema.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import { userAct } from '../../schema/act.ts';
import { recordEvaluated } from '../../schema/enrollments/operations/milestones.ts';
import { signAttestation } from '../../schema/enrollments/operations/signAttestation.ts';
import { agreeToTexts } from '../../schema/privacy/operations/agree.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { legalTexts } from '../../server/content/legal.ts';
import {
  type Budget,
  CALL_TIME,
  licensed,
  organizer,
  passed,
  postTest,
  reader,
  required,
  sitting,
  studying,
  withPasskey,
} from './calls.ts';
import { EVENT_BUDGETS } from './eventBudgets.ts';
import { FOLLOW_UP_BUDGETS } from './followUpBudgets.ts';
import { toEnd, toOffer, toRecord, toWithdraw } from './grantingCalls.ts';
import { issued, member } from './issued.ts';
import { LMFT } from './licenses.ts';
import { LOOK_BUDGETS } from './lookBudgets.ts';
import { NAME_BUDGETS } from './nameBudgets.ts';
import { addOffer } from './offers.ts';
import { globalId } from './quizPages.ts';
import { numberedLicense } from './records.ts';
import { consent, THERAPY_DATA } from './reflections.ts';
import { TRANSCRIPT_BUDGETS } from './transcriptBudgets.ts';
import { emailOf, enrolled, newLearner, newReader, type World } from './world.ts';

const NAME = 'Robin Example';

/** Someone who has done everything but claim. */
const finished = async (world: World) => {
  const { userId, enrollmentId, enrollment } = await passed(world);
  await recordEvaluated(world.db, { now: CALL_TIME }, { enrollmentId });
  const signed = { textVersion: '1', typedName: 'Li Wu', signedInBy: 'EMAIL_CODE' as const };
  const browser = { ipAddress: null, userAgent: null };
  await signAttestation(world.db, userAct(userId, CALL_TIME), { enrollmentId, ...signed, ...browser });
  return { userId, input: { ...enrollment, printedName: 'Li Wu' } };
};

/**
 * What each mutation may cost: how often it waits for PostgreSQL, the look-up of the session, BEGIN and COMMIT included, on a
 * connection that has prepared its statements, when it does all that it is for. What a payload's fields read comes on top.
 */
export const BUDGETS: readonly Budget[] = [
  {
    mutation: 'saveQuizAnswer',
    roundTrips: 3,
    call: async (world) => {
      const { userId, attemptId, answers } = await sitting(world);
      return { userId, input: { attemptId, sequence: 1, ...answers[0] } };
    },
  },
  {
    mutation: 'startQuizAttempt',
    roundTrips: 7,
    call: async (world) => {
      const { userId, enrollment } = await reader(world);
      return { userId, input: { ...enrollment, quizId: globalId('Quiz', await postTest(world)) } };
    },
  },
  {
    mutation: 'saveQuizAnswers',
    roundTrips: 5,
    call: async (world) => {
      const { userId, attemptId, answers } = await sitting(world);
      return { userId, input: { attemptId, answers } };
    },
  },
  {
    mutation: 'submitQuizAttempt',
    how: 'and passes the post-test',
    roundTrips: 8,
    call: async (world) => {
      const { userId, attemptId, answers } = await sitting(world);
      return { userId, input: { attemptId, answers } };
    },
  },
  { mutation: 'recordModuleActivity', how: 'START', roundTrips: 5, call: (world) => studying(world, 'START') },
  { mutation: 'recordModuleActivity', how: 'BEAT', roundTrips: 2, call: (world) => studying(world, 'BEAT') },
  { mutation: 'recordModuleActivity', how: 'STOP', roundTrips: 2, call: (world) => studying(world, 'STOP') },
  {
    mutation: 'completeModule',
    how: 'the last one',
    roundTrips: 7,
    call: async (world) => {
      const { userId, enrollment, module } = await reader(world, { butFirst: true });
      return { userId, input: { ...enrollment, ...module } };
    },
  },
  {
    mutation: 'saveReflection',
    roundTrips: 7,
    call: async (world) => {
      const { userId, enrollment, module } = await reader(world);
      await consent(world.db, userId);
      return { userId, input: { ...enrollment, ...module, text: 'For me.' } };
    },
  },
  {
    mutation: 'signAttestation',
    roundTrips: 8,
    call: async (world) => {
      const { userId, enrollmentId, enrollment } = await passed(world);
      await recordEvaluated(world.db, { now: CALL_TIME }, { enrollmentId });
      return { userId, input: { ...enrollment, textVersion: '1', typedName: 'Li Wu' } };
    },
  },
  {
    mutation: 'submitEvaluation',
    roundTrips: 10,
    call: async (world) => {
      const { userId, enrollmentId, enrollment } = await passed(world);
      return { userId, input: { ...enrollment, answers: await required(world, enrollmentId) } };
    },
  },
  { mutation: 'claimCredit', roundTrips: 14, call: finished },
  {
    mutation: 'claimCredit',
    how: 'of three offers with a license',
    roundTrips: 19,
    call: async (world) => {
      const { userId, input } = await finished(world);
      const licenseId = globalId('License', await numberedLicense(world, userId, 'LMFT 12345'));
      const offers = [await addOffer(world), await addOffer(world), await addOffer(world)];
      const named = offers.map(({ id }) => ({ offerId: globalId('CreditOffer', id), licenseIds: [licenseId] }));
      return { userId, input: { ...input, offers: named } };
    },
  },
  {
    mutation: 'grantException',
    roundTrips: 10,
    call: async (world) => {
      const offer = await addOffer(world);
      const learner = await newLearner(world.db, NAME);
      const enrollmentId = globalId('Enrollment', await enrolled(world, learner));
      const untilOn = '2099-12-31';
      const asked = {
        enrollmentId,
        offerId: globalId('CreditOffer', offer.id),
        blocker: 'CLAIM_DEADLINE_PASSED',
        untilOn,
      };
      return { userId: await member(world, 'OWNER'), input: { ...asked, reason: 'The connection failed' } };
    },
  },
  {
    mutation: 'enroll',
    roundTrips: 15,
    call: async (world) => {
      const disclosures = await currentDisclosures(world.db, world.courseId, new Date());
      const accepted = { acceptedDisclosuresHash: disclosures?.hash, adult: true, purpose: 'CREDIT' };
      const input = { courseId: globalId('Course', world.courseId), ...accepted };
      return { userId: await newLearner(world.db, NAME), input };
    },
  },
  {
    mutation: 'withdrawEnrollment',
    roundTrips: 7,
    call: async (world) => {
      const userId = await newLearner(world.db, NAME);
      return { userId, input: { enrollmentId: globalId('Enrollment', await enrolled(world, userId)) } };
    },
  },
  {
    mutation: 'updateProfile',
    roundTrips: 5,
    call: async (world) => ({ userId: await newLearner(world.db, NAME), input: { legalName: 'Robin Q. Example' } }),
  },
  {
    mutation: 'addLicense',
    roundTrips: 8,
    call: async (world) => ({ userId: await newLearner(world.db, NAME), input: LMFT }),
  },
  {
    mutation: 'updateLicense',
    how: 'corrects the number',
    roundTrips: 10,
    call: async (world) => {
      const { userId, licenseId } = await licensed(world);
      return { userId, input: { licenseId, reason: 'CORRECTED', number: '7' } };
    },
  },
  {
    mutation: 'removeLicense',
    roundTrips: 7,
    call: async (world) => {
      const { userId, licenseId } = await licensed(world);
      return { userId, input: { licenseId } };
    },
  },
  {
    mutation: 'shareCertificateName',
    roundTrips: 5,
    call: async (world) => {
      const { id, userId } = await issued(world);
      return { userId, input: { certificateId: globalId('Certificate', id), shared: true } };
    },
  },
  {
    mutation: 'revokeCertificate',
    roundTrips: 14,
    call: async (world) => {
      const [{ userId }, { number }] = [await organizer(world), await issued(world)];
      return { userId, input: { number, reason: 'ISSUED_IN_ERROR' } };
    },
  },
  {
    mutation: 'reissueCertificate',
    roundTrips: 19,
    call: async (world) => {
      const [{ userId }, { number }] = [await organizer(world), await issued(world)];
      return { userId, input: { number, correctedName: 'Robin Q. Example' } };
    },
  },
  ...LOOK_BUDGETS,
  ...NAME_BUDGETS,
  { mutation: 'recordApproval', roundTrips: 13, call: toRecord },
  { mutation: 'changeApprovalState', roundTrips: 12, call: toEnd },
  { mutation: 'offerCredit', roundTrips: 13, call: toOffer },
  { mutation: 'withdrawCreditOffer', roundTrips: 7, call: toWithdraw },
  {
    mutation: 'requestDataExport',
    roundTrips: 6,
    call: async (world) => ({ userId: (await newReader(world)).userId, input: { format: 'JSON' } }),
  },
  {
    mutation: 'requestErasure',
    how: 'that must wait',
    roundTrips: 19,
    call: async (world) => {
      const { userId } = await issued(world);
      return { userId, input: { confirmation: await emailOf(world.db, userId) } };
    },
  },
  {
    mutation: 'cancelErasure',
    roundTrips: 7,
    call: async (world) => {
      const { userId } = await issued(world);
      const confirmation = (await emailOf(world.db, userId)) ?? '';
      const { requestedAt } = await requestErasure(world.db, userAct(userId, CALL_TIME), { confirmation });
      return { userId, input: { requestedAt } };
    },
  },
  {
    mutation: 'agreeToTexts',
    roundTrips: 6,
    call: async (world) => ({
      userId: await newLearner(world.db, NAME),
      input: { texts: legalTexts(null).map(({ kind, version }) => ({ kind, version })) },
    }),
  },
  {
    mutation: 'withdrawAgreement',
    roundTrips: 8,
    call: async (world) => {
      const userId = await newLearner(world.db, NAME);
      const read = [THERAPY_DATA];
      await agreeToTexts(world.db, userAct(userId, CALL_TIME), { read, texts: legalTexts(null) });
      return { userId, input: { kind: 'THERAPY_DATA' } };
    },
  },
  {
    mutation: 'requirePasskey',
    roundTrips: 12,
    call: async (world) => ({ ...(await withPasskey(world)), input: { on: true } }),
  },
  {
    mutation: 'startRecovery',
    roundTrips: 11,
    call: async (world) => ({ ...(await withPasskey(world)), input: { lost: 'MAILBOX' } }),
  },
  {
    mutation: 'cancelRecovery',
    roundTrips: 8,
    call: async (world) => {
      const userId = await newLearner(world.db, NAME);
      const [startedAt, opensAt] = [CALL_TIME, new Date(CALL_TIME.getTime() + 72 * 3_600_000)];
      await world.db.insert(recoveries).values({ userId, lost: 'PASSKEY', startedAt, opensAt });
      return { userId, input: { startedAt } };
    },
  },
  ...EVENT_BUDGETS,
  ...TRANSCRIPT_BUDGETS,
  ...FOLLOW_UP_BUDGETS,
];
