import { RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { exportPerson } from '../operations/exportPerson.ts';

const FormatEnum = builder.enumType('ExportFormat', {
  description: 'The format of an export.',
  values: { JSON: { description: 'One JSON object.' } },
});

mutation('requestDataExport', {
  description:
    'Exports all data about you: account, profile, enrollments, study time, answers, reflections, certificates. It does not include evaluations, because they cannot be found by person. Get the PDFs of certificates from `certificates { pdfUrl }`. At most ten a day.',
  errors: [RateLimitedError],
  input: {
    description: 'The format of the export.',
    fields: (t) => ({ format: t.field({ type: FormatEnum, description: 'The format.' }) }),
  },
  run: ({ db, vault }, act) => exportPerson(db, act, { vault }),
  payload: {
    description: 'The export.',
    fields: (t) => ({
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      json: t.exposeString('json', { description: 'The export itself; save it as a file.' }),
    }),
  },
});
