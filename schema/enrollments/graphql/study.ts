import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { EnrollmentId, ModuleId, StudySessionId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { parseGlobalId, parseInput } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { BlockedError, EnrollmentClosedError } from '../errors.ts';
import { completeModule } from '../operations/completeModule.ts';
import { saveReflection } from '../operations/reflect.ts';
import { type Beat, beatStudy, startStudy } from '../operations/study.ts';
import { BEAT_SECONDS } from '../rules.ts';
import { EnrollmentRef } from './enrollment.ts';

const enrollmentKey = (id: string) => parseGlobalId<EnrollmentId>('Enrollment', id);
const moduleKey = (id: string) => parseGlobalId<ModuleId>('Module', id);

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
});

builder.relayMutationField(
  'recordModuleActivity',
  {
    description: 'What the reader does, and where in the module.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
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
            sessionId: parseGlobalId<StudySessionId>('StudySession', input.studySessionId ?? ''),
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
      enrollmentId: t.id({ description: 'Your enrollment.' }),
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
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
);

builder.relayMutationField(
  'saveReflection',
  {
    description: 'Your private writing on a module.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
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
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
);
