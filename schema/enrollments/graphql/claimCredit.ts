import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { DemandedFactMissingError, ForbiddenWordError } from '../../issuance/errors.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import { lineOfText } from '../../plainText.ts';
import { BlockedError, EnrollmentClosedError } from '../errors.ts';
import { claimCredit } from '../operations/claimCredit.ts';
import { EnrollmentRef } from './enrollment.ts';

mutation('claimCredit', {
  description:
    'Issues the certificate of completion of a finished enrollment, once. Every further call returns the same certificate. The certificate states hours of study and confers no credit of an accrediting body.',
  errors: [
    NotFoundError,
    EnrollmentClosedError,
    BlockedError,
    NameUndrawableError,
    InvalidInputError,
    ForbiddenWordError,
    DemandedFactMissingError,
  ],
  input: {
    description: 'The enrollment, and your name as a confirmation.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      printedName: t.string({
        description:
          'Your legal name, typed to confirm what will be printed. It must be the legal name in your profile; case, accents, punctuation and spaces do not matter. The certificate prints the profile’s spelling.',
      }),
    }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment'), printedName: lineOfText(120) }),
  run: ({ db, vault, settings: { publicUrl } }, act, { enrollmentId, printedName: confirmedName }) =>
    claimCredit(db, act, { enrollmentId, confirmedName, vault, publicUrl }),
  payload: {
    description: 'The certificate.',
    fields: (t) => ({
      certificate: t.field({
        type: CertificateRef,
        description: 'The certificate.',
        resolve: (certificate) => certificate,
      }),
      enrollment: t.field({
        type: EnrollmentRef,
        description: 'The enrollment, closed.',
        resolve: ({ enrollmentId }) => enrollmentId,
      }),
    }),
  },
});
