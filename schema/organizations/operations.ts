import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { memberships, organizationPolicies, organizations } from '../../drizzle/schema.ts';
import type { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { userByEmail } from '../accounts/queries.ts';
import { InvalidInputError } from '../errors.ts';
import { recordEvent } from '../events/operations.ts';
import type { OrganizationFile } from './file.ts';
import { keepImages } from './looks.ts';
import { dateIn } from './rules.ts';

/**
 * Loads an organization's file. A new slug is inserted; a known one is left as it stands, for its people may have edited it.
 * Policy versions not yet known are added once their date has come in the organization's time zone; later ones wait for the
 * next load. Safe to call from several processes at once.
 */
export const importOrganization = async (
  db: Database,
  { organization, now }: { organization: OrganizationFile; now: Date },
): Promise<{ id: OrganizationId; created: boolean; policiesAdded: number }> =>
  db.transaction(async (tx) => {
    const { policies, signatory, contacts, certificate, ...facts } = organization;
    const { logo = null, signature = null, ...look } = certificate ?? {};
    const created = await tx
      .insert(organizations)
      .values({
        ...facts,
        ...look,
        logoSha256: logo?.sha256 ?? null,
        signatureSha256: signature?.sha256 ?? null,
        signatoryName: signatory?.name ?? null,
        signatoryTitle: signatory?.title ?? null,
        grievanceContact: contacts.grievances,
        accommodationContact: contacts.accommodations,
        createdAt: now,
      })
      .onConflictDoNothing({ target: organizations.slug })
      .returning({ id: organizations.id });
    const [row] = await tx
      .select({ id: organizations.id, timeZone: organizations.timeZone })
      .from(organizations)
      .where(eq(organizations.slug, organization.slug))
      .for('update');
    if (row === undefined) throw new Error('an organization that was just inserted is gone');
    if (created.length > 0) await keepImages(tx, { organizationId: row.id, images: [logo, signature], now });
    const due = policies.filter(({ effectiveOn }) => effectiveOn <= dateIn(row.timeZone, now));
    const added =
      due.length === 0
        ? []
        : await tx
            .insert(organizationPolicies)
            .values(due.map((policy) => ({ ...policy, organizationId: row.id })))
            .onConflictDoNothing()
            .returning({ id: organizationPolicies.id });
    return { id: row.id, created: created.length > 0, policiesAdded: added.length };
  });

const refuse = (path: string, message: string): never => {
  throw new InvalidInputError([{ path, message }]);
};

/**
 * Makes a person who has signed in before a member of an organization, or changes the role they hold. For the operator's
 * command line; throws InvalidInputError when the person or the organization is unknown.
 */
export const grantMembership = async (
  db: Database,
  facts: { email: string; role: (typeof MEMBER_ROLES)[number]; organizationSlug: string; now: Date },
): Promise<{ userId: UserId; organizationId: OrganizationId }> =>
  db.transaction(async (tx) => {
    const userId = await userByEmail(tx, facts.email);
    if (userId === null)
      return refuse('email', `Nobody has signed in as ${facts.email} yet; ask them to sign in once, then grant again.`);
    const [organization] = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.slug, facts.organizationSlug));
    if (organization === undefined)
      return refuse('org', `There is no organization ${facts.organizationSlug}; write its slug.`);
    await tx
      .insert(memberships)
      .values({ userId, organizationId: organization.id, role: facts.role, createdAt: facts.now })
      .onConflictDoUpdate({ target: [memberships.organizationId, memberships.userId], set: { role: facts.role } });
    await recordEvent(tx, {
      verb: 'MEMBERSHIP_GRANTED',
      objectType: 'Organization',
      objectId: organization.id,
      at: facts.now,
      actor: 'operator',
      details: { userId, role: facts.role },
    });
    return { userId, organizationId: organization.id };
  });
