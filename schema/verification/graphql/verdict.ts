import { builder } from '../../graphql/builder.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { RevocationType, VerdictStatusEnum } from '../../issuance/graphql/status.ts';
import { SEALINGS, type Sealing } from '../../issuance/rules.ts';
import type { Verdict } from '../queries.ts';

const SEALING_MEANING: Record<Sealing, string> = {
  PENDING: 'The sealed PDF is being made; ask again in a minute.',
  DONE: 'The PDF is sealed.',
  NONE: "There is none: its holder's record was erased before.",
};

const described = <Name extends string>(names: readonly Name[], meaning: Record<Name, string>) =>
  Object.fromEntries(names.map((name) => [name, { description: meaning[name] }])) as Record<
    Name,
    { description: string }
  >;

const SealingEnum = builder.enumType('Sealing', {
  description: 'Whether the sealed PDF exists.',
  values: described(SEALINGS, SEALING_MEANING),
});

export const VerdictType = builder.objectRef<Verdict>('CertificateVerdict').implement({
  description: 'What anyone who holds a number may know. A name appears only if its holder shares it.',
  fields: (t) => ({
    status: t.expose('status', { type: VerdictStatusEnum, description: 'The verdict.' }),
    number: t.exposeString('number', { description: 'The number asked about, as it is printed.' }),
    courseTitle: t.string({ nullable: true, description: 'The course.', resolve: (row) => row.course?.title ?? null }),
    courseVersion: t.string({
      nullable: true,
      description: 'Its version.',
      resolve: (row) => row.course?.version ?? null,
    }),
    hoursOfStudy: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Hours of study of 60 minutes.',
      resolve: (row) => (row.hoursHundredths === null ? null : decimalText(row.hoursHundredths)),
    }),
    completedOn: t.expose('completedOn', { type: 'Date', nullable: true, description: 'The day of completion.' }),
    issuedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was issued.',
      resolve: (row) => (row.issuedAt === null ? null : new Date(row.issuedAt)),
    }),
    expiresOn: t.expose('expiresOn', {
      type: 'Date',
      nullable: true,
      description: "The last day it holds, in the issuer's time zone; null when it does not expire.",
    }),
    organization: t.exposeString('organization', { nullable: true, description: 'Who issued it.' }),
    statements: t.exposeStringList('statements', { description: 'What the certificate says it is not.' }),
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
      description: 'Where its credential stands in the transparency log, from 0; null while that entry is pending.',
    }),
    credentialUrl: t.exposeString('credentialUrl', {
      nullable: true,
      description: 'Where programs read its verifiable credential; null when there is no such certificate.',
    }),
    name: t.exposeString('name', { nullable: true, description: "The holder's name, only if they share it." }),
    nameMatches: t.exposeBoolean('nameMatches', {
      nullable: true,
      description: 'Whether the name asked about is the one on the paper; null when none was asked.',
    }),
    successorNumber: t.exposeString('successorNumber', {
      nullable: true,
      description: 'The corrected certificate, told only after a matching name.',
    }),
  }),
});
