import { builder } from '../../graphql/builder.ts';
import type { IssuedRow } from '../queries.ts';
import { revocationOf, statusOf } from '../rules.ts';
import { PrintedFactsInterface, printedFields } from './printedFacts.ts';
import { CertificateStatusEnum, RevocationType } from './status.ts';

/** A certificate as the organization that issued it sees it; its holder's name is not told. */
export const IssuedCertificateType = builder.objectRef<IssuedRow>('IssuedCertificate').implement({
  description: "A certificate of your organization. Its holder's name is not told; its PDF is its holder's.",
  interfaces: [PrintedFactsInterface],
  fields: (t) => ({
    ...printedFields(t),
    number: t.exposeString('number', { description: 'What the public verdict is asked by.' }),
    status: t.field({
      type: CertificateStatusEnum,
      description: 'What the register says now.',
      resolve: (row, _args, { now }) => statusOf(row, now),
    }),
    specimen: t.exposeBoolean('specimen', { description: 'Made on a demonstration server: no record of study.' }),
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
