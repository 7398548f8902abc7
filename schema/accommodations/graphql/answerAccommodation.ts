import { z } from 'zod';
import type { AccommodationRequestId } from '../../../drizzle/ids.ts';
import { whole } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { AccommodationChangedError, TooManyAccommodationsError } from '../errors.ts';
import { answerAccommodation } from '../operations/answerAccommodation.ts';
import { ANSWERS, LONGEST, MOST_STATES } from '../rules/states.ts';
import { ReadType } from './record.ts';

const AnswerEnum = builder.enumType('AccommodationAnswer', {
  description: 'What an answer to a request for an accommodation says.',
  values: described(ANSWERS, {
    GRANTED: 'It is arranged as it was asked for.',
    PART: 'Some of it is arranged, or it is arranged in another way. It takes a reason.',
    DECLINED: 'It cannot be arranged. It takes a reason.',
  }),
});

mutation('answerAccommodation', {
  description:
    'Answers a request for an accommodation, for those who must act on it. The person reads it here. A mail tells them that there is one about a training, and of other events if they wished for it. An answer can be mended by another one.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, AccommodationChangedError, TooManyAccommodationsError],
  input: {
    description: 'Which request, and the answer.',
    fields: (t) => ({
      requestId: t.id({ description: 'The request.' }),
      basedOn: t.int({ description: 'Its `revision` that you read. Another one is refused.' }),
      decision: t.field({ type: AnswerEnum, description: 'What is arranged: all, a part, or nothing.' }),
      answer: t.string({
        description: `What is arranged, or what the person can do instead, to the person; at most ${LONGEST.answer} characters. Name no diagnosis.`,
      }),
      reason: t.string({
        required: false,
        description: `Why not all of it, at most ${LONGEST.reason} characters; required unless it is granted, and only then.`,
      }),
    }),
  },
  read: z
    .object({
      requestId: idOf<AccommodationRequestId>('AccommodationRequest'),
      basedOn: whole(1, MOST_STATES),
      decision: z.enum(ANSWERS),
      answer: freeText(LONGEST.answer).refine((text) => text !== '', 'Write what is arranged.'),
      reason: freeText(LONGEST.reason)
        .nullish()
        .transform((text) => text || null),
    })
    .refine(({ decision, reason }) => decision === 'GRANTED' || reason !== null, {
      path: ['reason'],
      message: 'Write why not all of it can be arranged.',
    })
    .refine(({ decision, reason }) => decision !== 'GRANTED' || reason === null, {
      path: ['reason'],
      message: 'What is granted needs no reason. Leave it out.',
    }),
  run: ({ db, vault }, act, input) => answerAccommodation(db, act, { ...input, vault }),
  payload: {
    description: 'The request with its answer.',
    fields: (t) => ({
      read: t.field({ type: ReadType, description: 'The request.', resolve: (request) => request }),
    }),
  },
});
