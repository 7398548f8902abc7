import { createHash } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';

/** Mails that one person has sent to addresses of others. */
const MAILS_TO_OTHERS = { max: 30, seconds: 24 * 3600 };
/** The same of a member who registers people. */
const MAILS_OF_MEMBER = { max: 200, seconds: 24 * 3600 };

/** Counts a mail to an address that a person typed. Throws RateLimited. */
export async function countMailToOther(tx: Database, { userId, now }: UserAct): Promise<void> {
  const key = createHash('sha256').update(`event mails of ${userId}`).digest('hex');
  await requireWithinLimit(tx, { key, limit: MAILS_TO_OTHERS, now });
}

/** As countMailToOther, of somebody who acts for an organization. Throws RateLimited. */
export async function countMailOfMember(tx: Database, { userId, now }: UserAct): Promise<void> {
  const key = createHash('sha256').update(`event mails of member ${userId}`).digest('hex');
  await requireWithinLimit(tx, { key, limit: MAILS_OF_MEMBER, now });
}
