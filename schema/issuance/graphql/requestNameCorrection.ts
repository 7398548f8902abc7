import { z } from 'zod';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { lineOfName, reasonText } from '../../plainText.ts';
import {
  CertificateErasedError,
  CertificateReplacedError,
  CertificateRevokedError,
  NameCorrectionOpenError,
} from '../errors.ts';
import { requestNameCorrection, withdrawNameCorrection } from '../operations/nameCorrections.ts';
import { CertificateRef } from './certificate.ts';

mutation('requestNameCorrection', {
  description:
    'Asks the organization to issue your certificate again under another name. Its owners are told by mail. One request about a certificate is open at a time; the same one again changes nothing.',
  errors: [
    NotFoundError,
    InvalidInputError,
    NameUndrawableError,
    NameCorrectionOpenError,
    CertificateReplacedError,
    CertificateRevokedError,
    CertificateErasedError,
    RateLimitedError,
  ],
  input: {
    description: 'The certificate, the name as it should be, and why.',
    fields: (t) => ({
      certificateId: t.id({ description: 'Your certificate.' }),
      wantedName: t.string({ description: 'The legal name as it should be printed, at most 120 characters.' }),
      reason: t.string({
        description: 'Why: misspelled, or changed by law. 3 to 500 characters on one line; the owners read it.',
      }),
    }),
  },
  read: z.object({
    certificateId: idOf<CertificateId>('Certificate'),
    wantedName: lineOfName(120),
    reason: reasonText,
  }),
  run: ({ db, vault }, act, input) => requestNameCorrection(db, act, { ...input, vault }),
  payload: {
    description: 'The certificate, with the request.',
    fields: (t) => ({
      certificate: t.field({
        type: CertificateRef,
        description: 'The certificate, with `nameCorrection`.',
        resolve: ({ id }) => id,
      }),
    }),
  },
});

mutation('withdrawNameCorrection', {
  description: 'Takes back your open request for a corrected name. Without one it changes nothing.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'Which request.',
    fields: (t) => ({ certificateId: t.id({ description: 'Your certificate.' }) }),
  },
  read: z.object({ certificateId: idOf<CertificateId>('Certificate') }),
  run: ({ db }, act, input) => withdrawNameCorrection(db, act, input),
  payload: {
    description: 'The certificate, with the request.',
    fields: (t) => ({
      certificate: t.field({
        type: CertificateRef,
        description: 'The certificate, with `nameCorrection`.',
        resolve: ({ id }) => id,
      }),
    }),
  },
});
