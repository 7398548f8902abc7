import type { Database } from '../../../drizzle/client.ts';
import { secretHash } from '../../registrations/rules/secrets.ts';
import { followUpByLink } from '../queries/mails.ts';
import { stopAsking } from './optIn.ts';

export type StopState = 'ASKED' | 'STOPPED';

/** Whether whoever got a mail with this link is still asked; null for a link that no mail has. */
export async function stateOfStop(db: Database, secret: string): Promise<StopState | null> {
  const found = await byLink(db, secret);
  if (found === null) return null;
  return found.asked ? 'ASKED' : 'STOPPED';
}

/** Stops all further mails by the link of one, without a sign-in. A second call changes nothing. Null for a link that no mail has. */
export async function stopByLink(
  db: Database,
  { secret, now }: { secret: string; now: Date },
): Promise<'STOPPED' | null> {
  const found = await byLink(db, secret);
  if (found === null) return null;
  await stopAsking(db, { enrollmentId: found.enrollmentId, at: now });
  return 'STOPPED';
}

function byLink(db: Database, secret: string) {
  const hash = secretHash(secret);
  return hash === null ? Promise.resolve(null) : followUpByLink(db, hash);
}
