import { GraphQLError } from 'graphql';
import { type CertificateId, parseId } from '../../drizzle/ids.ts';
import { ViewerRef } from '../accounts/graphql.ts';
import { builder } from '../builder.ts';
import { signedIn } from '../context.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { ErrorInterface } from '../errorTypes.ts';
import { keyOf } from '../input.ts';
import { checkPageSize, newestFirst } from '../pages.ts';
import { decimalText } from '../scalars.ts';
import { NoNameToShareError } from './errors.ts';
import { shareCertificateName } from './operations.ts';
import { PrintedType } from './printedType.ts';
import {
  type CertificateRow,
  certificatesOf,
  ownCertificatesByIds,
  type Verdict,
  verdictOf,
  verdictsOf,
} from './queries.ts';
import { statusOf, VERDICTS } from './rules.ts';
import { openFacts } from './sealed.ts';
import './transcriptType.ts';

builder.objectType(NoNameToShareError, {
  name: 'NoNameToShareError',
  description: 'A certificate taken for personal growth never shows a name to the public.',
  interfaces: [ErrorInterface],
});

const VerdictStatusEnum = builder.enumType('CertificateStatus', {
  description: 'What the register says of a certificate number.',
  values: Object.fromEntries(
    VERDICTS.map((verdict) => [
      verdict,
      {
        description: {
          VALID: 'Issued, and neither revoked nor replaced.',
          REVOKED: 'Issued and later revoked; the reason is public.',
          SUPERSEDED: 'Replaced by a corrected certificate.',
          SPECIMEN: 'Made on a demonstration server: no record of study.',
          UNKNOWN: 'No certificate has this number. It may be mistyped, or not ours.',
          MALFORMED: 'Not a certificate number: 20 letters and digits in four groups, the last of them a check.',
        }[verdict],
      },
    ]),
  ),
});

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
    status: t.field({ type: VerdictStatusEnum, description: 'What the register says today.', resolve: statusOf }),
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

const RevocationType = builder.objectRef<{ reason: string; at: string }>('Revocation').implement({
  description: 'Why and when a certificate was revoked.',
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'A public reason code.' }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: (row) => new Date(row.at) }),
  }),
});

const VerdictType = builder.objectRef<Verdict>('CertificateVerdict').implement({
  description: 'What anyone who holds a number may know. A name appears only if its holder shares it.',
  fields: (t) => ({
    status: t.field({ type: VerdictStatusEnum, description: 'The verdict.', resolve: (row) => row.status }),
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
    completedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of completion.',
      resolve: (row) => row.completedOn,
    }),
    issuedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was issued.',
      resolve: (row) => (row.issuedAt === null ? null : new Date(row.issuedAt)),
    }),
    organization: t.exposeString('organization', { nullable: true, description: 'Who issued it.' }),
    statements: t.exposeStringList('statements', { description: 'What the certificate says it is not.' }),
    revocation: t.field({
      type: RevocationType,
      nullable: true,
      description: 'Only when revoked.',
      resolve: (row) => row.revocation,
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

/** Whoever asks is nobody in particular, so too many questions end in a top-level error, as not being signed in does. */
const refuseLoud = (retryAt: Date | null): void => {
  if (retryAt === null) return;
  const message = `Too many look-ups from your network. Try again after ${retryAt.toISOString()}.`;
  throw new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAt: retryAt.toISOString() } });
};

builder.queryField('verifyCertificate', (t) =>
  t.field({
    type: VerdictType,
    description: 'The public verdict on one number. Open to anyone; to check a name on paper, use the verify page.',
    args: { number: t.arg.string({ description: 'As printed; case, spaces and hyphens do not matter.' }) },
    resolve: async (_root, { number }, { db, vault, countLookup }) => {
      refuseLoud(await countLookup('ONE'));
      return verdictOf(db, vault, { number });
    },
  }),
);

builder.queryField('verifyCertificates', (t) =>
  t.field({
    type: [VerdictType],
    description: 'The public verdicts on up to 100 numbers, in the order asked.',
    complexity: ({ numbers }) => ({ field: 1 + 10 * numbers.length, multiplier: 1 }),
    args: { numbers: t.arg.stringList({ description: 'Up to 100 numbers as printed.' }) },
    resolve: async (_root, { numbers }, { db, vault, countLookup }) => {
      checkPageSize({ first: numbers.length });
      refuseLoud(await countLookup('MANY'));
      return verdictsOf(
        db,
        vault,
        numbers.map((number) => ({ number })),
      );
    },
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
        certificateId: keyOf<CertificateId>('Certificate', input.certificateId),
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
