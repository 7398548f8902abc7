import { createHash } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import { mailboxOf } from '../../accounts/rules/address.ts';
import type { UserAct } from '../../act.ts';

/** Mails that one person has sent to addresses of others, and mails that everybody together has sent to one of them. */
const MAILS_TO_OTHERS = { max: 30, seconds: 24 * 3600 };
const MAILS_TO_ONE = { max: 30, seconds: 24 * 3600 };
/** Mails of a member who registers people. */
const MAILS_OF_MEMBER = { max: 200, seconds: 24 * 3600 };

/** Invitations of one person to one address. */
const INVITATIONS_TO_ONE = { max: 2, seconds: 24 * 3600 };

/** As countMailToOther, of an invitation: it is counted whether or not it is sent. Throws RateLimited. */
export async function countInvitation(tx: Database, act: UserAct, address: string): Promise<void> {
  const key = hashOf(`invitations of ${act.userId} to ${mailboxOf(address) ?? address}`);
  await requireWithinLimit(tx, { key, limit: INVITATIONS_TO_ONE, now: act.now });
  await countMailToOther(tx, act, address);
}

/** Counts a mail to an address that a person typed; null where trying addresses is counted and nothing is mailed. Throws RateLimited. */
export async function countMailToOther(tx: Database, { userId, now }: UserAct, address: string | null): Promise<void> {
  await requireWithinLimit(tx, { key: hashOf(`event mails of ${userId}`), limit: MAILS_TO_OTHERS, now });
  if (address === null) return;
  const key = hashOf(`event mails to ${mailboxOf(address) ?? address}`);
  await requireWithinLimit(tx, { key, limit: MAILS_TO_ONE, now });
}

/** As countMailToOther, of somebody who acts for an organization. Throws RateLimited. */
export async function countMailOfMember(tx: Database, { userId, now }: UserAct): Promise<void> {
  const key = hashOf(`event mails of member ${userId}`);
  await requireWithinLimit(tx, { key, limit: MAILS_OF_MEMBER, now });
}

const hashOf = (what: string): string => createHash('sha256').update(what).digest('hex');
