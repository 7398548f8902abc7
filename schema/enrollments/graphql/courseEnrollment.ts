import type { CourseId } from '../../../drizzle/ids.ts';
import { CourseRef } from '../../courses/graphql/course.ts';
import { builder } from '../../graphql/builder.ts';
import { openEnrollmentsIn } from '../queries.ts';
import { EnrollmentRef } from './enrollment.ts';

builder.objectField(CourseRef, 'viewerEnrollment', (t) =>
  t.loadable({
    type: EnrollmentRef,
    nullable: true,
    description:
      'Your open enrollment in it, to offer “Continue”; null without one, and for people who are not signed in.',
    load: async (ids: CourseId[], { db, viewer }) => {
      const rows = viewer === null ? [] : await openEnrollmentsIn(db, viewer.userId, ids);
      return ids.map((id) => rows.find(({ courseId }) => courseId === id) ?? null);
    },
    resolve: ({ id }) => id,
  }),
);
