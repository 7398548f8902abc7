import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { invitationOf } from '../queries/links.ts';
import { secretHash } from '../rules/secrets.ts';
import { isInvited } from './pairs.ts';

export type Invitation = { intensiveId: IntensiveId; isPair: boolean };

/**
 * What a code invites to, so that nobody says yes blind. Null for a code that opens nothing or was used, and for an account with another
 * address than the one that was invited: the mail does not name the event either.
 */
export async function readInvitation(
  db: Database,
  userId: UserId,
  { secret }: { secret: string },
): Promise<Invitation | null> {
  const hash = secretHash(secret);
  const found = hash === null ? null : await invitationOf(db, hash);
  if (found === null) return null;
  const { intensiveId, pair } = found;
  if (pair !== null && !(await isInvited(db, pair, userId))) return null;
  return { intensiveId, isPair: pair !== null };
}
