import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { lineOfText } from '../../plainText.ts';
import { BlockedError, EnrollmentClosedError, TextChangedError } from '../errors.ts';
import { signAttestation } from '../operations/signAttestation.ts';
import { EnrollmentRef } from './enrollment.ts';

mutation('signAttestation', {
  description:
    'Signs the statement that you did the work yourself, after everything it speaks of is done: the content, for credit the post-test, and the evaluation. While your signature counts, a further call returns it. Sign again when the `blockers` of the enrollment or of one of its `offers` say so: an attempt that reaches the higher mark of an offer comes after what was signed before it. For an offer you may also sign after the claim.',
  errors: [NotFoundError, EnrollmentClosedError, TextChangedError, BlockedError, InvalidInputError],
  input: {
    description: 'The statement signed.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      textVersion: t.string({ description: 'The version of `attestationText` that was shown.' }),
      typedName: t.string({
        description: 'Your legal name, typed. Case, accents, punctuation and spaces do not matter.',
      }),
    }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment'), typedName: lineOfText(120) }),
  run: (context, act, { enrollmentId, textVersion, typedName }) =>
    signAttestation(context.db, act, {
      enrollmentId,
      textVersion,
      typedName,
      signedInBy: signedIn(context).signedInBy,
      ipAddress: context.client.ipAddress,
      userAgent: context.client.userAgent,
    }),
  payload: {
    description: 'The enrollment after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
