import { z } from 'zod';
import type { CreditOfferId } from '../../../drizzle/ids.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import { withdrawCreditOffer } from '../operations/withdrawCreditOffer.ts';
import { CreditOfferRef } from './creditOffer.ts';

mutation('withdrawCreditOffer', {
  description:
    'Withdraws an offer, for an owner or organizer. Awards under it stay. It cannot be undone; a second call changes nothing.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError],
  input: {
    description: 'The offer and the reason.',
    fields: (t) => ({
      offerId: t.id({ description: 'The offer.' }),
      reason: t.string({ description: 'Why, in 3 to 500 characters on one line. It is kept permanently.' }),
    }),
  },
  read: z.object({ offerId: idOf<CreditOfferId>('CreditOffer'), reason: reasonText }),
  run: ({ db }, act, input) => withdrawCreditOffer(db, act, input),
  payload: {
    description: 'The offer, withdrawn.',
    fields: (t) => ({
      offer: t.field({ type: CreditOfferRef, description: 'The offer.', resolve: ({ offerId }) => offerId }),
    }),
  },
});
