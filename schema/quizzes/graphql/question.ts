import { encodeGlobalID } from '@pothos/plugin-relay';
import type { OptionId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/tables/attempts.ts';
import { QUESTION_TYPES } from '../../../drizzle/tables/quizzes.ts';
import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { type ReviewRow, reviewsByIds, type ShownQuestionRow } from '../queries/questions.ts';
import { rightAnswer, sharedPlaces } from '../rules/grading.ts';
import { mayReview } from '../rules/starting.ts';

const optionId = (id: string) => encodeGlobalID('Option', id);

/** A drawn question within its attempt. */
export type AttemptQuestion = ShownQuestionRow & { attempt: Parameters<typeof mayReview>[0] };

export const QuestionTypeEnum = builder.enumType('QuestionType', {
  description: 'How a question is answered.',
  values: described(QUESTION_TYPES, {
    SINGLE: 'Choose one option.',
    MULTIPLE: 'Choose every option that applies. The question does not say how many do.',
    TRUE_FALSE: 'Choose true or false.',
    MATCHING: 'Give each of `lefts` its partner among `rights`.',
    ORDERING: 'Put all options in order.',
  }),
});

type Shown = ShownQuestionRow['options'][number];

export const QuizOptionType = builder.objectRef<Shown>('QuizOption').implement({
  description: 'Something that can be chosen, paired or put in order. Ids and order are random and reveal nothing.',
  fields: (t) => ({
    id: t.id({ description: 'Answer with this.', resolve: (option) => optionId(option.id) }),
    text: t.exposeString('text', { description: 'What it says.' }),
  }),
});

type Pair = Extract<SavedAnswer, { pairs: unknown }>['pairs'][number];

const QuizPairType = builder.objectRef<Pair>('QuizPair').implement({
  description: 'A left side and its partner.',
  fields: (t) => ({
    leftId: t.id({ description: 'One of `lefts`.', resolve: (pair) => optionId(pair.leftId) }),
    rightId: t.id({ description: 'One of `rights`.', resolve: (pair) => optionId(pair.rightId) }),
  }),
});

export const QuizAnswerType = builder.objectRef<SavedAnswer>('QuizAnswer').implement({
  description: 'An answer: one of the three fields, by the type of the question.',
  fields: (t) => ({
    optionIds: t.idList({
      nullable: true,
      description: 'For SINGLE, MULTIPLE and TRUE_FALSE.',
      resolve: (answer) => ('optionIds' in answer ? answer.optionIds.map(optionId) : null),
    }),
    pairs: t.field({
      type: [QuizPairType],
      nullable: true,
      description: 'For MATCHING.',
      resolve: (answer) => ('pairs' in answer ? answer.pairs : null),
    }),
    orderedIds: t.idList({
      nullable: true,
      description: 'For ORDERING, first to last.',
      resolve: (answer) => ('orderedIds' in answer ? answer.orderedIds.map(optionId) : null),
    }),
  }),
});

const RationaleType = builder.objectRef<ReviewRow['options'][number]>('OptionRationale').implement({
  description: 'Why an option is right or wrong.',
  fields: (t) => ({
    optionId: t.id({ description: 'The option.', resolve: (option) => optionId(option.id) }),
    text: t.exposeString('rationale', { description: 'The reason.' }),
  }),
});

const SharedPlaceType = builder.objectRef<OptionId[]>('SharedPlace').implement({
  description: 'Items of an order that share a place: any order among them is right.',
  fields: (t) => ({
    optionIds: t.idList({ description: 'Two options or more.', resolve: (ids) => ids.map(optionId) }),
  }),
});

export const ReviewType = builder.objectRef<Omit<ReviewRow, 'id'>>('QuestionReview').implement({
  description: 'The right answer and the reasons. No other field shows them.',
  fields: (t) => ({
    correct: t.exposeBoolean('correct', { description: 'Whether your answer counts as right.' }),
    regraded: t.exposeBoolean('regraded', {
      description: 'The question was later found to be faulty and counts as right for everyone who answered it.',
    }),
    rightAnswer: t.field({
      type: QuizAnswerType,
      description: 'The right answer. For an ORDERING with `sharedPlaces`, one of several.',
      resolve: rightAnswer,
    }),
    sharedPlaces: t.field({
      type: [SharedPlaceType],
      description: 'For ORDERING: options that share a place, by place; empty where one order alone is right.',
      resolve: sharedPlaces,
    }),
    rationales: t.field({
      type: [RationaleType],
      description: 'The reason for every option that has one.',
      resolve: ({ options }) => options.filter((option) => option.rationale !== ''),
    }),
  }),
});

const on = (sides: readonly Shown['side'][]) => (question: AttemptQuestion) =>
  question.options.filter((option) => sides.includes(option.side));

export const AttemptQuestionType = builder.objectRef<AttemptQuestion>('AttemptQuestion').implement({
  description: 'A question drawn for one attempt.',
  fields: (t) => ({
    id: t.id({
      description: 'Save an answer with this.',
      resolve: (question) => encodeGlobalID('AttemptQuestion', question.id),
    }),
    position: t.exposeInt('position', { description: 'Its place in the attempt, from 1.' }),
    type: t.expose('type', { type: QuestionTypeEnum, description: 'How it is answered.' }),
    prompt: t.exposeString('prompt', { description: 'The text of the question.' }),
    options: t.field({
      type: [QuizOptionType],
      description: 'What to choose from or put in order, in random order; empty for MATCHING.',
      resolve: on(['CHOICE', 'ITEM']),
    }),
    lefts: t.field({
      type: [QuizOptionType],
      description: 'For MATCHING: the left sides, in random order.',
      resolve: on(['LEFT']),
    }),
    rights: t.field({
      type: [QuizOptionType],
      description: 'For MATCHING: the partners, in an independent random order.',
      resolve: on(['RIGHT']),
    }),
    answer: t.expose('answer', { type: QuizAnswerType, nullable: true, description: 'Your answer as last saved.' }),
    savedAt: t.expose('savedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was saved, or taken back.',
    }),
    sequence: t.exposeInt('sequence', {
      nullable: true,
      description: 'The highest `sequence` of a save that was kept; count on from here. Null without one.',
    }),
    review: t.loadable({
      type: ReviewType,
      nullable: true,
      description:
        "The right answer and the reasons, once the quiz's feedback policy allows it. Null before that, and while another attempt at the same quiz is open.",
      load: async (questions: AttemptQuestion[], context) => {
        const shown = questions.filter((question) => mayReview(question.attempt)).map((question) => question.id);
        const rows = shown.length === 0 ? [] : await reviewsByIds(context.db, signedIn(context).userId, shown);
        return questions.map((question) => rows.find((row) => row.id === question.id) ?? null);
      },
      resolve: (question) => question,
    }),
  }),
});
