import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AttemptClosedError } from '../errors.ts';
import { saveAnswers } from '../operations/saveAnswers.ts';
import { AnswerInput, answerOf, sequenceOf } from './answerInput.ts';
import { AttemptQuestionType } from './question.ts';

const SavedAnswerInput = builder.inputType('SaveQuizAnswersAnswerInput', {
  description: 'One of several answers to save.',
  fields: (t) => ({
    questionId: t.id({ description: 'A question of the attempt.' }),
    answer: t.field({
      type: AnswerInput,
      required: false,
      description: 'As in `saveQuizAnswer`. Null, written out, takes the saved answer back.',
    }),
    sequence: t.int({ required: false, description: 'Your own counter, as in `saveQuizAnswer`.' }),
  }),
});

mutation('saveQuizAnswers', {
  description:
    'Saves several answers at once, each as `saveQuizAnswer` does: what waited while the network was away. All are saved, or none when one is malformed or the attempt has closed.',
  errors: [NotFoundError, InvalidInputError, EnrollmentClosedError, AttemptClosedError],
  input: {
    description: 'Answers of one open attempt.',
    fields: (t) => ({
      attemptId: t.id({ description: 'Your attempt.' }),
      answers: t.field({ type: [SavedAnswerInput], description: 'At most one for each question.' }),
    }),
  },
  read: z.object({
    attemptId: idOf<QuizAttemptId>('QuizAttempt'),
    answers: z.array(
      z.object({
        questionId: idOf<AttemptQuestionId>('AttemptQuestion'),
        answer: answerOf.nullable(),
        sequence: sequenceOf,
      }),
    ),
  }),
  run: ({ db }, act, input) => saveAnswers(db, act, input),
  payload: {
    description: 'The questions with the answers that stand.',
    fields: (t) => ({
      questions: t.field({
        type: [AttemptQuestionType],
        description: 'The questions that were answered, in their order.',
        resolve: ({ questions, attempt: { feedback } }) =>
          questions.map((question) => ({
            ...question,
            attempt: { feedback, submittedAt: null, passed: null, attemptOpen: true },
          })),
      }),
      supersededIds: t.idList({
        description:
          'The questions for which a save with a higher `sequence`, or a later one, stands instead. `questions` shows it.',
        resolve: ({ superseded }) => superseded.map((id) => encodeGlobalID('AttemptQuestion', id)),
      }),
    }),
  },
});
