import { encodeGlobalID } from '@pothos/plugin-relay';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { enrolledKey } from '../../enrolledKeys.ts';
import { builder } from '../../graphql/builder.ts';
import { type OpenStudy, openStudyOf } from '../queries/openStudy.ts';
import { EnrolledModuleRef } from './module.ts';

const OpenStudySessionType = builder.objectRef<OpenStudy>('OpenStudySession').implement({
  description: 'The period of study that is open now, in whatever tab or device. A START ends it.',
  fields: (t) => ({
    id: t.id({
      description: 'The id that its START gave.',
      resolve: ({ id }) => encodeGlobalID('StudySession', id),
    }),
    module: t.field({
      type: EnrolledModuleRef,
      description: 'What is being read.',
      resolve: ({ moduleId, enrollmentId }) => enrolledKey(moduleId, enrollmentId),
    }),
    sameBrowser: t.boolean({
      description:
        'Whether it was begun by the sign-in that asks now. Then START at once, unless another tab of this browser reads.',
      resolve: ({ authSessionId }, _args, { viewer }) =>
        authSessionId !== null && authSessionId === (viewer?.sessionId ?? null),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    lastBeatAt: t.expose('lastBeatAt', {
      type: 'DateTime',
      description: 'When its newest beat came. More than a minute ago, nobody is reading there.',
    }),
  }),
});

builder.objectFields(ViewerRef, (t) => ({
  studySession: t.field({
    type: OpenStudySessionType,
    nullable: true,
    description:
      'Where you are reading now; null when nowhere. Look before START, which takes the count from another tab or device.',
    resolve: ({ userId }, _args, { db }) => openStudyOf(db, userId),
  }),
  serverTime: t.field({
    type: 'DateTime',
    description: 'The server’s clock. Measure the time that is left against this, never against the clock of a device.',
    resolve: (_viewer, _args, { now }) => now,
  }),
}));
