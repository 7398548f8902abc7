import { type CertificateId, parseId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { parseGlobalId } from '../../input.ts';
import { NoNameToShareError } from '../errors.ts';
import { shareCertificateName } from '../operations/issueCertificate.ts';
import { openFacts } from '../operations/sealFacts.ts';
import { type CertificateRow, certificatesOf, ownCertificatesByIds } from '../queries.ts';
import { credentialUrlOf, statusOf } from '../rules.ts';
import { PrintedType } from './printed.ts';
import { VerdictStatusEnum } from './status.ts';

/** A certificate, for its owner. */
export const CertificateRef = builder.loadableNodeRef('Certificate', {
  id: { description: 'Its global id.', resolve: (row: CertificateRow) => row.id },
  load: async (ids: string[], context) => {
    const { db, viewer } = context;
    const keys = ids.flatMap((id) => parseId<CertificateId>(id) ?? []);
    const rows = viewer === null ? [] : await ownCertificatesByIds(db, viewer.userId, keys);
    return ids.map((id) => rows.find((row) => row.id === id.toLowerCase()) ?? null);
  },
});

builder.objectType(CertificateRef, {
  description:
    'A certificate you hold. Nobody else can read it here; anyone with its number can ask `verifyCertificate`.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    number: t.exposeString('number', {
      description: 'What the public verdict is asked by: 20 symbols in four groups.',
    }),
    status: t.field({
      type: VerdictStatusEnum,
      description: 'What the register says now.',
      resolve: (row, _args, { now }) => statusOf(row, now),
    }),
    specimen: t.exposeBoolean('specimen', { description: 'Made on a demonstration server: no record of study.' }),
    courseTitle: t.string({ description: 'The course, as printed.', resolve: (row) => row.publicFacts.course.title }),
    courseVersion: t.string({
      description: 'The version of the course, as printed.',
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
    organization: t.string({
      description: 'Who issued it, as printed.',
      resolve: (row) => row.publicFacts.organization.legalName,
    }),
    statements: t.stringList({
      description: 'What the certificate says it is not.',
      resolve: (row) => row.publicFacts.statements,
    }),
    printedName: t.string({
      nullable: true,
      description: 'The name on the paper; null once it was erased.',
      resolve: (row, _args, { vault }) => openFacts(vault, row)?.facts.learnerName ?? null,
    }),
    nameShared: t.exposeBoolean('nameShared', { description: 'Whether the public verdict shows the name.' }),
    issuedAt: t.field({
      type: 'DateTime',
      description: 'When it was issued.',
      resolve: (row) => new Date(row.issuedAt),
    }),
    expiresOn: t.field({
      type: 'Date',
      nullable: true,
      description: "The last day it holds, in the organization's time zone; null when it does not expire.",
      resolve: (row) => row.publicFacts.expiresOn ?? null,
    }),
    revokedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked, if it was.',
      resolve: (row) => (row.revokedAt === null ? null : new Date(row.revokedAt)),
    }),
    printed: t.field({
      type: PrintedType,
      description: 'What else the paper says.',
      resolve: (row) => row.publicFacts,
    }),
    verifyUrl: t.string({
      description: 'The public page about this number; the QR code leads there.',
      resolve: (row) => row.publicFacts.verifyUrl,
    }),
    credentialUrl: t.string({
      description: 'Where programs read its verifiable credential, once it is sealed.',
      resolve: (row) => credentialUrlOf(row.publicFacts),
    }),
    pdfUrl: t.string({
      description:
        'Downloads the PDF without a session, for ten minutes from now. Give it to nobody: ask again instead.',
      resolve: (row, _args, { signPdfLink, now }) => signPdfLink(row.number, now),
    }),
  }),
});

builder.objectField(ViewerRef, 'certificates', (t) =>
  t.connection({
    type: CertificateRef,
    description: 'Your certificates, newest first.',
    resolve: (viewer, args, { db }) =>
      newestFirst(args, (window) => certificatesOf(db, { userId: viewer.userId, ...window })),
  }),
);

builder.relayMutationField(
  'shareCertificateName',
  {
    description: 'Which certificate, and whether to share.',
    inputFields: (t) => ({
      certificateId: t.id({ description: 'The certificate.' }),
      shared: t.boolean({ description: 'True: the public verdict shows your name. False: it does not.' }),
    }),
  },
  {
    description: 'Shows or hides your name in the public verdict of a certificate.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, NoNameToShareError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      shareCertificateName(context.db, {
        certificateId: parseGlobalId<CertificateId>('Certificate', input.certificateId),
        userId: signedIn(context).userId,
        shared: input.shared,
      }),
  },
  {
    description: 'The certificate after the change.',
    outputFields: (t) => ({
      certificate: t.field({ type: CertificateRef, description: 'The certificate.', resolve: ({ id }) => id }),
    }),
  },
);
