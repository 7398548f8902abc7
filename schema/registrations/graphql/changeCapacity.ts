import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { CapacityTakenError } from '../errors.ts';
import { changeCapacity } from '../operations/changeCapacity.ts';

const MOST = 10_000;

mutation('changeCapacity', {
  description:
    'Changes how many seats an event has, for owners and organizers. New seats are offered to who waits. Fewer than are taken is refused; as many as are taken stops new seats.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, CapacityTakenError],
  input: {
    description: 'Which event, and how many seats.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      capacity: t.int({ description: `From 1 to ${MOST}.` }),
    }),
  },
  read: z.object({
    intensiveId: idOf<IntensiveId>('Intensive'),
    capacity: z.number().int().min(1, 'Write at least 1.').max(MOST, `Write at most ${MOST}.`),
  }),
  run: ({ db }, act, input) => changeCapacity(db, act, input),
  payload: {
    description: 'The event, after the change.',
    fields: (t) => ({
      intensive: t.field({
        type: IntensiveRef,
        description: 'The event.',
        resolve: ({ intensiveId }) => intensiveId,
      }),
    }),
  },
});
