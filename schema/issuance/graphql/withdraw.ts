import { z } from 'zod';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { parseInput } from '../../input.ts';
import { lineOfText, reasonText } from '../../plainText.ts';
import { AlreadyReplacedError, CertificateErasedError, CertificateRevokedError } from '../errors.ts';
import { reissueCertificate, revokeCertificate } from '../operations/withdraw.ts';
import { IssuedCertificateType } from './issuedCertificate.ts';
import { RevocationReasonEnum } from './status.ts';

const revocationInput = z.object({ note: reasonText.nullish() });

builder.relayMutationField(
  'revokeCertificate',
  {
    description: 'Which certificate, and why.',
    inputFields: (t) => ({
      number: t.string({ description: 'As printed; case, spaces and hyphens do not matter.' }),
      reason: t.field({ type: RevocationReasonEnum, description: 'Anyone who checks the number reads this.' }),
      note: t.string({
        required: false,
        description: 'For your audit trail alone, 3 to 500 characters on one line. It is kept for good: name nobody.',
      }),
    }),
  },
  {
    description:
      'Withdraws a certificate for good, for an owner of the organization that issued it. A second call changes nothing and answers what stands, also when it gives another reason.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, InvalidInputError] },
    resolve: async (_root, { input }, context) => ({
      certificate: await revokeCertificate(context.db, {
        vault: context.vault,
        userId: signedIn(context).userId,
        number: input.number,
        reason: input.reason,
        note: parseInput(revocationInput, input).note ?? null,
        now: context.now,
        requestId: context.requestId,
      }),
    }),
  },
  {
    description: 'What stands now.',
    outputFields: (t) => ({
      certificate: t.field({
        type: IssuedCertificateType,
        description: 'The certificate, revoked.',
        resolve: ({ certificate }) => certificate,
      }),
    }),
  },
);

const correctionInput = z.object({ correctedName: lineOfText(120) });

builder.relayMutationField(
  'reissueCertificate',
  {
    description: 'Which certificate, and the name it should have carried.',
    inputFields: (t) => ({
      number: t.string({ description: 'As printed; case, spaces and hyphens do not matter.' }),
      correctedName: t.string({ description: 'The legal name as it will be printed, at most 120 characters.' }),
    }),
  },
  {
    description:
      'Issues a certificate anew under a corrected name, for an owner of the organization that issued it. Everything else stays as it was; the old one is superseded. Every further call with this name answers the same certificate.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: {
      types: [
        NotFoundError,
        NameUndrawableError,
        AlreadyReplacedError,
        CertificateRevokedError,
        CertificateErasedError,
        InvalidInputError,
      ],
    },
    resolve: (_root, { input }, context) =>
      reissueCertificate(context.db, {
        userId: signedIn(context).userId,
        number: input.number,
        correctedName: parseInput(correctionInput, input).correctedName,
        vault: context.vault,
        publicUrl: context.settings.publicUrl,
        now: context.now,
        requestId: context.requestId,
      }),
  },
  {
    description: 'Both certificates.',
    outputFields: (t) => ({
      certificate: t.field({
        type: IssuedCertificateType,
        description: 'The new certificate, under its own number.',
        resolve: ({ successor }) => successor,
      }),
      replaced: t.field({
        type: IssuedCertificateType,
        description: 'The old one, superseded.',
        resolve: ({ replaced }) => replaced,
      }),
    }),
  },
);
