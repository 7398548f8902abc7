import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Earned, travel } from '../cli/demo/journey.ts';
import type { Database } from '../drizzle/client.ts';
import type { UserId } from '../drizzle/ids.ts';
import { profiles, sessions, users } from '../drizzle/schema.ts';
import type { CoursePackage } from '../schema/courses/rules/package/canonical.ts';
import { tokenHash } from '../server/http/keyedHash.ts';
import type { History } from './history.ts';
import { createSteadyClient } from './steady.ts';

export type Traveler = { learner: number; userId: UserId; earned: Earned | null };

const LEARNER = { legalName: 'Robin Example', country: 'NZ', timeZone: 'Pacific/Auckland' };

type Place = { db: Database; url: string; secret: string; pack: CoursePackage; history: History };

/** People who travel to their certificates, one after the other in each lane, until they are told to stop. */
export function startLearners({ db, url, secret, pack, history }: Place, lanes: number) {
  const travelers: Traveler[] = [];
  let going = true;
  const journey = async () => {
    const learner = travelers.length;
    const { userId, token } = await whenWritable(() => signedIn(db, secret));
    const traveler: Traveler = { learner, userId, earned: null };
    travelers.push(traveler);
    const client = createSteadyClient(url, learner, token, history);
    traveler.earned = await travel(client, pack, LEARNER).catch((error) => {
      history.fault(`learner ${learner}: ${error instanceof Error ? error.message : error}`);
      return null;
    });
  };
  const lane = async () => {
    do await journey();
    while (going && travelers.length < 500);
  };
  const done = Promise.all(Array.from({ length: lanes }, lane));
  return {
    travelers,
    /** Begins no further journey, and waits until those under way have arrived. */
    arrive: async () => {
      going = false;
      await done;
    },
  };
}

/** Again until the database takes it: people arrive while it is away or full, too. */
async function whenWritable<Value>(write: () => Promise<Value>): Promise<Value> {
  for (let left = 600; ; left -= 1) {
    try {
      return await write();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(500);
    }
  }
}

/** A new person with a session, made beside the service: sign-in is not what is tried here. */
export async function signedIn(db: Database, secret: string): Promise<{ userId: UserId; token: string }> {
  const email = `${randomBytes(8).toString('hex')}@example.org`;
  const [user] = await db.insert(users).values({ email, emailVerified: true }).returning({ id: users.id });
  if (user === undefined) throw new Error('no user was inserted');
  await db.insert(profiles).values({ userId: user.id, legalName: 'Robin Example' });
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db.insert(sessions).values({ userId: user.id, token: tokenHash(token), signedInBy: 'EMAIL_CODE', expiresAt });
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return { userId: user.id, token: `${token}.${signature}` };
}
