import { eq, getColumns, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId } from '../../drizzle/ids.ts';
import { preparedOn } from '../../drizzle/prepared.ts';
import { organizationPolicies, organizations } from '../../drizzle/schema.ts';
import { POLICY_KINDS } from '../../drizzle/tables/organizations.ts';
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
