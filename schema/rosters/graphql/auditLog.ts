import { parseId } from '../../../drizzle/ids.ts';
import { AUDIT_VERBS } from '../../../drizzle/tables/events.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { relay } from '../../graphql/relay.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { auditLogOf } from '../queries/auditLog.ts';
import { periodFaults } from '../rules/period.ts';
import { readsCreditOnly } from '../rules/reader.ts';
import { AuditEventType, AuditVerbEnum } from './auditEvent.ts';

const OBJECTS = new Set<string>(Object.values(AUDIT_VERBS));
const NO_OBJECT = { path: 'object', message: 'Write the global id of something that events are about: an `objectId`.' };

/** What a filter by object names; nothing where there is no filter. Throws InvalidInput for what is no id of an object. */
function objectOf(id: string | null) {
  if (id === null) return { objectType: null, objectId: null };
  const { typename, id: objectId } = relay.decodeGlobalID(id);
  if (!OBJECTS.has(typename) || parseId(objectId) === null) throw new InvalidInputError([NO_OBJECT]);
  return { objectType: typename, objectId };
}

builder.objectField(OrganizationRef, 'auditLog', (t) =>
  t.connection({
    type: AuditEventType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'What was done to the records of the organization, newest first, for its owners, organizers and auditors. Auditors do not see what is about study for personal growth or about places at events that are no training. NOT_FOUND for everyone who is not a member.',
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
      const period = { from: from ?? null, to: to ?? null };
      const faults = periodFaults(period);
      if (faults.length > 0) throw new InvalidInputError(faults);
      const filter = {
        organizationId,
        verb: verb ?? null,
        ...objectOf(object ?? null),
        ...period,
        timeZone,
        creditOnly: readsCreditOnly(as),
      };
      return newestFirst(args, (window) => auditLogOf(context.db, { ...filter, ...window }));
    },
  }),
);
