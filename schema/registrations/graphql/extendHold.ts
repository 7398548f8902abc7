import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { HoldEndedError, HoldExtendedError, PaidPlaceError } from '../errors.ts';
import { extendOffer } from '../operations/extendOffer.ts';

mutation('extendHold', {
  description:
    'Asks once for more time to answer an offer: a day, or as long as the event’s offers last if that is less.',
  errors: [NotFoundError, HoldEndedError, HoldExtendedError, PaidPlaceError],
  input: {
    description: 'At which event.',
    fields: (t) => ({ intensiveId: t.id({ description: 'The event.' }) }),
  },
  read: z.object({ intensiveId: idOf<IntensiveId>('Intensive') }),
  run: ({ db }, act, input) => extendOffer(db, act, input),
  payload: {
    description: 'The new end.',
    fields: (t) => ({
      keptUntil: t.field({
        type: 'DateTime',
        description: 'Until when the seat is kept.',
        resolve: ({ endsAt }) => endsAt,
      }),
    }),
  },
});
