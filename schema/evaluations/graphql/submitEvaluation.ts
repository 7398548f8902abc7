import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { BlockedError, EnrollmentClosedError } from '../../enrollments/errors.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { submitEvaluation } from '../operations.ts';
import { MAX_TEXT } from '../rules.ts';

const AnswerInput = builder.inputType('EvaluationAnswerInput', {
  description: 'One answer. Give exactly one of scale, choice and text.',
  fields: (t) => ({
    itemKey: t.string({ description: 'The key of the item.' }),
    scale: t.int({ required: false, description: '1 for the first step.' }),
    choice: t.string({ required: false, description: 'One of the options, word for word.' }),
    text: t.string({
      required: false,
      description: `Your own words, at most ${MAX_TEXT} characters. Do not name people.`,
    }),
  }),
});

const orLeftOut = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;

const answersInput = z
  .array(
    z.object({
      itemKey: z.string().max(200, 'This is not the key of an item.'),
      scale: z.number().nullish().transform(orLeftOut),
      choice: z.string().max(500).nullish().transform(orLeftOut),
      text: freeText(MAX_TEXT).nullish().transform(orLeftOut),
    }),
  )
  .max(200, 'An evaluation has at most 200 items.');

mutation('submitEvaluation', {
  description:
    'Submits the evaluation, once per enrollment, after the content and, for credit, the post-test. A second call changes nothing.',
  errors: [NotFoundError, EnrollmentClosedError, BlockedError, InvalidInputError],
  input: {
    description: 'The answers to an evaluation.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      answers: t.field({ type: [AnswerInput], description: 'One for every required item.' }),
    }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment'), answers: answersInput }),
  run: ({ db }, act, input) => submitEvaluation(db, act, input),
  payload: {
    description: 'The enrollment after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
      alreadySubmitted: t.exposeBoolean('alreadySubmitted', {
        description: 'Whether the evaluation had been submitted before, so that this call changed nothing.',
      }),
    }),
  },
});
