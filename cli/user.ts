import type { Database } from '../drizzle/client.ts';
import type { UserId } from '../drizzle/ids.ts';
import { MEMBER_ROLES } from '../drizzle/tables/organizations.ts';
import { disableUser } from '../schema/accounts/operations.ts';
import { userByFormerAddress } from '../schema/accounts/queries/people.ts';
import { operatorAct } from '../schema/act.ts';
import { didYouMean } from '../schema/edited/faults.ts';
import { grantMembership, revokeMembership } from '../schema/organizations/operations/memberships.ts';
import { eraseByOperator } from '../schema/privacy/operations/eraseByOperator.ts';
import { actBy } from './actBy.ts';
import { withDatabase } from './database.ts';
import { userOf } from './learner.ts';

type Membership = { org: string; by: string; reason?: string | undefined };

/** user grant EMAIL ROLE --org SLUG --by WHO [--reason TEXT] */
export async function grantRole(email: string, roleText: string, { org, by, reason }: Membership): Promise<void> {
  const role = MEMBER_ROLES.find((known) => known === roleText.toUpperCase());
  if (role === undefined)
    throw new Error(
      `There is no role ${roleText}${didYouMean(roleText, MEMBER_ROLES) || `; known are ${MEMBER_ROLES.join(', ').toLowerCase()}.`}`,
    );
  await withDatabase((db) => grantMembership(db, actBy(by), { email, role, organizationSlug: org, reason }));
  console.log(`${email} is now ${role.toLowerCase()} of ${org}.`);
}

/** user revoke EMAIL --org SLUG --by WHO [--reason TEXT] */
export async function revokeRole(email: string, { org, by, reason }: Membership): Promise<void> {
  const { role } = await withDatabase((db) =>
    revokeMembership(db, actBy(by), { email, organizationSlug: org, reason }),
  );
  console.log(`${email} was ${role.toLowerCase()} of ${org} and has no role there now.`);
}

type Closing = { reason: string; formerly: boolean };

/** user disable EMAIL --reason TEXT [--formerly] */
export async function closeAccount(email: string, { reason, formerly }: Closing): Promise<void> {
  const find = formerly ? formerUserOf : userOf;
  await withDatabase(async (db) => disableUser(db, operatorAct(new Date()), { userId: await find(db, email), reason }));
  console.log(`${email} is signed out everywhere and cannot sign in.`);
}

async function formerUserOf(db: Database, email: string): Promise<UserId> {
  const userId = await userByFormerAddress(db, email);
  if (userId === null) throw new Error(`No account had the address ${email} in the last 30 days.`);
  return userId;
}

/** user erase EMAIL --reason TEXT */
export async function eraseAccount(email: string, reason: string): Promise<void> {
  await withDatabase(async (db) =>
    eraseByOperator(db, operatorAct(new Date()), { userId: await userOf(db, email), reason }),
  );
  console.log('The person’s data was deleted. You can still verify their certificates by number.');
}
