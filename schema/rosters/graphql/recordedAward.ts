import { CreditLineType, CreditOfferRef } from '../../accreditation/graphql/creditOffer.ts';
import { inForceOn } from '../../accreditation/rules/approval.ts';
import { builder } from '../../graphql/builder.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { AwardBasisEnum } from '../../issuance/graphql/basis.ts';
import type { RecordedAward } from '../queries/recordRows.ts';

export const RecordedAwardType = builder.objectRef<RecordedAward & { unit: string }>('RecordedAward').implement({
  description: 'What was earned under an offer. It never changes.',
  fields: (t) => ({
    basis: t.expose('basis', { type: AwardBasisEnum, description: 'As what it was earned.' }),
    amount: t.field({
      type: 'Decimal',
      description: 'How much, in the unit of the body.',
      resolve: ({ totalHundredths }) => decimalText(totalHundredths),
    }),
    unit: t.exposeString('unit', { description: 'The unit, as printed with this amount.' }),
    unitCode: t.exposeString('unitCode', {
      nullable: true,
      description: 'The code of the unit, which `roster` takes as `unit`.',
    }),
    lines: t.expose('lines', { type: [CreditLineType], description: 'By format, category and session.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      description: 'When the last requirement of the offer was met.',
    }),
    countsOn: t.expose('countsOn', {
      type: 'Date',
      description: 'The day that the body counts: of a session where it took place, else in the organization’s zone.',
    }),
    approvalInForce: t.boolean({
      description:
        'Whether the approval was in force on that day, as it is known now. An award stands although it was not; the organization decides whether to revoke it.',
      resolve: ({ approval, countsOn }) => inForceOn(approval, countsOn).ok,
    }),
    keptUntil: t.expose('keptUntil', { type: 'Date', description: 'The last day on which the record must be kept.' }),
    awardedAt: t.expose('awardedAt', { type: 'DateTime', description: 'When it was claimed.' }),
    offer: t.field({
      type: CreditOfferRef,
      description: 'The offer: its approval, calculation, sentence and frozen rules with their sources.',
      resolve: ({ offerId }) => offerId,
    }),
  }),
});
