import { encodeGlobalID } from '@pothos/plugin-relay';
import { parseId, type QuizAttemptId } from '../../../drizzle/ids.ts';
import { type Context, signedIn } from '../../context.ts';
import { enrolledKey } from '../../enrolledKeys.ts';
import { scorePercent } from '../../enrollments/rules/attempts.ts';
import { builder } from '../../graphql/builder.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { type CountedQuestion, countedQuestionsOf } from '../queries/counted.ts';
import { shownQuestionsOf } from '../queries/questions.ts';
import { moduleResults, type ObjectiveResult, objectiveResults } from '../rules/grading.ts';
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

const ObjectiveResultType = builder.objectRef<ObjectiveResult>('QuizRequirementResult').implement({
  description: 'How an attempt stands at an objective that must be passed by itself. It names no question.',
  fields: (t) => ({
    objective: t.exposeString('text', { description: 'The objective, in words.' }),
    pass: t.exposeInt('pass', { description: 'How many questions about it must be right.' }),
    of: t.exposeInt('of', { description: 'How many were drawn.' }),
    correctCount: t.exposeInt('correctCount', { description: 'How many of them count as right.' }),
    met: t.exposeBoolean('met', { description: 'Whether that is enough.' }),
  }),
});

type ModuleResult = { moduleId: string; position: number; title: string; correctCount: number; questionCount: number };

const ModuleResultType = builder.objectRef<ModuleResult>('QuizModuleResult').implement({
  description: 'How many questions about what one module teaches were right in an attempt.',
  fields: (t) => ({
    moduleId: t.id({ description: 'The module of your enrollment.', resolve: ({ moduleId }) => moduleId }),
    position: t.exposeInt('position', { description: 'Its place in the course, from 1.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    correctCount: t.exposeInt('correctCount', { description: 'How many count as right.' }),
    questionCount: t.exposeInt('questionCount', { description: 'How many were drawn: three or more.' }),
  }),
});

async function countedOf(
  context: Context,
  attempts: readonly AttemptRow[],
): Promise<(id: QuizAttemptId) => CountedQuestion[]> {
  const ids = [...new Set(attempts.map(({ id }) => id))];
  const rows = ids.length === 0 ? [] : await countedQuestionsOf(context.db, signedIn(context).userId, ids);
  return (id) => rows.filter(({ attemptId }) => attemptId === id);
}

function resultsByModule(
  { enrollmentId, required }: AttemptRow,
  questions: readonly CountedQuestion[],
): ModuleResult[] {
  const results = moduleResults(questions, required).flatMap(({ moduleKey, ...counts }) => {
    const module = questions.find((one) => one.moduleKey === moduleKey);
    const { moduleId = null, modulePosition: position = null, moduleTitle: title = null } = module ?? {};
    if (moduleId === null || position === null || title === null) return [];
    return [
      { moduleId: encodeGlobalID('EnrolledModule', enrolledKey(moduleId, enrollmentId)), position, title, ...counts },
    ];
  });
  return results.sort((a, b) => a.position - b.position);
}

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
    passed: t.exposeBoolean('passed', {
      nullable: true,
      description: 'Whether it is passed, once submitted: by the percentage, and by each of `required`.',
    }),
    required: t.loadableList({
      type: ObjectiveResultType,
      description:
        'How it stands at each objective that must be passed by itself, without naming a question; empty while open, and where the quiz requires none.',
      load: async (attempts: AttemptRow[], context) => {
        const counted = await countedOf(
          context,
          attempts.filter(({ required }) => required.length > 0),
        );
        return attempts.map(({ id, required, submittedAt }) =>
          submittedAt === null ? [] : objectiveResults(required, counted(id)),
        );
      },
      resolve: (attempt) => attempt,
    }),
    byModule: t.loadableList({
      type: ModuleResultType,
      description:
        'How many questions of each module were right, in the order of the course, once submitted. Only modules of which three or more were drawn, and none whose count would tell the answer to a question.',
      load: async (attempts: AttemptRow[], context) => {
        const closed = attempts.filter(({ submittedAt }) => submittedAt !== null);
        const counted = await countedOf(context, closed);
        return attempts.map((attempt) => resultsByModule(attempt, counted(attempt.id)));
      },
      resolve: (attempt) => attempt,
    }),
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
