import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { CourseId, EnrollmentId, ModuleId, StudySessionId } from '../../drizzle/ids.ts';
import { NameUndrawableError } from '../accounts/errors.ts';
import { builder } from '../builder.ts';
import { signedIn } from '../context.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { keyOf, parseInput } from '../input.ts';
import { CertificateRef } from '../issuance/graphql.ts';
import { freeText, lineOfText } from '../plainText.ts';
import {
  AlreadyEnrolledError,
  BlockedError,
  CourseRetiredError,
  DisclosuresChangedError,
  EnrollmentClosedError,
  TextChangedError,
} from './errors.ts';
import './errorTypes.ts';
import { EnrollmentRef, PurposeEnum } from './graphql.ts';
import { signAttestation } from './operations/attest.ts';
import { claimCredit } from './operations/claim.ts';
import { completeModule } from './operations/completeModule.ts';
import { enroll, withdrawEnrollment } from './operations/enroll.ts';
import { saveReflection } from './operations/reflect.ts';
import { type Beat, beatStudy, startStudy } from './operations/study.ts';
import { BEAT_SECONDS } from './rules.ts';

const enrollmentKey = (id: string) => keyOf<EnrollmentId>('Enrollment', id);
const moduleKey = (id: string) => keyOf<ModuleId>('Module', id);

builder.relayMutationField(
  'enroll',
  {
    description: 'What to enrol in, and what was accepted.',
    inputFields: (t) => ({
      courseId: t.id({ description: 'The course.' }),
      purpose: t.field({ type: PurposeEnum, description: 'Why you take it.' }),
      acceptedDisclosuresHash: t.string({ description: 'The `hash` of `course.disclosures`, after showing them.' }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  {
    description:
      'Opens a round on the current version of a course. No accrediting body has approved any course here unless the course says so. Asked again for the same purpose it answers the open round.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: {
      types: [NotFoundError, InvalidInputError, CourseRetiredError, AlreadyEnrolledError, DisclosuresChangedError],
    },
    resolve: (_root, { input }, context) =>
      enroll(context.db, {
        userId: signedIn(context).userId,
        courseId: keyOf<CourseId>('Course', input.courseId),
        purpose: input.purpose,
        acceptedDisclosuresHash: input.acceptedDisclosuresHash,
        adult: input.adult,
        now: context.now,
        requestId: context.requestId,
      }),
  },
  {
    description: 'The round that is open now.',
    outputFields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrolment.', resolve: ({ id }) => id }),
    }),
  },
);

builder.relayMutationField(
  'withdrawEnrollment',
  {
    description: 'Which enrolment.',
    inputFields: (t) => ({ enrollmentId: t.id({ description: 'Your enrolment.' }) }),
  },
  {
    description: 'Closes an open round without a certificate. What was done stays on record; you may enrol again.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, EnrollmentClosedError] },
    resolve: (_root, { input }, context) =>
      withdrawEnrollment(context.db, {
        enrollmentId: enrollmentKey(input.enrollmentId),
        userId: signedIn(context).userId,
        now: context.now,
        requestId: context.requestId,
      }),
  },
  {
    description: 'The round, closed.',
    outputFields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrolment.', resolve: ({ id }) => id }),
    }),
  },
);

const ActivityEnum = builder.enumType('ModuleActivity', {
  description: 'What a reader does.',
  values: {
    START: { description: 'Opens the module: a counted session begins and any other of yours ends.' },
    BEAT: { description: `Still reading; send one every ${BEAT_SECONDS} seconds.` },
    STOP: { description: 'Leaves the module.' },
  },
});

const EndReasonEnum = builder.enumType('StudySessionEnd', {
  description: 'Why a study session ended.',
  values: {
    STOPPED: { description: 'The reader left.' },
    IDLE: { description: 'No beat came for too long; it ended at the last one.' },
    REPLACED: { description: 'Another tab or device began to count.' },
  },
});

const StudySessionType = builder.objectRef<Beat>('StudySession').implement({
  description: 'A stretch of study counted by the server’s clock. One counts at a time, however many tabs are open.',
  fields: (t) => ({
    id: t.id({
      description: 'Send it with every BEAT and STOP.',
      resolve: (row) => encodeGlobalID('StudySession', row.sessionId ?? ''),
    }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'When it began.',
      resolve: (row) => new Date(row.startedAt ?? 0),
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; then send START to count again.',
      resolve: (row) => (row.endedAt === null ? null : new Date(row.endedAt)),
    }),
    endReason: t.field({
      type: EndReasonEnum,
      nullable: true,
      description: 'Why it ended.',
      resolve: (row) => row.endReason,
    }),
  }),
});

const activityInput = z.object({
  positionPermille: z.number().int('Write a whole number.').min(0, 'Write 0 to 1000.').max(1000, 'Write 0 to 1000.'),
  studySessionId: z.string().nullish(),
});

