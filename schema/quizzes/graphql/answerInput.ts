import { z } from 'zod';
import type { OptionId } from '../../../drizzle/ids.ts';
import { builder } from '../../graphql/builder.ts';
import { idOf } from '../../input.ts';

const PairInput = builder.inputType('QuizPairInput', {
  description: 'A left side and its partner.',
  fields: (t) => ({
    leftId: t.id({ description: 'One of `lefts`.' }),
    rightId: t.id({ description: 'One of `rights`.' }),
  }),
});

export const AnswerInput = builder.inputType('QuizAnswerInput', {
  description:
    'An answer: exactly one of the three fields, by the type of the question. An empty list takes the saved answer back.',
  fields: (t) => ({
    optionIds: t.idList({
      required: false,
      description: 'For SINGLE and TRUE_FALSE one id, for MULTIPLE one or more.',
    }),
    pairs: t.field({ type: [PairInput], required: false, description: 'For MATCHING, each left side at most once.' }),
    orderedIds: t.idList({ required: false, description: 'For ORDERING, every option once, first to last.' }),
  }),
});

/** Reads a client's own counter of its saves. */
export const sequenceOf = z.number().int('Write a whole number.').min(0, 'Count from 0.').nullish();

const optionIds = z.array(idOf<OptionId>('Option')).nullish();

/** Reads a QuizAnswerInput. */
export const answerOf = z.object(
  {
    optionIds,
    pairs: z.array(z.object({ leftId: idOf<OptionId>('Option'), rightId: idOf<OptionId>('Option') })).nullish(),
    orderedIds: optionIds,
  },
  'Give an answer, or null to take it back.',
);
