import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { EnrollmentId, ModuleId, StudySessionId } from '../../../drizzle/ids.ts';
import { enrolledKey, keyWithin } from '../../enrolledKeys.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { enrolledIdOf, idOf } from '../../input.ts';
import { EnrollmentClosedError } from '../errors.ts';
import type { Beat } from '../operations/beatStudy.ts';
import { recordModuleActivity } from '../operations/recordModuleActivity.ts';
import { BEAT_SECONDS, IDLE_CAP_SECONDS } from '../rules/study.ts';
import { EnrolledModuleRef } from './module.ts';

const ActivityEnum = builder.enumType('ModuleActivity', {
  description: 'What a reader does.',
  values: {
    START: { description: 'Opens the module: a counted session begins, and your other session ends.' },
    BEAT: { description: `The reader is still reading. Send one every ${BEAT_SECONDS} seconds.` },
    STOP: { description: 'Leaves the module.' },
  },
});

const EndReasonEnum = builder.enumType('StudySessionEnd', {
  description: 'Why a study session ended.',
  values: {
    STOPPED: { description: 'The reader left.' },
    IDLE: { description: 'No beat arrived for too long, so the session ended at the last beat.' },
    REPLACED: { description: 'Another tab or device began a session.' },
  },
});

const StudySessionType = builder.objectRef<Beat>('StudySession').implement({
  description:
    'A period of study, timed by the server’s clock. Only one session counts at a time, however many tabs are open.',
  fields: (t) => ({
    id: t.id({
      description: 'Send it with every BEAT and STOP.',
      resolve: (beat) => encodeGlobalID('StudySession', beat.sessionId),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended. To count again, send START.',
    }),
    endReason: t.expose('endReason', { type: EndReasonEnum, nullable: true, description: 'Why it ended.' }),
  }),
});

const read = z.object({
  enrollmentId: idOf<EnrollmentId>('Enrollment'),
  moduleId: enrolledIdOf<ModuleId>('Module', 'EnrolledModule'),
  studySessionId: idOf<StudySessionId>('StudySession').nullish(),
  positionPermille: z.number().int('Write a whole number.').min(0, 'Write 0 to 1000.').max(1000, 'Write 0 to 1000.'),
});

mutation('recordModuleActivity', {
  description:
    'Counts study time by the server’s clock. A gap counts at most a minute. Events may arrive late or out of order.',
  errors: [NotFoundError, EnrollmentClosedError, InvalidInputError, RateLimitedError],
  input: {
    description: 'The reader’s action and position in the module.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      moduleId: t.id({ description: 'The module, as the enrollment or the course shows it.' }),
      activity: t.field({ type: ActivityEnum, description: 'What the reader does.' }),
      studySessionId: t.id({ required: false, description: 'The session that START gave; needed for BEAT and STOP.' }),
      positionPermille: t.int({
        description: 'The position in the module, in thousandths. Only the furthest one counts.',
      }),
    }),
  },
  read,
  run: async (
    { db, settings, viewer },
    act,
    { enrollmentId, moduleId, activity, positionPermille, studySessionId },
  ) => {
    const place = { enrollmentId, moduleId: keyWithin(moduleId, enrollmentId) };
    const beat = await recordModuleActivity(db, act, {
      ...place,
      activity,
      position: positionPermille,
      sessionId: studySessionId ?? null,
      speed: settings.studySpeed,
      authSessionId: viewer?.sessionId ?? null,
    });
    return { ...beat, ...place };
  },
  payload: {
    description: 'What was counted.',
    fields: (t) => ({
      studySession: t.field({ type: StudySessionType, description: 'The session.', resolve: (beat) => beat }),
      secondsCountedNow: t.int({
        description: 'Seconds this event added.',
        resolve: (beat) => Math.floor(beat.countedNowMillis / 1000),
      }),
      secondsCounted: t.int({
        description: 'Verified seconds in this module so far.',
        resolve: (beat) => Math.floor(beat.countedMillis / 1000),
      }),
      furthestPermille: t.exposeInt('furthestPermille', { description: 'The furthest place reached, in thousandths.' }),
      module: t.field({
        type: EnrolledModuleRef,
        nullable: true,
        description: 'The module after this event: what is still missing in it, and whether it can be completed.',
        resolve: ({ moduleId, enrollmentId }) =>
          moduleId === null || enrollmentId === null ? null : enrolledKey(moduleId, enrollmentId),
      }),
      beatEverySeconds: t.int({
        description: 'Send the next BEAT after this many seconds.',
        resolve: () => BEAT_SECONDS,
      }),
      gapCapSeconds: t.int({
        description: 'The most that the time between two events counts. A BEAT that comes late makes good this much.',
        resolve: () => IDLE_CAP_SECONDS,
      }),
      serverTime: t.field({
        type: 'DateTime',
        description: 'The server’s clock, by which time is counted.',
        resolve: (_beat, _args, { now }) => now,
      }),
    }),
  },
});
