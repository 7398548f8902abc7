import { builder } from '../builder.ts';
import { signedIn } from '../context.ts';
import { RateLimitedError } from '../errors.ts';
import { exportData } from './operations.ts';

const FormatEnum = builder.enumType('ExportFormat', {
  description: 'How an export is written.',
  values: { JSON: { description: 'One JSON object.' } },
});

builder.relayMutationField(
  'requestDataExport',
  {
    description: 'What to export, and how.',
    inputFields: (t) => ({ format: t.field({ type: FormatEnum, description: 'How it is written.' }) }),
  },
  {
    description:
      'Gives you everything that is kept about you: account, profile, rounds, study time, answers, reflections, certificates. Evaluations are not among it: nobody can find them by person. Certificates as PDF come by `certificates { pdfUrl }`. At most ten a day.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [RateLimitedError] },
    resolve: (_root, _args, context) =>
      exportData(context.db, {
        userId: signedIn(context).userId,
        vault: context.vault,
        now: context.now,
        requestId: context.requestId,
      }),
  },
  {
    description: 'The export.',
    outputFields: (t) => ({
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      json: t.exposeString('json', { description: 'The export itself, to be saved as a file.' }),
    }),
  },
);
