import { MEMBER_ROLES } from '../../../drizzle/tables/organizations.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { type MembershipRow, membershipsOf } from '../queries.ts';
import { OrganizationRef } from './organization.ts';

const MemberRole = builder.enumType('MemberRole', {
  description: 'What someone may do for an organization.',
  values: described(MEMBER_ROLES, {
    OWNER: 'Is responsible for it; may do everything.',
    ORGANIZER: 'Runs its courses and certificates.',
    INSTRUCTOR: 'Teaches.',
    AUDITOR: 'May read but not change anything.',
  }),
});

const MembershipType = builder.objectRef<MembershipRow>('Membership').implement({
  description: 'Your role in an organization.',
  fields: (t) => ({
    role: t.expose('role', { type: MemberRole, description: 'What you may do.' }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization.',
      resolve: (row) => row.organizationId,
    }),
  }),
});

builder.objectField(ViewerRef, 'organizations', (t) =>
  t.field({
    type: [MembershipType],
    description: `The organizations you act for, at most ${MAX_PAGE}.`,
    resolve: (viewer, _args, { db }) => membershipsOf(db, viewer.userId),
  }),
);
