import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { relay } from '../../graphql/relay.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { auditLogOf } from '../queries/auditLog.ts';
import { readsCreditOnly } from '../rules/reader.ts';
import { AuditEventType, AuditVerbEnum } from './auditEvent.ts';

/** What a filter by object names; nothing where there is no filter. An id of nothing finds nothing. */
function objectOf(id: string | null | undefined) {
  if (id === null || id === undefined) return { objectType: null, objectId: null };
  const { typename, id: objectId } = relay.decodeGlobalID(id);
  return { objectType: typename, objectId };
}

builder.objectField(OrganizationRef, 'auditLog', (t) =>
  t.connection({
    type: AuditEventType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'What was done to the records of the organization, newest first, for its owners, organizers and auditors. Auditors do not see what is about study for personal growth. NOT_FOUND for everyone who is not a member.',
    args: {
      verb: t.arg({ type: AuditVerbEnum, required: false, description: 'Only events of this kind.' }),
      object: t.arg.id({ required: false, description: 'Only events about this object: its global id.' }),
      from: t.arg({ type: 'Date', required: false, description: 'Only from this day on, in the organization’s zone.' }),
      to: t.arg({ type: 'Date', required: false, description: 'Only up to this day, included.' }),
    },
    resolve: async ({ id: organizationId, timeZone }, { verb, object, from, to, ...args }, context) => {
      const what = 'The organization';
      const asked = { permission: 'READ_RECORDS', organizationId, what } as const;
      const { as } = await requirePermission(context.db, signedIn(context), asked);
      const period = { from: from ?? null, to: to ?? null, timeZone };
      const filter = {
        organizationId,
        verb: verb ?? null,
        ...objectOf(object),
        ...period,
        creditOnly: readsCreditOnly(as),
      };
      return newestFirst(args, (window) => auditLogOf(context.db, { ...filter, ...window }));
    },
  }),
);
