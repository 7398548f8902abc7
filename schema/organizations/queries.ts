import { eq, getColumns, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { handWritten, preparedOn } from '../../drizzle/prepared.ts';
import { organizationPolicies, organizations } from '../../drizzle/schema.ts';
import { type MEMBER_ROLES, POLICY_KINDS } from '../../drizzle/tables/organizations.ts';
import { MAX_PAGE } from '../relay.ts';
import { newestPolicies } from './rules.ts';

export type OrganizationRow = typeof organizations.$inferSelect;
export type PolicyRow = typeof organizationPolicies.$inferSelect;

const byIds = preparedOn((db) =>
  db
    .select(getColumns(organizations))
    .from(organizations)
    .where(sql`${organizations.id} = any(${sql.placeholder('ids')}::uuid[])`)
    .prepare('organizations_by_ids'),
);

export const organizationsByIds = (db: Database, ids: readonly OrganizationId[]): Promise<OrganizationRow[]> =>
  byIds(db).execute({ ids: `{${ids.join(',')}}` });

const bySlug = preparedOn((db) =>
  db
    .select(getColumns(organizations))
    .from(organizations)
    .where(eq(organizations.slug, sql.placeholder('slug')))
    .prepare('organization_by_slug'),
);

export const organizationBySlug = async (db: Database, slug: string): Promise<OrganizationRow | null> =>
  (await bySlug(db).execute({ slug }))[0] ?? null;

const policiesByOrganization = preparedOn((db) =>
  db
    .select(getColumns(organizationPolicies))
    .from(organizationPolicies)
    .where(sql`${organizationPolicies.organizationId} = any(${sql.placeholder('ids')}::uuid[])`)
    .prepare('policies_by_organization'),
);

/** The policies in force of each organization: the newest version of each kind, in the order of the kinds. */
export const policiesOf = async (db: Database, ids: readonly OrganizationId[]): Promise<PolicyRow[]> => {
  const rows = await policiesByOrganization(db).execute({ ids: `{${ids.join(',')}}` });
  return ids.flatMap((id) =>
    newestPolicies(
      rows.filter((row) => row.organizationId === id),
      POLICY_KINDS,
    ),
  );
};

export type MembershipRow = { organizationId: OrganizationId; role: (typeof MEMBER_ROLES)[number] };

const memberships = handWritten<MembershipRow>(
  'memberships_of',
  sql`select organization_id as "organizationId", role from memberships where user_id = ${sql.placeholder('userId')}
    order by created_at limit ${sql.raw(String(MAX_PAGE))}`,
);

/** A person's parts in organizations, oldest first. */
export const membershipsOf = (db: Database, userId: UserId): Promise<MembershipRow[]> => memberships(db, { userId });
