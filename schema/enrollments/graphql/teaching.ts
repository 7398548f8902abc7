import { encodeGlobalID } from '@pothos/plugin-relay';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { CourseRef } from '../../courses/graphql/course.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { teachingEnrollments, type ViewerTeaching } from '../queries/teachingEnrollments.ts';
import { taughtMinutes } from '../rules/gate/teaching.ts';
import type { TaughtPart, TeachingStanding } from '../rules/standing.ts';
import { EnrollmentRef } from './enrollment.ts';

const TaughtPartType = builder.objectRef<TaughtPart>('TaughtPart').implement({
  description: 'A part of a training that you taught.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    partId: t.id({
      description: 'The part, as in `Intensive.sessions`.',
      resolve: ({ id }) => encodeGlobalID('IntensiveSegment', id),
    }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    minutes: t.exposeInt('minutes', { description: 'How long it is.' }),
    taught: t.exposeInt('taught', { description: 'Minutes that you taught, as the organization states.' }),
    together: t.exposeInt('together', {
      description:
        'Minutes of everybody who taught it, each counted alone: more than the part has where several taught at once. The rule of an offer says whether these minutes are then divided.',
    }),
    attended: t.exposeBoolean('attended', {
      description: 'Whether a certificate of yours says that you attended it. It then earns nothing as taught.',
    }),
  }),
});

const TaughtTrainingType = builder.objectRef<TeachingStanding>('TaughtTraining').implement({
  description: 'The training that the instructor of an enrollment taught, as the organization states it now.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    intensive: t.field({ type: IntensiveRef, description: 'The training.', resolve: ({ intensiveId }) => intensiveId }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true, description: 'When its last part ends.' }),
    minutesTaught: t.int({ description: 'Minutes that count as taught.', resolve: taughtMinutes }),
    parts: t.field({
      type: [TaughtPartType],
      complexity: { field: 1, multiplier: 10 },
      description: 'The parts that you taught, in order.',
      resolve: ({ parts }) => parts,
    }),
  }),
});

builder.objectField(EnrollmentRef, 'teaching', (t) =>
  t.field({
    type: TaughtTrainingType,
    nullable: true,
    description:
      'What you taught, for an enrollment whose `basis` is INSTRUCTOR; null for learners, and in a list once it is claimed.',
    resolve: ({ teaching }) => teaching,
  }),
);

const ViewerTeachingType = builder.objectRef<ViewerTeaching>('ViewerTeaching').implement({
  description: 'How you can claim credit for a training that names you as an instructor.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    course: t.field({
      type: CourseRef,
      description: 'Its course, for `enroll`, which asks for `disclosures` of the training.',
      resolve: ({ courseId }) => courseId,
    }),
    enrollment: t.field({
      type: EnrollmentRef,
      nullable: true,
      description: 'Your enrollment as its instructor; null before `enroll` with `taughtTrainingId`.',
      resolve: ({ enrollmentId }) => enrollmentId,
    }),
  }),
});

builder.objectField(IntensiveRef, 'viewerTeaching', (t) =>
  t.loadable({
    type: ViewerTeachingType,
    nullable: true,
    description:
      'How you can claim credit for teaching this training; null unless it names your account as an instructor’s.',
    load: (ids: IntensiveId[], { db, viewer }) => teachingEnrollments(db, ids, viewer?.userId ?? null),
    resolve: ({ id }) => id,
  }),
);
