import type { DefaultConnectionArguments } from '@pothos/plugin-relay';
import { type ApprovalId, parseId } from '../../../drizzle/ids.ts';
import { HIGHEST, LOWEST } from '../../../drizzle/window.ts';
import { ApprovalRef } from '../../accreditation/graphql/approval.ts';
import { actOf } from '../../act.ts';
import type { Context } from '../../context.ts';
import { isDay } from '../../edited/text.ts';
import { builder } from '../../graphql/builder.ts';
import { keysetPage } from '../../graphql/pages.ts';
import { relay } from '../../graphql/relay.ts';
import { IssuedCertificateType } from '../../issuance/graphql/issuedCertificate.ts';
import { PrintedCreditType } from '../../issuance/graphql/printedFacts.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { findRoster, keysOf, type Roster, readRosterPage, recordRosterNumbers } from '../operations/readRoster.ts';
import type { RosterKey } from '../queries/roster.ts';
import { creditOf, type OpenedRow } from '../rules/roster.ts';
import { once, type Reading, RecordedLicenseType } from './license.ts';

type ReadableRow = OpenedRow & { reading: Reading };

const RosterRowType = builder.objectRef<ReadableRow>('RosterRow').implement({
  description: 'An award under an approval, with the certificate that stands for it.',
  fields: (t) => ({
    printedName: t.exposeString('printedName', {
      nullable: true,
      description: 'The name as printed on the certificate; null after erasure.',
    }),
    licenses: t.field({
      type: [RecordedLicenseType],
      complexity: { field: 1, multiplier: 2 },
      description:
        'The licenses that the award counts for, in the order in which it was joined to them. The reading of their numbers is recorded.',
      resolve: ({ licenses, reading }) => licenses.map((license) => ({ ...license, reading })),
    }),
    courseSlug: t.exposeString('courseSlug', { description: 'The short name of the course in addresses.' }),
    completedOn: t.field({
      type: 'Date',
      description: 'The day on which the last requirement was met, in the organization’s zone.',
      resolve: ({ publicFacts }) => publicFacts.completedOn,
    }),
    countsOn: t.expose('countsOn', {
      type: 'Date',
      description: 'The day that the body counts, by which rows are listed.',
    }),
    timeZone: t.exposeString('timeZone', {
      description: 'The time zone of its days: that of the organization, as printed on the certificate.',
    }),
    approvalInForce: t.exposeBoolean('approvalInForce', {
      description:
        'Whether the approval was in force on the day that counts, as it is known now. Where it was not, the certificate stands until the organization revokes it.',
    }),
    credit: t.field({
      type: PrintedCreditType,
      description: 'Amount, unit, format and category, in the words of the body as printed.',
      resolve: creditOf,
    }),
    certificate: t.field({
      type: IssuedCertificateType,
      description:
        'The certificate with its number and status. A certificate that was replaced is not listed; its successor is.',
      resolve: (row) => row,
    }),
  }),
});

const PLACES = {
  of: ({ countsOn, awardId }: RosterKey) => `${countsOn} ${awardId}`,
  read: (place: string) => {
    const [on = '', id = ''] = place.split(' ');
    return isDay(on) && parseId(id) !== null ? place : null;
  },
};
const FIRST = `-infinity ${LOWEST}`;
const LAST = `infinity ${HIGHEST}`;

function placed(place: string) {
  const [on = '', id = ''] = place.split(' ');
  return { on, id };
}

/** A page of a roster. Only the rows that it shows are opened. */
async function pageOf(roster: Roster, args: DefaultConnectionArguments, context: Context) {
  const { db, vault } = context;
  const page = await keysetPage<RosterKey>(args, PLACES, ({ after, before, ...rest }) => {
    const [from, to] = [placed(after ?? FIRST), placed(before ?? LAST)];
    return keysOf(db, roster, { afterOn: from.on, afterId: from.id, beforeOn: to.on, beforeId: to.id, ...rest });
  });
  const edges = page.edges.filter((edge) => edge !== null);
  const keys = edges.map(({ node }) => node);
  const opened = await readRosterPage(db, actOf(context), { roster, vault, keys });
  const reading = once(() => recordRosterNumbers(db, actOf(context), roster, opened));
  const rows = new Map(opened.map((row) => [row.awardId, { ...row, reading }]));
  const shown = edges.flatMap(({ cursor, node }) => {
    const row = rows.get(node.awardId);
    return row === undefined ? [] : [{ cursor, node: row }];
  });
  return { ...page, edges: shown };
}

function approvalIn(globalId: string): ApprovalId | null {
  const { typename, id } = relay.decodeGlobalID(globalId);
  return typename === 'Approval' ? parseId<ApprovalId>(id) : null;
}

builder.objectField(OrganizationRef, 'roster', (t) =>
  t.connection({
    type: RosterRowType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The awards under one approval that count in a period, by that day, for the owners, organizers and auditors. Each reading is recorded. NOT_FOUND for the approval of another organization, and for everyone who is not a member.',
    args: {
      approvalId: t.arg.id({ description: 'One approval: a roster never mixes bodies, professions or units.' }),
      from: t.arg({
        type: 'Date',
        required: false,
        description: 'The first day that counts, in the organization’s zone.',
      }),
      to: t.arg({ type: 'Date', required: false, description: 'The last day that counts, included.' }),
      unit: t.arg.string({
        required: false,
        description: 'The code of a unit, needed where the body changed its unit under the approval.',
      }),
    },
    resolve: async ({ id }, { approvalId, from, to, unit, ...args }, context) => {
      const period = { from: from ?? null, to: to ?? null, unit: unit ?? null };
      const asked = { organizationId: id, approvalId: approvalIn(approvalId), ...period };
      return pageOf(await findRoster(context.db, actOf(context), asked), args, context);
    },
  }),
);

builder.objectField(ApprovalRef, 'rosterUrl', (t) =>
  t.string({
    description:
      'Where owners, organizers and auditors, signed in, download its roster as CSV; takes `from`, `to` and `unit` as `roster` does.',
    resolve: ({ id }, _args, { settings }) => `${settings.publicUrl}/approvals/${id}/roster.csv`,
  }),
);
