import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { memberships, organizations } from '../../../drizzle/schema.ts';
import { userByEmail } from '../../accounts/queries/people.ts';
import type { Act } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import type { MemberRole } from '../rules/permissions.ts';

type Member = { userId: UserId; organizationId: OrganizationId };
type Named = { email: string; organizationSlug: string; reason?: string | undefined };
const Why = z.object({ reason: reasonText.optional() });

function refuse(path: string, message: string): never {
  throw new InvalidInputError([{ path, message }]);
}

/** The person and the organization that an operator names. Throws InvalidInput when one of them is unknown. */
async function findMember(tx: Database, { email, organizationSlug }: Named): Promise<Member> {
  const userId = await userByEmail(tx, email);
  if (userId === null)
    return refuse(
      'email',
      `No one has signed in as ${email} yet. Ask the person to sign in once, then run this again.`,
    );
  const [organization] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.slug, organizationSlug));
  if (organization === undefined) return refuse('org', `There is no organization ${organizationSlug}. Write its slug.`);
  return { userId, organizationId: organization.id };
}

/**
 * Makes a person who has signed in before a member of an organization, or changes their role. For the operator's command line.
 * Throws InvalidInput when the person or the organization is unknown.
 */
export async function grantMembership(db: Database, act: Act, facts: Named & { role: MemberRole }): Promise<Member> {
  const { role } = facts;
  const { reason } = parseInput(Why, facts);
  return db.transaction(async (tx) => {
    const member = await findMember(tx, facts);
    await tx
      .insert(memberships)
      .values({ ...member, role, createdAt: act.now })
      .onConflictDoUpdate({ target: [memberships.organizationId, memberships.userId], set: { role } });
    await recordMembership(tx, act, 'MEMBERSHIP_GRANTED', { ...member, role, reason });
    return member;
  });
}

/**
 * Removes a person from an organization. It takes effect at their next request. For the operator's command line. Throws
 * InvalidInput when the person or the organization is unknown, or the person is not a member.
 */
export async function revokeMembership(db: Database, act: Act, facts: Named): Promise<Member & { role: MemberRole }> {
  const { reason } = parseInput(Why, facts);
  return db.transaction(async (tx) => {
    const member = await findMember(tx, facts);
    const [gone] = await tx
      .delete(memberships)
      .where(and(eq(memberships.userId, member.userId), eq(memberships.organizationId, member.organizationId)))
      .returning({ role: memberships.role });
    if (gone === undefined) return refuse('email', `${facts.email} has no role in ${facts.organizationSlug}.`);
    await recordMembership(tx, act, 'MEMBERSHIP_REVOKED', { ...member, role: gone.role, reason });
    return { ...member, role: gone.role };
  });
}

const recordMembership = (
  tx: Database,
  act: Act,
  verb: 'MEMBERSHIP_GRANTED' | 'MEMBERSHIP_REVOKED',
  { userId, organizationId, role, reason = null }: Member & { role: MemberRole; reason?: string | null | undefined },
) => recordEvent(tx, act, verb, { objectId: organizationId, organizationId, reason, details: { userId, role } });
