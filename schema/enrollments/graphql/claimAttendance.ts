import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import { lineOfText } from '../../plainText.ts';
import { BlockedError, EnrollmentClosedError } from '../errors.ts';
import { claimAttendance } from '../operations/claimAttendance.ts';
import { EnrollmentRef } from './enrollment.ts';

mutation('claimAttendance', {
  description:
    'Issues the certificate of attendance of a training that you attended and whose test you have not passed, once. It confers no credit. The certificate of completion takes its place when you claim that one.',
  errors: [NotFoundError, EnrollmentClosedError, BlockedError, NameUndrawableError, InvalidInputError],
  input: {
    description: 'The enrollment, and your name as a confirmation.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment for a training.' }),
      printedName: t.string({ description: 'Your legal name, typed as `claimCredit` asks for it.' }),
    }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment'), printedName: lineOfText(120) }),
  run: ({ db, vault, settings: { publicUrl } }, act, { enrollmentId, printedName: confirmedName }) =>
    claimAttendance(db, act, { enrollmentId, confirmedName, vault, publicUrl }),
  payload: {
    description: 'The certificate.',
    fields: (t) => ({
      certificate: t.field({
        type: CertificateRef,
        description: 'The certificate of attendance.',
        resolve: ({ certificate }) => certificate,
      }),
      enrollment: t.field({
        type: EnrollmentRef,
        description: 'The enrollment, which stays open for that of completion.',
        resolve: ({ enrollmentId }) => enrollmentId,
      }),
    }),
  },
});
