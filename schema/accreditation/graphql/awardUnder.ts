import { encodeGlobalID } from '@pothos/plugin-relay';
import { builder } from '../../graphql/builder.ts';
import { decimalText } from '../../graphql/scalars.ts';
import type { AwardUnderRow } from '../queries/approvals.ts';
import { CreditOfferRef } from './creditOffer.ts';

/** An award as the organization sees it under an approval. @public the noun of certificates adds its number. */
export const AwardUnderType = builder.objectRef<AwardUnderRow>('AwardUnderApproval').implement({
  description: 'Credit that was awarded under an approval, without its holder.',
  fields: (t) => ({
    awardId: t.id({ description: 'The award.', resolve: ({ id }) => encodeGlobalID('CreditAward', id) }),
    amount: t.field({
      type: 'Decimal',
      description: 'How much, in the unit of the body.',
      resolve: ({ totalHundredths }) => decimalText(totalHundredths),
    }),
    countsOn: t.expose('countsOn', { type: 'Date', description: 'The day that counts for the body.' }),
    awardedAt: t.expose('awardedAt', { type: 'DateTime', description: 'When it was awarded.' }),
    offer: t.field({ type: CreditOfferRef, description: 'The offer.', resolve: ({ offerId }) => offerId }),
  }),
});
