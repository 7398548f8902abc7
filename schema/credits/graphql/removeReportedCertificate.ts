import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { ReportedCertificateId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { removeReportedCertificate } from '../operations/reportedCertificates.ts';

mutation('removeReportedCertificate', {
  description: 'Deletes a certificate of another provider that you listed.',
  errors: [NotFoundError],
  input: {
    description: 'The entry.',
    fields: (t) => ({ id: t.id({ description: 'The entry.' }) }),
  },
  read: z.object({ id: idOf<ReportedCertificateId>('ReportedCertificate') }),
  run: ({ db }, act, input) => removeReportedCertificate(db, act, input),
  payload: {
    description: 'What was deleted.',
    fields: (t) => ({
      id: t.id({ description: 'The deleted entry.', resolve: ({ id }) => encodeGlobalID('ReportedCertificate', id) }),
    }),
  },
});
