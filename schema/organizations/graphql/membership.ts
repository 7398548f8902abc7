import { MEMBER_ROLES } from '../../../drizzle/tables/organizations.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { type MembershipRow, membershipsOf } from '../queries.ts';
import { meaningOf, PERMISSIONS, type Permission, permissionsOf } from '../rules/permissions.ts';
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

const NAMES = Object.keys(PERMISSIONS) as Permission[];

const PermissionEnum = builder.enumType('Permission', {
  description: 'Something that only members of an organization in certain roles may do.',
  values: Object.fromEntries(NAMES.map((name) => [name, { description: meaningOf(name) }])) as Record<
    Permission,
    { description: string }
  >,
});

const MembershipType = builder.objectRef<MembershipRow>('Membership').implement({
  description: 'Your role in an organization.',
  fields: (t) => ({
    role: t.expose('role', { type: MemberRole, description: 'What you may do.' }),
    permissions: t.field({
      type: [PermissionEnum],
      description: 'What your role allows. Every other verb answers FORBIDDEN, which says who may.',
      resolve: ({ role }) => permissionsOf(role),
    }),
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
