import { z } from 'zod';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { lineOfName, reasonText } from '../../plainText.ts';
import { AlreadyReplacedError, CertificateErasedError, CertificateRevokedError } from '../errors.ts';
import { reissueCertificate } from '../operations/reissueCertificate.ts';
import { IssuedCertificateType } from './issuedCertificate.ts';

mutation('reissueCertificate', {
  description:
    'Issues a certificate again under a corrected name, for an owner of the organization that issued it. Everything else stays the same, and the old certificate is superseded. Every further call with this name returns the same certificate.',
  errors: [
    NotFoundError,
    ForbiddenError,
    NameUndrawableError,
    AlreadyReplacedError,
    CertificateRevokedError,
    CertificateErasedError,
    InvalidInputError,
  ],
  input: {
    description: 'The certificate, its corrected name, and why.',
    fields: (t) => ({
      number: t.string({ description: 'As printed; case, spaces and hyphens do not matter.' }),
      correctedName: t.string({ description: 'The legal name as it will be printed, at most 120 characters.' }),
      reason: t.string({
        required: false,
        description:
          'Why, for your audit trail only: 3 to 500 characters on one line. It is blanked when the holder is erased.',
      }),
    }),
  },
  read: z.object({
    correctedName: lineOfName(120),
    reason: reasonText.nullish().transform((reason) => reason ?? null),
  }),
  run: ({ db, vault, settings: { publicUrl } }, act, input) =>
    reissueCertificate(db, act, { ...input, vault, publicUrl }),
  payload: {
    description: 'Both certificates.',
    fields: (t) => ({
      certificate: t.field({
        type: IssuedCertificateType,
        description: 'The new certificate, under its own number.',
        resolve: ({ successor }) => successor,
      }),
      replaced: t.field({
        type: IssuedCertificateType,
        description: 'The old certificate, now superseded.',
        resolve: ({ replaced }) => replaced,
      }),
    }),
  },
});
