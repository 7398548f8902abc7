import type { QuizId } from '../../../drizzle/ids.ts';
import { enrolledKey, keyWithin } from '../../enrolledKeys.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { EnrolledModuleRef } from '../../enrollments/graphql/module.ts';
import { builder } from '../../graphql/builder.ts';
import { enrolledIdOf } from '../../input.ts';
import { QuizRef } from './quiz.ts';

builder.objectField(EnrollmentRef, 'quiz', (t) =>
  t.field({
    type: QuizRef,
    nullable: true,
    description: 'One quiz of your version; null when it is not of this enrollment.',
    args: { id: t.arg.id({ description: 'The quiz.' }) },
    resolve: ({ id: enrollmentId }, { id }) => {
      const key = keyWithin(enrolledIdOf<QuizId>('Quiz', 'Quiz').parse(id), enrollmentId);
      return key === null ? null : enrolledKey(key, enrollmentId);
    },
  }),
);

builder.objectField(EnrolledModuleRef, 'check', (t) =>
  t.field({
    type: QuizRef,
    nullable: true,
    description: 'The check that ends it; null without one.',
    resolve: ({ checkQuizId, enrollment }) => checkQuizId && enrolledKey(checkQuizId, enrollment.id),
  }),
);
