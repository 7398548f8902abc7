import { MEMBER_ROLES } from '../drizzle/tables/organizations.ts';
import { disableUser } from '../schema/accounts/operations.ts';
import { didYouMean } from '../schema/edited/faults.ts';
import { grantMembership } from '../schema/organizations/operations.ts';
import { eraseByOperator } from '../schema/privacy/operations.ts';
import { withDatabase } from './database.ts';
import { userOf } from './learner.ts';

/** user grant EMAIL ROLE --org SLUG */
export const grantRole = async (email: string, roleText: string, organizationSlug: string): Promise<void> => {
  const role = MEMBER_ROLES.find((known) => known === roleText.toUpperCase());
  if (role === undefined)
    throw new Error(
      `There is no role ${roleText}${didYouMean(roleText, MEMBER_ROLES) || `; known are ${MEMBER_ROLES.join(', ').toLowerCase()}.`}`,
    );
  await withDatabase((db) => grantMembership(db, { email, role, organizationSlug, now: new Date() }));
  console.log(`${email} is now ${role.toLowerCase()} of ${organizationSlug}.`);
};

/** user disable EMAIL --reason TEXT */
export const closeAccount = async (email: string, reason: string): Promise<void> => {
  await withDatabase(async (db) => disableUser(db, { userId: await userOf(db, email), reason, now: new Date() }));
  console.log(`${email} is signed out everywhere and cannot sign in.`);
};

/** user erase EMAIL --reason TEXT */
export const eraseAccount = async (email: string, reason: string): Promise<void> => {
  await withDatabase(async (db) => eraseByOperator(db, { userId: await userOf(db, email), reason, now: new Date() }));
  console.log('The person is erased. Their certificates can still be checked by number.');
};
