import { z } from 'zod';
import type { CourseId } from '../../../drizzle/ids.ts';
import { APPROVAL_STATUS } from '../../courses/rules.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AlreadyEnrolledError, CourseRetiredError, DisclosuresChangedError, NoHoursError } from '../errors.ts';
import { enroll } from '../operations/enroll.ts';
import { EnrollmentRef, PurposeEnum } from './enrollment.ts';

mutation('enroll', {
  description:
    'Enrolls you in the current version of a course. No accrediting body has approved any course here unless the course says so. A second call for the same purpose returns the open enrollment.',
  errors: [
    NotFoundError,
    InvalidInputError,
    CourseRetiredError,
    AlreadyEnrolledError,
    DisclosuresChangedError,
    NoHoursError,
  ],
  input: {
    description: 'The course, and what you accepted.',
    fields: (t) => ({
      courseId: t.id({ description: 'The course.' }),
      purpose: t.field({ type: PurposeEnum, description: 'Why you take the course.' }),
      acceptedDisclosuresHash: t.string({ description: 'The `hash` of `course.disclosures`, after showing them.' }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  read: z.object({ courseId: idOf<CourseId>('Course') }),
  run: ({ db }, act, input) => enroll(db, act, input),
  payload: {
    description: 'The enrollment that is open now.',
    fields: (t) => ({
      approvalStatus: t.string({
        description: 'Whether any accrediting body has approved the course. Show this text.',
        resolve: () => APPROVAL_STATUS,
      }),
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
