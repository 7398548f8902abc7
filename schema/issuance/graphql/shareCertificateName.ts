import { z } from 'zod';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { NoNameToShareError } from '../errors.ts';
import { shareCertificateName } from '../operations/shareCertificateName.ts';
import { CertificateRef } from './certificate.ts';

mutation('shareCertificateName', {
  description: 'Shows or hides your name in the public verdict of a certificate.',
  errors: [NotFoundError, NoNameToShareError, InvalidInputError],
  input: {
    description: 'The certificate, and whether to share the name.',
    fields: (t) => ({
      certificateId: t.id({ description: 'The certificate.' }),
      shared: t.boolean({ description: 'True: the public verdict shows your name. False: it does not.' }),
    }),
  },
  read: z.object({ certificateId: idOf<CertificateId>('Certificate') }),
  run: ({ db }, act, input) => shareCertificateName(db, act, input),
  payload: {
    description: 'The certificate after the change.',
    fields: (t) => ({
      certificate: t.field({ type: CertificateRef, description: 'The certificate.', resolve: ({ id }) => id }),
    }),
  },
});
