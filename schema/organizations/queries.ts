import { eq, getColumns, sql } from 'drizzle-orm';
import type { CertificateLook } from '../../certificates/facts/parts.ts';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { organizationPolicies, organizations } from '../../drizzle/schema.ts';
import { idsParameter, isOneOfIds, preparedOn, statement } from '../../drizzle/statement.ts';
import { POLICY_KINDS } from '../../drizzle/tables/organizations.ts';
import { MAX_PAGE } from '../../drizzle/window.ts';
import { type MemberRole, PERMISSIONS, type Permission, permissionOf } from './rules/permissions.ts';
import { newestPolicies } from './rules.ts';

export type OrganizationRow = typeof organizations.$inferSelect;
export type PolicyRow = typeof organizationPolicies.$inferSelect;

const byIds = preparedOn((db) =>
  db
    .select(getColumns(organizations))
    .from(organizations)
    .where(isOneOfIds(organizations.id))
    .prepare('organizations_by_ids'),
);

export function organizationsByIds(db: Database, ids: readonly OrganizationId[]): Promise<OrganizationRow[]> {
  return byIds(db).execute(idsParameter(ids));
}

const bySlug = preparedOn((db) =>
  db
    .select(getColumns(organizations))
    .from(organizations)
    .where(eq(organizations.slug, sql.placeholder('slug')))
    .prepare('organization_by_slug'),
);

export async function organizationBySlug(db: Database, slug: string): Promise<OrganizationRow | null> {
  return (await bySlug(db).execute({ slug }))[0] ?? null;
}

const policiesByOrganization = preparedOn((db) =>
  db
    .select(getColumns(organizationPolicies))
    .from(organizationPolicies)
    .where(isOneOfIds(organizationPolicies.organizationId))
    .prepare('policies_by_organization'),
);

/** The policies in force of each organization: the newest version of each kind, in the order of the kinds. */
export async function policiesOf(db: Database, ids: readonly OrganizationId[]): Promise<PolicyRow[]> {
  const rows = await policiesByOrganization(db).execute(idsParameter(ids));
  return ids.flatMap((id) =>
    newestPolicies(
      rows.filter((row) => row.organizationId === id),
      POLICY_KINDS,
    ),
  );
}

export type MembershipRow = { organizationId: OrganizationId; role: MemberRole };

const memberships = statement<{ userId: UserId }, MembershipRow>(
  'memberships_of',
  (p) => sql`select organization_id as "organizationId", role from memberships where user_id = ${p('userId')}
    order by created_at limit ${sql.raw(String(MAX_PAGE))}`,
);

/** A person's roles in organizations, oldest first. */
export const membershipsOf = (db: Database, userId: UserId): Promise<MembershipRow[]> => memberships(db, { userId });

type Member = { userId: UserId; organizationId: OrganizationId };

const roles = statement<Member, { role: MemberRole }>(
  'role_of',
  (p) => sql`select role from memberships where user_id = ${p('userId')}
    and organization_id = ${p('organizationId')}`,
);

/** A person's role in an organization; null when they are not a member or it does not exist. */
export async function roleOf(db: Database, member: Member): Promise<MemberRole | null> {
  return (await roles(db, member))[0]?.role ?? null;
}

/** Whether a person may do something for an organization. A verb asks `requirePermission` instead, which refuses in words. */
export async function hasPermission(
  db: Database,
  { permission, ...member }: Member & { permission: Permission },
): Promise<boolean> {
  return permissionOf(await roleOf(db, member), permission).ok;
}

export type ImageRow = {
  organizationId: OrganizationId;
  slug: string;
  sha256: string;
  width: number;
  height: number;
  size: number;
};

/** An image that some organization has stored, by its SHA-256. */
type ImageName = { organizationId: OrganizationId; sha256: string };

// readImage wrote every stored image as a PNG, whose bytes 17 to 24 are its width and height.
const describedImages = statement<
  { ids: OrganizationId[]; shas: string[] },
  ImageRow,
  Omit<ImageRow, 'width' | 'height'> & { sides: Buffer }
>(
  'organization_images_described',
  (p) => sql`select i.organization_id as "organizationId", o.slug, i.sha256, octet_length(i.bytes) as size,
      substring(i.bytes from 17 for 8) as sides
    from organization_images i join organizations o on o.id = i.organization_id
    where i.organization_id = any(${p('ids')}::uuid[]) and i.sha256 = any(${p('shas')}::text[])`,
  ({ sides, ...row }) => ({ ...row, width: sides.readUInt32BE(0), height: sides.readUInt32BE(4) }),
);

/** The images of these organizations among these SHA-256, without their bytes. */
export async function imageRowsOf(db: Database, wanted: readonly ImageName[]): Promise<ImageRow[]> {
  const ids = [...new Set(wanted.map(({ organizationId }) => organizationId))];
  const shas = [...new Set(wanted.map(({ sha256 }) => sha256))];
  return describedImages(db, { ids, shas });
}

type ImageNames = { organizationId: OrganizationId; shas: string[] };

const imageBytes = statement<ImageNames, { sha256: string; bytes: Buffer }>(
  'organization_images_bytes',
  (p) => sql`select sha256, bytes from organization_images
    where organization_id = ${p('organizationId')} and sha256 = any(${p('shas')}::text[])`,
);

/** The bytes of one image that an organization has stored; null when it has none of this SHA-256. */
export async function imageOf(db: Database, { organizationId, sha256 }: ImageName): Promise<Buffer | null> {
  return (await imageBytes(db, { organizationId, shas: [sha256] }))[0]?.bytes ?? null;
}

/** The PNGs that a look names, as drawings take them. Throws when one is missing, which the tables prevent. */
export async function imagesOf(
  db: Database,
  { organizationId, look }: { organizationId: OrganizationId; look: CertificateLook | undefined },
): Promise<{ logo?: Buffer; signature?: Buffer }> {
  const shas = [look?.logoSha256 ?? [], look?.signatureSha256 ?? []].flat();
  if (shas.length === 0) return {};
  const rows = await imageBytes(db, { organizationId, shas });
  const bytesOf = (sha256: string): Buffer => {
    const row = rows.find((one) => one.sha256 === sha256);
    if (row === undefined) throw new Error(`the image ${sha256} of an organization is missing`);
    return row.bytes;
  };
  return {
    ...(look?.logoSha256 && { logo: bytesOf(look.logoSha256) }),
    ...(look?.signatureSha256 && { signature: bytesOf(look.signatureSha256) }),
  };
}

const owners = statement<{ organizationId: OrganizationId }, { userId: UserId }>(
  'owners_of',
  (p) => sql`select user_id as "userId" from memberships
    where organization_id = ${p('organizationId')} and role = 'OWNER' order by user_id`,
);

/** The owners of an organization. */
export async function ownersOf(db: Database, organizationId: OrganizationId): Promise<UserId[]> {
  return (await owners(db, { organizationId })).map(({ userId }) => userId);
}

const membersIn = statement<{ organizationId: OrganizationId; roles: readonly MemberRole[] }, { userId: UserId }>(
  'members_in_roles',
  (p) => sql`select user_id as "userId" from memberships
    where organization_id = ${p('organizationId')} and role = any(${p('roles')}::text[]) order by user_id`,
);

/** The members of an organization who may do something. */
export async function membersWho(
  db: Database,
  { organizationId, permission }: { organizationId: OrganizationId; permission: Permission },
): Promise<UserId[]> {
  const { roles } = PERMISSIONS[permission];
  return (await membersIn(db, { organizationId, roles })).map(({ userId }) => userId);
}
