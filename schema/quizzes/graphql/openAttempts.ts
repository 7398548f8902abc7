import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { builder } from '../../graphql/builder.ts';
import { attemptsByIds, openAttemptIdsOf } from '../queries/attempts.ts';
import { QuizAttemptRef } from './attempt.ts';

builder.objectField(ViewerRef, 'openAttempts', (t) =>
  t.field({
    type: [QuizAttemptRef],
    description:
      'Your attempts that are open now, the one whose time ends first in front. Offer these before all else.',
    resolve: async ({ userId }, _args, { db }) => {
      const ids = await openAttemptIdsOf(db, userId);
      const rows = ids.length === 0 ? [] : await attemptsByIds(db, userId, ids);
      return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    },
  }),
);

builder.objectField(QuizAttemptRef, 'enrollment', (t) =>
  t.field({
    type: EnrollmentRef,
    description: 'Your enrollment that it belongs to.',
    resolve: ({ enrollmentId }) => enrollmentId,
  }),
);
