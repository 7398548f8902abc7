import { eq, getColumns, sql } from 'drizzle-orm';
import type { CertificateLook } from '../../certificates/facts/parts.ts';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import { organizationPolicies, organizations } from '../../drizzle/schema.ts';
import { preparedOn } from '../../drizzle/statement.ts';
import { type MEMBER_ROLES, POLICY_KINDS } from '../../drizzle/tables/organizations.ts';
import { MAX_PAGE } from '../graphql/relay.ts';
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

type Role = (typeof MEMBER_ROLES)[number];

const roles = handWritten<{ role: Role }>(
  'role_of',
  sql`select role from memberships where user_id = ${sql.placeholder('userId')}
    and organization_id = ${sql.placeholder('organizationId')}`,
);

/** What a person may do for an organization; null when they are no member or it does not exist. */
export const roleOf = async (
  db: Database,
  member: { userId: UserId; organizationId: OrganizationId },
): Promise<Role | null> => (await roles(db, member))[0]?.role ?? null;

export type ImageRow = {
  organizationId: OrganizationId;
  sha256: string;
  width: number;
  height: number;
  size: number;
};

// Every kept image is a PNG of our own writing: width and height stand in its bytes 17 to 24.
const describedImages = handWritten<Omit<ImageRow, 'width' | 'height'> & { sides: Buffer }>(
  'organization_images_described',
  sql`select organization_id as "organizationId", sha256, octet_length(bytes) as size, substring(bytes from 17 for 8) as sides
    from organization_images
    where organization_id = any(${sql.placeholder('ids')}::uuid[]) and sha256 = any(${sql.placeholder('shas')}::text[])`,
);

/** What images are like, without their bytes: those of these organizations among these SHA-256. */
export const imageRowsOf = async (
  db: Database,
  wanted: readonly { organizationId: OrganizationId; sha256: string }[],
): Promise<ImageRow[]> => {
  const ids = [...new Set(wanted.map(({ organizationId }) => organizationId))];
  const shas = [...new Set(wanted.map(({ sha256 }) => sha256))];
  const rows = await describedImages(db, { ids: `{${ids.join(',')}}`, shas: `{${shas.join(',')}}` });
  return rows.map(({ sides, ...row }) => ({ ...row, width: sides.readUInt32BE(0), height: sides.readUInt32BE(4) }));
};

const imageBytes = handWritten<{ sha256: string; bytes: Buffer }>(
  'organization_images_bytes',
  sql`select sha256, bytes from organization_images
    where organization_id = ${sql.placeholder('organizationId')} and sha256 = any(${sql.placeholder('shas')}::text[])`,
);

/** The PNGs that a look names, as drawings take them. Throws when one is not kept, which its tables do not let happen. */
export const imagesOf = async (
  db: Database,
  { organizationId, look }: { organizationId: OrganizationId; look: CertificateLook | undefined },
): Promise<{ logo?: Buffer; signature?: Buffer }> => {
  const shas = [look?.logoSha256 ?? [], look?.signatureSha256 ?? []].flat();
  if (shas.length === 0) return {};
  const rows = await imageBytes(db, { organizationId, shas: `{${shas.join(',')}}` });
  const bytesOf = (sha256: string): Buffer => {
    const row = rows.find((one) => one.sha256 === sha256);
    if (row === undefined) throw new Error(`the image ${sha256} of an organization is gone`);
    return row.bytes;
  };
  return {
    ...(look?.logoSha256 && { logo: bytesOf(look.logoSha256) }),
    ...(look?.signatureSha256 && { signature: bytesOf(look.signatureSha256) }),
  };
};
