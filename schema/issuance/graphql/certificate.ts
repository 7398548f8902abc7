import { parseCertificateNumber } from '../../../certificates/number.ts';
import { type CertificateId, parseId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { openFacts } from '../operations/sealFacts.ts';
import { withSealedPdf } from '../queries/documents.ts';
import { certificateCount, certificatesOf } from '../queries/ownCertificates.ts';
import { type CertificateRow, ownCertificateByNumber, ownCertificatesByIds } from '../queries.ts';
import { credentialUrlOf, revocationOf, sealingOf, statusOf } from '../rules.ts';
import { CertificateColorsType, colorsOf } from './certificateColors.ts';
import { CertificateFilterInput, filterOf } from './certificateFilter.ts';
import { PrintedCertificateType } from './printedCertificate.ts';
import { PrintedFactsInterface, printedFields } from './printedFacts.ts';
import { CertificateStatusEnum, RevocationType, SealingEnum } from './status.ts';

/** A certificate, for its owner. */
export const CertificateRef = builder.loadableNodeRef('Certificate', {
  id: { description: 'Its global id.', resolve: (row: CertificateRow) => row.id },
  load: async (ids: string[], context) => {
    const { db, viewer } = context;
    const known = ids.flatMap((id) => parseId<CertificateId>(id) ?? []);
    const rows = viewer === null ? [] : await ownCertificatesByIds(db, viewer.userId, known);
    return ids.map((id) => rows.find((row) => row.id === id.toLowerCase()) ?? null);
  },
});

builder.objectType(CertificateRef, {
  description:
    'A certificate you hold. Only you can read it here. Anyone with its number can call `verifyCertificate`.',
  authScopes: { signedIn: true },
  interfaces: [PrintedFactsInterface],
  fields: (t) => ({
    ...printedFields(t),
    number: t.exposeString('number', {
      description: 'The number to verify it by: 20 symbols in four groups.',
    }),
    status: t.field({
      type: CertificateStatusEnum,
      description: 'Its status in the register now.',
      resolve: (row, _args, { now }) => statusOf(row, now),
    }),
    specimen: t.exposeBoolean('specimen', { description: 'Made on a demonstration server: not a record of study.' }),
    printedName: t.string({
      nullable: true,
      description: 'The printed name; null after erasure.',
      resolve: (row, _args, { vault }) => openFacts(vault, row)?.facts.learnerName ?? null,
    }),
    nameShared: t.exposeBoolean('nameShared', { description: 'Whether the public verdict shows the name.' }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime', description: 'When it was issued.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked, if it was.',
    }),
    revocation: t.field({
      type: RevocationType,
      nullable: true,
      description: 'Why and when it was revoked; null when it was not.',
      resolve: revocationOf,
    }),
    predecessor: t.field({
      type: CertificateRef,
      nullable: true,
      description: 'The certificate that this one replaced; null when it replaced none.',
      resolve: (row) => row.predecessorId,
    }),
    successor: t.field({
      type: CertificateRef,
      nullable: true,
      description: 'The corrected certificate that replaced this one; null while none has.',
      resolve: (row) => row.successorId,
    }),
    sealing: t.loadable({
      type: SealingEnum,
      description: 'Whether the sealed PDF exists. While it is PENDING, ask again after some seconds.',
      load: async (rows: CertificateRow[], { db }) => {
        const sealed = await withSealedPdf(
          db,
          rows.map(({ id }) => id),
        );
        return rows.map((row) => sealingOf({ sealed: sealed.has(row.id), erased: row.wrappedDataKey === null }));
      },
      resolve: (row) => row,
    }),
    printed: t.field({
      type: PrintedCertificateType,
      description: 'The other printed facts.',
      resolve: (row) => row.publicFacts,
    }),
    colors: t.field({
      type: CertificateColorsType,
      description: 'The colors in which it is printed.',
      resolve: (row) => colorsOf(row.publicFacts),
    }),
    verifyUrl: t.string({
      description: 'The public page about this number. The QR code links to it.',
      resolve: (row) => row.publicFacts.verifyUrl,
    }),
    credentialUrl: t.string({
      description: 'Where programs read its verifiable credential, once it is sealed.',
      resolve: (row) => credentialUrlOf(row.publicFacts),
    }),
    pdfUrl: t.string({
      description:
        'Downloads the PDF without a session, for the next ten minutes. Do not share it; request a new one instead.',
      resolve: (row, _args, { signPdfLink, now }) => signPdfLink(row.number, now),
    }),
  }),
});

builder.objectField(ViewerRef, 'certificate', (t) =>
  t.field({
    type: CertificateRef,
    nullable: true,
    description: 'Your certificate with this number; null for every other number.',
    args: { number: t.arg.string({ description: 'As printed; case, spaces and hyphens do not matter.' }) },
    resolve: ({ userId }, { number }, { db }) => {
      const parsed = parseCertificateNumber(number);
      return parsed.ok ? ownCertificateByNumber(db, { userId, number: parsed.number }) : null;
    },
  }),
);

builder.objectField(ViewerRef, 'certificates', (t) =>
  t.connection(
    {
      type: CertificateRef,
      description: 'Your certificates, newest first.',
      args: {
        filter: t.arg({ type: CertificateFilterInput, required: false, description: 'Only some of them.' }),
      },
      resolve: async ({ userId }, { filter, ...args }, { db, now }) => {
        const wanted = { ...filterOf(filter), userId, now };
        const page = await newestFirst(args, (window) => certificatesOf(db, { ...wanted, ...window }));
        return { ...page, count: async () => (await certificateCount(db, wanted))[0]?.count ?? 0 };
      },
    },
    {
      fields: (t) => ({
        totalCount: t.int({
          description: 'How many there are in all, whatever the page.',
          resolve: ({ count }) => count(),
        }),
      }),
    },
  ),
);