builder.relayMutationField(
  'recordModuleActivity',
  {
    description: 'What the reader does, and where in the module.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrolment.' }),
      moduleId: t.id({ description: 'The module.' }),
      activity: t.field({ type: ActivityEnum, description: 'What the reader does.' }),
      studySessionId: t.id({ required: false, description: 'The session that START gave; needed for BEAT and STOP.' }),
      positionPermille: t.int({
        description: 'How far down the module, in thousandths. Only the furthest ever counts.',
      }),
    }),
  },
  {
    description:
      'Counts study time by the server’s clock. A gap counts at most a minute; events may come late or out of order and nothing is lost.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, EnrollmentClosedError, InvalidInputError] },
    resolve: (_root, { input }, context) => {
      const { positionPermille: position } = parseInput(activityInput, input);
      const facts = {
        userId: signedIn(context).userId,
        enrollmentId: enrollmentKey(input.enrollmentId),
        moduleId: moduleKey(input.moduleId),
        position,
        now: context.now,
      };
      return input.activity === 'START'
        ? startStudy(context.db, { ...facts, speed: context.settings.studySpeed })
        : beatStudy(context.db, {
            ...facts,
            sessionId: keyOf<StudySessionId>('StudySession', input.studySessionId ?? ''),
            stop: input.activity === 'STOP',
          });
    },
  },
  {
    description: 'What was counted.',
    outputFields: (t) => ({
      studySession: t.field({ type: StudySessionType, description: 'The session.', resolve: (row) => row }),
      secondsCountedNow: t.int({
        description: 'Seconds this event added.',
        resolve: (row) => Math.floor(row.countedNowMillis / 1000),
      }),
      secondsCounted: t.int({
        description: 'Verified seconds in this module so far.',
        resolve: (row) => Math.floor(row.countedMillis / 1000),
      }),
      furthestPermille: t.int({
        description: 'The furthest place reached, in thousandths.',
        resolve: (row) => row.furthestPermille,
      }),
    }),
  },
);

builder.relayMutationField(
  'completeModule',
  {
    description: 'Which module.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrolment.' }),
      moduleId: t.id({ description: 'The module.' }),
    }),
  },
  {
    description:
      'Completes a module that was read to its end, long enough, and whose check is passed. A second call changes nothing.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, EnrollmentClosedError, BlockedError] },
    resolve: (_root, { input }, context) =>
      completeModule(context.db, {
        userId: signedIn(context).userId,
        enrollmentId: enrollmentKey(input.enrollmentId),
        moduleId: moduleKey(input.moduleId),
        now: context.now,
      }),
  },
  {
    description: 'The round after the change.',
    outputFields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrolment.', resolve: ({ id }) => id }),
    }),
  },
);

builder.relayMutationField(
  'saveReflection',
  {
    description: 'Your private writing on a module.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrolment.' }),
      moduleId: t.id({ description: 'The module.' }),
      text: t.string({ description: 'At most 20000 characters; an empty text empties it.' }),
    }),
  },
  {
    description: 'Keeps what you write for yourself, encrypted. Nobody else can read it and nothing depends on it.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      saveReflection(context.db, {
        userId: signedIn(context).userId,
        enrollmentId: enrollmentKey(input.enrollmentId),
        moduleId: moduleKey(input.moduleId),
        text: parseInput(z.object({ text: freeText(20_000) }), input).text,
        vault: context.vault,
        now: context.now,
      }),
  },
  {
    description: 'The round after the change.',
    outputFields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrolment.', resolve: ({ id }) => id }),
    }),
  },
);

builder.relayMutationField(
  'signAttestation',
  {
    description: 'The statement signed.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrolment.' }),
      textVersion: t.string({ description: 'The version of `attestationText` that was shown.' }),
      typedName: t.string({ description: 'Your legal name, typed.' }),
    }),
  },
  {
    description: 'Signs the statement that the work was yours. A second signature answers the first.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, EnrollmentClosedError, TextChangedError, BlockedError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      signAttestation(context.db, {
        userId: signedIn(context).userId,
        enrollmentId: enrollmentKey(input.enrollmentId),
        textVersion: input.textVersion,
        typedName: parseInput(z.object({ typedName: lineOfText(120) }), input).typedName,
        signedInBy: signedIn(context).signedInBy,
        ipAddress: context.client.ipAddress,
        userAgent: context.client.userAgent,
        now: context.now,
      }),
  },
  {
    description: 'The round after the change.',
    outputFields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrolment.', resolve: ({ id }) => id }),
    }),
  },
);

builder.relayMutationField(
  'claimCredit',
  {
    description: 'Which round, and the name to print.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrolment.' }),
      printedName: t.string({ description: 'Your legal name as it will be printed, typed to confirm it.' }),
    }),
  },
  {
    description:
      'Issues the certificate of completion of a finished round, once: every further call answers the same certificate. It states hours of study and that no accrediting body has approved the course.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, EnrollmentClosedError, BlockedError, NameUndrawableError, InvalidInputError] },
    resolve: async (_root, { input }, context) => ({
      enrollmentId: enrollmentKey(input.enrollmentId),
      certificate: await claimCredit(context.db, {
        userId: signedIn(context).userId,
        enrollmentId: enrollmentKey(input.enrollmentId),
        printedName: parseInput(z.object({ printedName: lineOfText(120) }), input).printedName,
        vault: context.vault,
        publicUrl: context.settings.publicUrl,
        now: context.now,
        requestId: context.requestId,
      }),
    }),
  },
  {
    description: 'The certificate.',
    outputFields: (t) => ({
      certificate: t.field({
        type: CertificateRef,
        description: 'The certificate.',
        resolve: ({ certificate }) => certificate,
      }),
      enrollment: t.field({
        type: EnrollmentRef,
        description: 'The enrolment, closed.',
        resolve: ({ certificate }) => certificate.enrollmentId,
      }),
    }),
  },
);
