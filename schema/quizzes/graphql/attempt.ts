import { parseId, type QuizAttemptId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { scorePercent } from '../../enrollments/rules/attempts.ts';
import { builder } from '../../graphql/builder.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { shownQuestionsOf } from '../queries/questions.ts';
import { secondsLeft, timedOut } from '../rules/starting.ts';
import { AttemptQuestionType } from './question.ts';

/** One attempt at a quiz. Only its learner can read it. */
export const QuizAttemptRef = builder.loadableNodeRef('QuizAttempt', {
  id: { description: 'Save and submit with this.', resolve: (row: AttemptRow) => row.id },
  load: async (ids: string[], { db, viewer }) => {
    const keys = ids.flatMap((id) => parseId<QuizAttemptId>(id) ?? []);
    const rows = viewer === null ? [] : await attemptsByIds(db, viewer.userId, keys);
    return ids.map((id) => rows.find((row) => row.id === id.toLowerCase()) ?? null);
  },
});

builder.objectType(QuizAttemptRef, {
  description: 'One of your attempts at a quiz. Only you can read it. Only `review` shows the right answers.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its time is over. The answers saved by then count. Null without a limit.',
    }),
    secondsLeft: t.int({
      nullable: true,
      description:
        'Whole seconds left by the server’s clock, which the clock of the reader may not agree with; 0 once closed, null without a limit.',
      resolve: ({ dueAt, submittedAt }, _args, { now }) => secondsLeft({ dueAt, submittedAt, now }),
    }),
    submittedAt: t.expose('submittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was submitted, or closed by its limit; null while open.',
    }),
    timedOut: t.boolean({
      description: 'Whether the time limit closed it. The saved answers counted.',
      resolve: timedOut,
    }),
    questionCount: t.exposeInt('questionCount', { description: 'Questions drawn.' }),
    correctCount: t.exposeInt('correctCount', {
      nullable: true,
      description: 'How many questions count as right, once submitted. Only `review` shows which ones.',
    }),
    scorePercent: t.int({
      nullable: true,
      description: 'The same in percent, rounded down.',
      resolve: (row) => (row.correctCount === null ? null : scorePercent(row.correctCount, row.questionCount)),
    }),
    passed: t.exposeBoolean('passed', { nullable: true, description: 'Whether it is passed, once submitted.' }),
    questions: t.loadableList({
      type: AttemptQuestionType,
      description: 'The questions as drawn.',
      load: async (attempts: AttemptRow[], context) => {
        const ids = [...new Set(attempts.map((attempt) => attempt.id))];
        const rows = await shownQuestionsOf(context.db, signedIn(context).userId, ids);
        return attempts.map((attempt) =>
          rows.filter((row) => row.attemptId === attempt.id).map((row) => ({ ...row, attempt })),
        );
      },
      resolve: (attempt) => attempt,
    }),
  }),
});
