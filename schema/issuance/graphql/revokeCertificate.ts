import { z } from 'zod';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { reasonText } from '../../plainText.ts';
import { revokeCertificate } from '../operations/revokeCertificate.ts';
import { IssuedCertificateType } from './issuedCertificate.ts';
import { RevocationReasonEnum } from './status.ts';

mutation('revokeCertificate', {
  description:
    'Revokes a certificate, for an owner of the organization that issued it. A revocation cannot be undone. The successor of a replaced certificate stays valid: revoke `successorNumber` too. A second call changes nothing and returns the first revocation, even when it gives another reason.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError],
  input: {
    description: 'The certificate and the reason.',
    fields: (t) => ({
      number: t.string({ description: 'As printed; case, spaces and hyphens do not matter.' }),
      reason: t.field({
        type: RevocationReasonEnum,
        description: 'The public reason. Anyone who checks the number can read it.',
      }),
      note: t.string({
        required: false,
        description:
          'A note for your audit trail only, 3 to 500 characters on one line. Do not name the holder. It is blanked when the holder is erased, and none is accepted afterwards.',
      }),
    }),
  },
  read: z.object({ note: reasonText.nullish().transform((note) => note ?? null) }),
  run: ({ db, vault }, act, input) => revokeCertificate(db, act, { ...input, vault }),
  payload: {
    description: 'Its status in the register now.',
    fields: (t) => ({
      certificate: t.field({
        type: IssuedCertificateType,
        description: 'The certificate, revoked.',
        resolve: (certificate) => certificate,
      }),
    }),
  },
});
