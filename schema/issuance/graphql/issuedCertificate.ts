import { builder } from '../../graphql/builder.ts';
import { decimalText } from '../../graphql/scalars.ts';
import type { IssuedRow } from '../queries.ts';
import { statusOf } from '../rules.ts';
import { RevocationType, VerdictStatusEnum } from './status.ts';

const revocationOf = ({ revokedAt, revocationReason }: IssuedRow) =>
  revokedAt === null || revocationReason === null ? null : { reason: revocationReason, at: revokedAt };

/** A certificate as the organization that issued it sees it; its holder's name is not told. */
export const IssuedCertificateType = builder.objectRef<IssuedRow>('IssuedCertificate').implement({
  description: "A certificate of your organization. Its holder's name is not told; its PDF is its holder's.",
  fields: (t) => ({
    number: t.exposeString('number', { description: 'What the public verdict is asked by.' }),
    status: t.field({
      type: VerdictStatusEnum,
      description: 'What the register says now.',
      resolve: (row, _args, { now }) => statusOf(row, now),
    }),
    specimen: t.exposeBoolean('specimen', { description: 'Made on a demonstration server: no record of study.' }),
    courseTitle: t.string({ description: 'The course, as printed.', resolve: (row) => row.publicFacts.course.title }),
    courseVersion: t.string({
      description: 'Its version, as printed.',
      resolve: (row) => row.publicFacts.course.version,
    }),
    hoursOfStudy: t.field({
      type: 'Decimal',
      description: 'Hours of study of 60 minutes, as printed.',
      resolve: (row) => decimalText(row.publicFacts.studyHundredths),
    }),
    completedOn: t.field({
      type: 'Date',
      description: "The day everything was done, in the organization's time zone.",
      resolve: (row) => row.publicFacts.completedOn,
    }),
    issuedAt: t.field({
      type: 'DateTime',
      description: 'When it was issued.',
      resolve: (row) => new Date(row.issuedAt),
    }),
    expiresOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day it holds; null when it does not expire.',
      resolve: (row) => row.publicFacts.expiresOn ?? null,
    }),
    revocation: t.field({
      type: RevocationType,
      nullable: true,
      description: 'Only when revoked.',
      resolve: revocationOf,
    }),
    successorNumber: t.exposeString('successorNumber', {
      nullable: true,
      description: 'The certificate that took its place, if one did.',
    }),
    verifyUrl: t.string({
      description: 'The public page about this number.',
      resolve: (row) => row.publicFacts.verifyUrl,
    }),
  }),
});
