import { z } from 'zod';
import type { CourseId, IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { openToAnyone } from '../../accreditation/queries/disclosures.ts';
import { disclosedOffer } from '../../accreditation/rules/disclosedOffer.ts';
import { approvalStatus } from '../../courses/rules.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { enrolledIdOf, idOf } from '../../input.ts';
import {
  AlreadyEnrolledError,
  CourseIsLiveError,
  CourseRetiredError,
  DisclosuresChangedError,
  NoHoursError,
  NotInstructorError,
  PlaceNotConfirmedError,
} from '../errors.ts';
import { enroll } from '../operations/enroll.ts';
import { EnrollmentRef, PurposeEnum } from './enrollment.ts';

const registrationOf = idOf<RegistrationId>('Registration');
const trainingOf = idOf<IntensiveId>('Intensive');

mutation('enroll', {
  description:
    'Enrolls you in the current version of a course, or in that of a training where you have a place or that you taught. No accrediting body has approved a course unless its `creditOffers` say so. A second call for the same purpose returns the open enrollment. At most five new enrollments in a course within 24 hours.',
  errors: [
    NotFoundError,
    InvalidInputError,
    CourseRetiredError,
    CourseIsLiveError,
    AlreadyEnrolledError,
    DisclosuresChangedError,
    NoHoursError,
    PlaceNotConfirmedError,
    NotInstructorError,
    RateLimitedError,
  ],
  input: {
    description: 'The course, and what you accepted.',
    fields: (t) => ({
      courseId: t.id({ description: 'The course, as the catalog or an earlier enrollment shows it.' }),
      purpose: t.field({ type: PurposeEnum, description: 'Why you take the course.' }),
      acceptedDisclosuresHash: t.string({
        description:
          'The `hash` of `course.disclosures`, with a training of `intensive.disclosures`, after showing them.',
      }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
      registrationId: t.id({
        required: false,
        description:
          'Your confirmed registration for a training of the course, which is then what you attend. Without it a live course cannot be taken.',
      }),
      taughtTrainingId: t.id({
        required: false,
        description:
          'A training of the course that names you as an instructor: you then claim credit for teaching it, with the purpose CREDIT, and one enrollment stands for each training. Not together with `registrationId`.',
      }),
    }),
  },
  read: z.object({
    courseId: enrolledIdOf<CourseId>('Course', 'EnrolledCourse'),
    registrationId: z
      .string()
      .nullish()
      .transform((id) => (id == null ? undefined : registrationOf.parse(id))),
    taughtTrainingId: z
      .string()
      .nullish()
      .transform((id) => (id == null ? undefined : trainingOf.parse(id))),
  }),
  run: ({ db }, act, { courseId, taughtTrainingId, registrationId, ...input }) =>
    enroll(db, act, {
      ...{ ...input, courseId: courseId?.key ?? null },
      ...(registrationId === undefined ? {} : { registrationId }),
      ...(taughtTrainingId === undefined ? {} : { taughtId: taughtTrainingId }),
    }),
  payload: {
    description: 'The enrollment that is open now.',
    fields: (t) => ({
      approvalStatus: t.string({
        description: 'The text of `course.approvalStatus`, for the version of this enrollment. Show it.',
        resolve: async ({ versionId }, _args, { db, now }) =>
          approvalStatus((await openToAnyone(db, [versionId], now)).map(disclosedOffer)),
      }),
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
