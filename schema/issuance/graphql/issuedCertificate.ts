import { builder } from '../../graphql/builder.ts';
import type { IssuedRow } from '../queries.ts';
import { revocationOf, statusOf } from '../rules.ts';
import { PrintedFactsInterface, printedFields } from './printedFacts.ts';
import { CertificateStatusEnum, RevocationType } from './status.ts';

/** A certificate as the issuing organization sees it, without its holder's name. */
export const IssuedCertificateType = builder.objectRef<IssuedRow>('IssuedCertificate').implement({
  description: "A certificate that your organization issued, without its holder's name and PDF.",
  interfaces: [PrintedFactsInterface],
  fields: (t) => ({
    ...printedFields(t),
    number: t.exposeString('number', { description: 'The number to verify it by.' }),
    status: t.field({
      type: CertificateStatusEnum,
      description: 'Its status in the register now.',
      resolve: (row, _args, { now }) => statusOf(row, now),
    }),
    specimen: t.exposeBoolean('specimen', { description: 'Made on a demonstration server: not a record of study.' }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime', description: 'When it was issued.' }),
    revocation: t.field({
      type: RevocationType,
      nullable: true,
      description: 'Only when revoked.',
      resolve: revocationOf,
    }),
    successorNumber: t.exposeString('successorNumber', {
      nullable: true,
      description: 'The certificate that replaced it, if one did.',
    }),
    verifyUrl: t.string({
      description: 'The public page about this number.',
      resolve: (row) => row.publicFacts.verifyUrl,
    }),
  }),
});
