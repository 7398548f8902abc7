import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { sessions } from '../../drizzle/schema.ts';
import { tokenHash } from '../../server/http/keyedHash.ts';
import { TEST_CONFIG } from './app.ts';

const HOUR = 3_600_000;

/** Signs a person in at this moment and returns the header that later requests carry. */
export const signInAt = async (db: Database, userId: UserId, now: Date): Promise<{ authorization: string }> => {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + 24 * HOUR);
  await db.insert(sessions).values({ userId, token: tokenHash(token), createdAt: now, updatedAt: now, expiresAt });
  const signature = createHmac('sha256', TEST_CONFIG.sessionSecret).update(token).digest('base64');
  return { authorization: `Bearer ${encodeURIComponent(`${token}.${signature}`)}` };
};
