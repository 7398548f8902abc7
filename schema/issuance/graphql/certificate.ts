import { type CertificateId, parseId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { openFacts } from '../operations/sealFacts.ts';
import { type CertificateRow, certificatesOf, ownCertificatesByIds } from '../queries.ts';
import { credentialUrlOf, statusOf } from '../rules.ts';
import { PrintedCertificateType } from './printedCertificate.ts';
import { PrintedFactsInterface, printedFields } from './printedFacts.ts';
import { CertificateStatusEnum } from './status.ts';

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
    printed: t.field({
      type: PrintedCertificateType,
      description: 'The other printed facts.',
      resolve: (row) => row.publicFacts,
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

builder.objectField(ViewerRef, 'certificates', (t) =>
  t.connection({
    type: CertificateRef,
    description: 'Your certificates, newest first.',
    resolve: (viewer, args, { db }) =>
      newestFirst(args, (window) => certificatesOf(db, { userId: viewer.userId, ...window })),
  }),
);
