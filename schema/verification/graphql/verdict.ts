import { builder } from '../../graphql/builder.ts';
import { PrintedFactsInterface } from '../../issuance/graphql/printedFacts.ts';
import { CertificateStatusEnum, RevocationType, SealingEnum } from '../../issuance/graphql/status.ts';
import type { Verdict } from '../rules/verdict.ts';

export const VerdictType = builder.objectRef<Verdict>('CertificateVerdict').implement({
  description: 'The public verdict on a number. It shows the name only if the holder shares it.',
  interfaces: [PrintedFactsInterface],
  fields: (t) => ({
    status: t.expose('status', { type: CertificateStatusEnum, description: 'Its status in the register now.' }),
    number: t.exposeString('number', { description: 'The requested number, in its printed form.' }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime', nullable: true, description: 'When it was issued.' }),
    revocation: t.expose('revocation', {
      type: RevocationType,
      nullable: true,
      description: 'Only when revoked.',
    }),
    sealing: t.expose('sealing', {
      type: SealingEnum,
      nullable: true,
      description: 'Whether the sealed PDF exists; null when there is no such certificate.',
    }),
    pdfSha256: t.exposeString('pdfSha256', {
      nullable: true,
      description: 'SHA-256 of the sealed PDF, in hexadecimal: a file with another hash is not the one issued.',
    }),
    logPosition: t.exposeInt('logPosition', {
      nullable: true,
      description: 'The position of its credential in the transparency log, from 0; null while that entry is pending.',
    }),
    credentialUrl: t.exposeString('credentialUrl', {
      nullable: true,
      description: 'Where programs read its verifiable credential; null when there is no such certificate.',
    }),
    name: t.exposeString('name', { nullable: true, description: "The holder's name, only if they share it." }),
    nameMatches: t.exposeBoolean('nameMatches', {
      nullable: true,
      description: 'Whether the requested name matches the printed one; null without a requested name.',
    }),
    successorNumber: t.exposeString('successorNumber', {
      nullable: true,
      description: 'The number of the corrected certificate, shown only after a matching name.',
    }),
  }),
});
