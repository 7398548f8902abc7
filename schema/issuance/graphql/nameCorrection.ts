import { encodeGlobalID } from '@pothos/plugin-relay';
import { NAME_CORRECTION_STATES } from '../../../drizzle/tables/nameCorrections.ts';
import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { openFacts } from '../operations/sealFacts.ts';
import {
  type NameCorrectionRow,
  nameCorrectionCount,
  nameCorrectionsOf,
  newestNameCorrections,
} from '../queries/nameCorrections.ts';
import type { CertificateRow } from '../queries.ts';
import { CertificateRef } from './certificate.ts';

const StateEnum = builder.enumType('NameCorrectionState', {
  description: 'How a request for a corrected name stands.',
  values: described(NAME_CORRECTION_STATES, {
    OPEN: 'Nobody has answered it yet.',
    CORRECTED: 'The certificate was issued again under a corrected name.',
    DECLINED: 'An owner declined it and said why.',
    WITHDRAWN: 'The holder took it back.',
    REVOKED: 'The certificate was revoked meanwhile.',
  }),
});

/** A request, for the holder of the certificate and the owners of the organization. */
export const NameCorrectionType = builder.objectRef<NameCorrectionRow>('NameCorrection').implement({
  description: 'A holder’s request that a certificate be issued again under a corrected name.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => encodeGlobalID('NameCorrection', id) }),
    state: t.expose('state', { type: StateEnum, description: 'How it stands.' }),
    wantedName: t.exposeString('wantedName', { description: 'The name as it should be.' }),
    reason: t.exposeString('reason', { description: 'Why, in the holder’s words.' }),
    askedAt: t.expose('askedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered or taken back; null while it is open.',
    }),
    declinedBecause: t.exposeString('declinedBecause', {
      nullable: true,
      description: 'Why it was declined, in the owner’s words; null when it was not.',
    }),
    certificateNumber: t.exposeString('number', {
      description: 'The certificate. Reissue it by this number to answer the request.',
    }),
    printedName: t.string({
      nullable: true,
      description: 'The name that the certificate prints; null after erasure.',
      resolve: ({ certificateId, ...row }, _args, { vault }) =>
        openFacts(vault, { ...row, id: certificateId })?.facts.learnerName ?? null,
    }),
    courseTitle: t.exposeString('courseTitle', { description: 'The course, as the certificate prints it.' }),
    completedOn: t.expose('completedOn', { type: 'Date', description: 'The day of completion that it prints.' }),
    successorNumber: t.exposeString('successorNumber', {
      nullable: true,
      description: 'The certificate that replaced it; null while none has.',
    }),
  }),
});

builder.objectField(CertificateRef, 'nameCorrection', (t) =>
  t.loadable({
    type: NameCorrectionType,
    nullable: true,
    description: 'Your newest request for a corrected name on this certificate; null before the first.',
    load: async (rows: CertificateRow[], { db }) => {
      const found = await newestNameCorrections(
        db,
        rows.map(({ id }) => id),
      );
      return rows.map(({ id }) => found.find(({ certificateId }) => certificateId === id) ?? null);
    },
    resolve: (row) => row,
  }),
);

builder.objectField(OrganizationRef, 'nameCorrections', (t) =>
  t.connection(
    {
      type: NameCorrectionType,
      nullable: true,
      authScopes: { signedIn: true },
      description:
        'Requests for a corrected name on certificates of the organization, newest first, for its owners. `reissueCertificate` answers one, or `declineNameCorrection`. NOT_FOUND for everyone who is not a member.',
      args: {
        states: t.arg({ type: [StateEnum], required: false, description: 'Only of these states; all when left out.' }),
      },
      resolve: async ({ id: organizationId }, { states, ...args }, context) => {
        const asked = { permission: 'REISSUE_CERTIFICATES', organizationId, what: 'The organization' } as const;
        await requirePermission(context.db, signedIn(context), asked);
        const wanted = { organizationId, states: states ?? null };
        const page = await newestFirst(args, (window) => nameCorrectionsOf(context.db, { ...wanted, ...window }));
        return { ...page, count: async () => (await nameCorrectionCount(context.db, wanted))[0]?.count ?? 0 };
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
