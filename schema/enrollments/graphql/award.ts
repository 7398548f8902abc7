import { encodeGlobalID } from '@pothos/plugin-relay';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import { builder } from '../../graphql/builder.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import type { Claimed } from '../operations/giveCredit.ts';

const AwardLineType = builder.objectRef<OfferLine>('CreditAwardLine').implement({
  description: 'One amount of an award. The lines add up to its amount.',
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      description: 'In the unit of the body.',
      resolve: ({ amountHundredths }) => decimalText(amountHundredths),
    }),
    category: t.exposeString('category', { nullable: true, description: 'The category of the body; null for none.' }),
    session: t.exposeString('session', { nullable: true, description: 'The session; null for the whole activity.' }),
  }),
});

export const CreditAwardType = builder.objectRef<Claimed['awards'][number]>('CreditAward').implement({
  description: 'What you earned under an offer of credit. It never changes.',
  fields: (t) => ({
    offerId: t.id({
      description: 'The offer.',
      resolve: ({ award }) => encodeGlobalID('CreditOffer', award.offerId),
    }),
    amount: t.field({
      type: 'Decimal',
      description: 'How much, in the unit of the body.',
      resolve: ({ award }) => decimalText(award.totalHundredths),
    }),
    lines: t.field({
      type: [AwardLineType],
      description: 'By format, category and session.',
      resolve: ({ award }) => award.lines,
    }),
    completedAt: t.field({
      type: 'DateTime',
      description: 'When the last requirement of the offer was met.',
      resolve: ({ award }) => award.completedAt,
    }),
    countsOn: t.field({
      type: 'Date',
      description: 'The day that the body counts: of a session where it took place, else in the organization’s zone.',
      resolve: ({ award }) => award.countsOn,
    }),
    keptUntil: t.field({
      type: 'Date',
      description: 'The last day on which the record must be kept.',
      resolve: ({ award }) => award.keptUntil,
    }),
    certificate: t.field({
      type: CertificateRef,
      description: 'Its certificate, in the words of the body.',
      resolve: ({ certificate }) => certificate,
    }),
  }),
});
