import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { parseGlobalId, parseInput } from '../../input.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import { lineOfText } from '../../plainText.ts';
import { BlockedError, EnrollmentClosedError, TextChangedError } from '../errors.ts';
import { signAttestation } from '../operations/attest.ts';
import { claimCredit } from '../operations/claim.ts';
import { EnrollmentRef } from './enrollment.ts';

const enrollmentKey = (id: string) => parseGlobalId<EnrollmentId>('Enrollment', id);

builder.relayMutationField(
  'signAttestation',
  {
    description: 'The statement signed.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      textVersion: t.string({ description: 'The version of `attestationText` that was shown.' }),
      typedName: t.string({ description: 'Your legal name, typed.' }),
    }),
  },
  {
    description: 'Signs the statement that the work was yours. A second signature answers the first.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, EnrollmentClosedError, TextChangedError, BlockedError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      signAttestation(context.db, {
        userId: signedIn(context).userId,
        enrollmentId: enrollmentKey(input.enrollmentId),
        textVersion: input.textVersion,
        typedName: parseInput(z.object({ typedName: lineOfText(120) }), input).typedName,
        signedInBy: signedIn(context).signedInBy,
        ipAddress: context.client.ipAddress,
        userAgent: context.client.userAgent,
        now: context.now,
      }),
  },
  {
    description: 'The round after the change.',
    outputFields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
);

builder.relayMutationField(
  'claimCredit',
  {
    description: 'Which round, and the name to print.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      printedName: t.string({ description: 'Your legal name as it will be printed, typed to confirm it.' }),
    }),
  },
  {
    description:
      'Issues the certificate of completion of a finished round, once: every further call answers the same certificate. It states hours of study and that no accrediting body has approved the course.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, EnrollmentClosedError, BlockedError, NameUndrawableError, InvalidInputError] },
    resolve: async (_root, { input }, context) => ({
      enrollmentId: enrollmentKey(input.enrollmentId),
      certificate: await claimCredit(context.db, {
        userId: signedIn(context).userId,
        enrollmentId: enrollmentKey(input.enrollmentId),
        printedName: parseInput(z.object({ printedName: lineOfText(120) }), input).printedName,
        vault: context.vault,
        publicUrl: context.settings.publicUrl,
        now: context.now,
        requestId: context.requestId,
      }),
    }),
  },
  {
    description: 'The certificate.',
    outputFields: (t) => ({
      certificate: t.field({
        type: CertificateRef,
        description: 'The certificate.',
        resolve: ({ certificate }) => certificate,
      }),
      enrollment: t.field({
        type: EnrollmentRef,
        description: 'The enrollment, closed.',
        resolve: ({ certificate }) => certificate.enrollmentId,
      }),
    }),
  },
);
