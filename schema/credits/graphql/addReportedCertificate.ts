import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { addReportedCertificate } from '../operations/reportedCertificates.ts';
import { REPORTED_FIELDS } from '../rules/reported.ts';
import { ReportedCertificateType } from './reportedCertificate.ts';

mutation('addReportedCertificate', {
  description:
    'Lists a certificate of another provider in your transcripts. It is marked as stated by you and counts in no total. The same stated twice is listed once.',
  errors: [InvalidInputError],
  input: {
    description: 'What the certificate says.',
    fields: (t) => ({
      title: t.string({ description: 'The activity: one line of at most 200 characters.' }),
      provider: t.string({ description: 'Who gave the certificate: at most 160 characters.' }),
      earnedOn: t.field({ type: 'Date', description: 'The day on it, which has come.' }),
      amount: t.field({ type: 'Decimal', description: 'How much, in `unit`: from 0.01 to 10000.' }),
      unit: t.string({ description: 'The unit in its words, such as contact hours: at most 40 characters.' }),
      category: t.string({ required: false, description: 'A category in your words: at most 80 characters.' }),
      note: t.string({ required: false, description: 'A note of at most 300 characters, printed with it.' }),
    }),
  },
  read: z.object(REPORTED_FIELDS),
  run: async ({ db }, act, { amount: amountHundredths, category, note, ...stated }) => ({
    certificate: await addReportedCertificate(db, act, {
      ...{ ...stated, amountHundredths },
      category: category ?? null,
      note: note ?? null,
    }),
  }),
  payload: {
    description: 'What was added.',
    fields: (t) => ({
      certificate: t.field({
        type: ReportedCertificateType,
        description: 'The entry.',
        resolve: ({ certificate }) => certificate,
      }),
    }),
  },
});
