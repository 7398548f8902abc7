import type { CourseId, EnrollmentId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { APPROVAL_STATUS } from '../../courses/rules.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { parseGlobalId } from '../../input.ts';
import { AlreadyEnrolledError, CourseRetiredError, DisclosuresChangedError, EnrollmentClosedError } from '../errors.ts';
import { enroll, withdrawEnrollment } from '../operations/enroll.ts';
import { EnrollmentRef, PurposeEnum } from './enrollment.ts';

const enrollmentKey = (id: string) => parseGlobalId<EnrollmentId>('Enrollment', id);

builder.relayMutationField(
  'enroll',
  {
    description: 'What to enroll in, and what was accepted.',
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
        courseId: parseGlobalId<CourseId>('Course', input.courseId),
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
      approvalStatus: t.string({
        description: 'Whether any body has approved the course; show it.',
        resolve: () => APPROVAL_STATUS,
      }),
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
);

builder.relayMutationField(
  'withdrawEnrollment',
  {
    description: 'Which enrollment.',
    inputFields: (t) => ({ enrollmentId: t.id({ description: 'Your enrollment.' }) }),
  },
  {
    description: 'Closes an open round without a certificate. What was done stays on record; you may enroll again.',
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
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
);
