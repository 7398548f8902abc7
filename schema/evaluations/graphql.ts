import { z } from 'zod';
import type { CourseVersionId, EnrollmentId } from '../../drizzle/ids.ts';
import { BlockedError, EnrollmentClosedError } from '../enrollments/errors.ts';
import { EnrollmentRef } from '../enrollments/graphql/enrollment.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { builder } from '../graphql/builder.ts';
import { described } from '../graphql/enums.ts';
import { mutation } from '../graphql/mutation.ts';
import { idOf } from '../input.ts';
import { freeText } from '../plainText.ts';
import { submitEvaluation } from './operations.ts';
import { evaluationForms } from './queries.ts';
import { type Evaluation, type EvaluationItem, ITEM_GROUPS, ITEM_KINDS, MAX_TEXT } from './rules.ts';

const ItemKindEnum = builder.enumType('EvaluationItemKind', {
  description: 'How an item is answered.',
  values: described(ITEM_KINDS, {
    SCALE: 'With `scale`: 1 for the first of `options`, 2 for the second, and so on.',
    CHOICE: 'With `choice`: one of `options`.',
    TEXT: 'With `text`, in your own words.',
  }),
});

const ItemGroupEnum = builder.enumType('EvaluationItemGroup', {
  description: 'What an item of an evaluation speaks of.',
  values: described(ITEM_GROUPS, {
    OBJECTIVE: 'One objective of the course.',
    PRESENTER: 'One author or presenter.',
    COURSE: 'The course as a whole.',
  }),
});

const ItemType = builder.objectRef<EvaluationItem>('EvaluationItem').implement({
  description: 'One question of an evaluation.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The key that an answer refers to.' }),
    kind: t.field({ type: ItemKindEnum, description: 'How it is answered.', resolve: (item) => item.kind }),
    group: t.field({ type: ItemGroupEnum, description: 'What it speaks of.', resolve: (item) => item.group }),
    text: t.exposeString('text', { description: 'The question.' }),
    required: t.exposeBoolean('required', { description: 'Whether it must be answered.' }),
    maxLength: t.int({
      nullable: true,
      description: 'For TEXT, how many characters an answer may have.',
      resolve: ({ kind }) => (kind === 'TEXT' ? MAX_TEXT : null),
    }),
    options: t.exposeStringList('options', { description: 'The steps of the scale, or what can be chosen.' }),
  }),
});

export const EvaluationType = builder.objectRef<Evaluation>('Evaluation').implement({
  description: 'The form that a learner fills in once. Answers are stored separately from the person.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    introduction: t.exposeString('introduction', {
      description: 'How the answers are used, and how they cannot be used.',
    }),
    items: t.field({ type: [ItemType], description: 'The questions in order.', resolve: (form) => form.items }),
  }),
});

builder.objectField(EnrollmentRef, 'evaluation', (t) =>
  t.loadable({
    type: EvaluationType,
    description: 'The evaluation of your version of the course.',
    load: async (ids: CourseVersionId[], { db }) => {
      const forms = await evaluationForms(db, ids);
      return ids.map((id) => forms.get(id) ?? new Error('no row for the version of an enrollment'));
    },
    resolve: ({ versionId }) => versionId,
  }),
);

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
