import { encodeGlobalID } from '@pothos/plugin-relay';
import { builder } from '../graphql/builder.ts';
import { ErrorInterface } from '../graphql/errorTypes.ts';
import { BlockerType } from './blockerType.ts';
import {
  AlreadyEnrolledError,
  BlockedError,
  CourseRetiredError,
  DisclosuresChangedError,
  EnrollmentClosedError,
  TextChangedError,
} from './errors.ts';

builder.objectType(AlreadyEnrolledError, {
  name: 'AlreadyEnrolledError',
  description: 'A round on this course is open for another purpose.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    enrollmentId: t.id({
      description: 'The open round.',
      resolve: (error) => encodeGlobalID('Enrollment', error.enrollmentId),
    }),
  }),
});

builder.objectType(CourseRetiredError, {
  name: 'CourseRetiredError',
  description: 'The course takes no new enrollments.',
  interfaces: [ErrorInterface],
});

builder.objectType(DisclosuresChangedError, {
  name: 'DisclosuresChangedError',
  description: 'What was accepted is not what stands now.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentHash: t.exposeString('currentHash', { description: 'Accept this one, after showing the current texts.' }),
  }),
});

builder.objectType(EnrollmentClosedError, {
  name: 'EnrollmentClosedError',
  description: 'The round was claimed or withdrawn.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ closedAt: t.expose('closedAt', { type: 'DateTime', description: 'When it closed.' }) }),
});

builder.objectType(BlockedError, {
  name: 'BlockedError',
  description: 'Something is still missing; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    blockers: t.expose('blockers', { type: [BlockerType], description: 'Everything that is missing.' }),
  }),
});

builder.objectType(TextChangedError, {
  name: 'TextChangedError',
  description: 'The statement has changed since it was read.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentVersion: t.exposeString('currentVersion', { description: 'The version to show and sign.' }),
  }),
});
