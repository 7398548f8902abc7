import type { RecallQuestion, RecallRound } from '../../../drizzle/tables/recalls.ts';
import { signedIn } from '../../context.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { ReflectionType, reflectionAt } from '../../enrollments/graphql/reflection.ts';
import type { EnrollmentRow } from '../../enrollments/queries.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { QuestionTypeEnum, QuizAnswerType, QuizOptionType, ReviewType } from '../../quizzes/graphql/question.ts';
import { type FollowUpRow, followUpsOf } from '../queries/followUps.ts';
import { OPEN_DAYS, ROUND_STATES } from '../rules/rounds.ts';
import { questionsFor, roundStanding } from '../rules/standing.ts';

type Round = { followUp: FollowUpRow; round: RecallRound; position: number };
type Question = RecallQuestion & { position: number; given: FollowUpRow['answers'][number] | null };

const StateEnum = builder.enumType('FollowUpState', {
  description: 'Whether a round of later questions is asked.',
  values: described(ROUND_STATES, {
    EARLY: 'Its day has not come.',
    OPEN: `It is asked, for ${OPEN_DAYS} days.`,
    OVER: 'It is asked no more; what was answered stays.',
  }),
});

const on = (sides: readonly RecallQuestion['options'][number]['side'][]) => (question: Question) =>
  question.options.filter(({ side }) => sides.includes(side));

const QuestionRef = builder.objectRef<Question>('RecallQuestion').implement({
  description: 'A question that is asked again weeks after the course. It earns nothing and is no attempt.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Answer with this.' }),
    position: t.exposeInt('position', { description: 'Its place in the round, from 1.' }),
    type: t.expose('type', { type: QuestionTypeEnum, description: 'How it is answered.' }),
    prompt: t.exposeString('prompt', { description: 'The text of the question.' }),
    options: t.field({
      type: [QuizOptionType],
      description: 'What to choose from or put in order, in random order; empty for MATCHING.',
      resolve: on(['CHOICE', 'ITEM']),
    }),
    lefts: t.field({ type: [QuizOptionType], description: 'For MATCHING: the left sides.', resolve: on(['LEFT']) }),
    rights: t.field({ type: [QuizOptionType], description: 'For MATCHING: the partners.', resolve: on(['RIGHT']) }),
    answer: t.field({
      type: QuizAnswerType,
      nullable: true,
      description: 'Your first answer, which stays; null before it.',
      resolve: ({ given }) => given?.answer ?? null,
    }),
    review: t.field({
      type: ReviewType,
      nullable: true,
      description: 'The right answer and the reasons, once you have answered.',
      resolve: ({ given, type, options }) => given && { type, options, correct: given.correct, regraded: false },
    }),
  }),
});

/** The questions of a round that their reader may see: those that are asked now, and those that they have answered. */
function shownQuestions({ followUp, round }: Round, now: Date): Question[] {
  const { state } = roundStanding(followUp, round.weeks, now);
  return questionsFor(followUp, round)
    .map((question, index) => ({
      ...question,
      position: index + 1,
      given:
        followUp.answers.find(({ weeks, questionKey }) => weeks === round.weeks && questionKey === question.key) ??
        null,
    }))
    .filter(({ given }) => given !== null || (followUp.optedIn && state === 'OPEN'));
}

const RoundRef = builder.objectRef<Round>('FollowUpRound').implement({
  description: 'What is asked so many weeks after the course.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    weeks: t.int({
      description: 'How many weeks after the day of completion, 1 to 26.',
      resolve: ({ round }) => round.weeks,
    }),
    opensOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day on which it opens, in your zone; null before you completed the course.',
      resolve: ({ followUp, round }, _args, { now }) => roundStanding(followUp, round.weeks, now).opensOn,
    }),
    state: t.field({
      type: StateEnum,
      nullable: true,
      description: 'Whether it is asked; null before you completed the course.',
      resolve: ({ followUp, round }, _args, { now }) => roundStanding(followUp, round.weeks, now).state,
    }),
    questions: t.field({
      type: [QuestionRef],
      complexity: { field: 1, multiplier: 3 },
      description:
        'Its three questions while it is asked, then those that you answered. None for whoever took the course for personal growth: a question may recall the test.',
      resolve: (round, _args, { now }) => shownQuestions(round, now),
    }),
    open: t.string({ description: 'The question for words of your own.', resolve: ({ round }) => round.open }),
    tried: t.field({
      type: ReflectionType,
      description: 'What you wrote. Nobody else can read it.',
      resolve: ({ followUp, round }, _args, context) =>
        reflectionAt(context, { enrollmentId: followUp.enrollmentId, moduleId: null, weeks: round.weeks }),
    }),
  }),
});

const roundsOf = (followUp: FollowUpRow): Round[] =>
  followUp.rounds.map((round, index) => ({ followUp, round, position: index + 1 }));

const FollowUpRef = builder.objectRef<FollowUpRow>('FollowUp').implement({
  description: 'What you may be asked weeks after the course, if you want it. It is off until you switch it on.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    optedIn: t.exposeBoolean('optedIn', { description: 'Whether you want to be asked, by one mail for each round.' }),
    rounds: t.field({
      type: [RoundRef],
      complexity: { field: 1, multiplier: 3 },
      description: 'Its rounds, the first to come first.',
      resolve: roundsOf,
    }),
    round: t.field({
      type: RoundRef,
      nullable: true,
      description: 'One round by its weeks; null when there is none.',
      args: { weeks: t.arg.int({ description: 'How many weeks after the course.' }) },
      resolve: (followUp, { weeks }) => roundsOf(followUp).find(({ round }) => round.weeks === weeks) ?? null,
    }),
  }),
});

builder.objectField(EnrollmentRef, 'followUp', (t) =>
  t.loadable({
    type: FollowUpRef,
    nullable: true,
    description:
      'What you may be asked weeks after the course; null where the version asks nothing later, for an instructor, and once you withdrew.',
    load: async (ids: EnrollmentRow['id'][], context) => {
      const rows = await followUpsOf(context.db, signedIn(context).userId, ids);
      return ids.map((id) => rows.find(({ enrollmentId }) => enrollmentId === id) ?? null);
    },
    resolve: ({ id }) => id,
  }),
);
