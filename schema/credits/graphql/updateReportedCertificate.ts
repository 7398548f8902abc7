import { z } from 'zod';
import type { ReportedCertificateId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { updateReportedCertificate } from '../operations/reportedCertificates.ts';
import { REPORTED_FIELDS } from '../rules/reported.ts';
import { ReportedCertificateType } from './reportedCertificate.ts';

const { title, provider, earnedOn, amount, unit, category, note } = REPORTED_FIELDS;

mutation('updateReportedCertificate', {
  description: 'Changes a certificate of another provider that you listed.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'What to change. A field that you leave out does not change; null clears category and note.',
    fields: (t) => ({
      id: t.id({ description: 'The entry.' }),
      title: t.string({ required: false, description: 'The activity: one line of at most 200 characters.' }),
      provider: t.string({ required: false, description: 'Who gave the certificate: at most 160 characters.' }),
      earnedOn: t.field({ type: 'Date', required: false, description: 'The day on it, which has come.' }),
      amount: t.field({ type: 'Decimal', required: false, description: 'How much, in `unit`: from 0.01 to 10000.' }),
      unit: t.string({ required: false, description: 'The unit in its words: at most 40 characters.' }),
      category: t.string({ required: false, description: 'A category in your words: at most 80 characters.' }),
      note: t.string({ required: false, description: 'A note of at most 300 characters, printed with it.' }),
    }),
  },
  read: z.object({
    ...{ id: idOf<ReportedCertificateId>('ReportedCertificate'), category, note },
    title: title.nullish(),
    provider: provider.nullish(),
    earnedOn: earnedOn.nullish(),
    amount: amount.nullish(),
    unit: unit.nullish(),
  }),
  // Only category and note can be cleared.
  run: async ({ db }, act, { id, category, note, ...given }) => ({
    certificate: await updateReportedCertificate(db, act, {
      ...{ id, category, note },
      title: given.title ?? undefined,
      provider: given.provider ?? undefined,
      earnedOn: given.earnedOn ?? undefined,
      amountHundredths: given.amount ?? undefined,
      unit: given.unit ?? undefined,
    }),
  }),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      certificate: t.field({
        type: ReportedCertificateType,
        description: 'The entry.',
        resolve: ({ certificate }) => certificate,
      }),
    }),
  },
});
