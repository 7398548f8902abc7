import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { certificates, users } from '../../../drizzle/schema.ts';
import { lockEnrollments } from '../../credits/operations/lockEnrollments.ts';
import { eventsOf, lockEvents } from '../queries/eventsOfPerson.ts';

/** How often a person may come to a further event between the reading of their events and their own lock. */
const TRIES = 10;

/** Thrown inside a savepoint, whose end gives its locks back. */
class GrownError extends Error {}

/**
 * Takes the locks of everything that can race with an erasure, in one order: the events where the person has a place, waits or pays, the
 * person, their enrollments, their certificates. Verbs of events lock the event and then, by a new row, its person. The lock on the
 * person is the weaker kind, so that a claim in the middle of its insert does not wait for it. False when the person does not exist.
 */
export async function lockPerson(tx: Database, userId: UserId): Promise<boolean> {
  const found = await lockWithEvents(tx, userId);
  await lockEnrollments(tx, userId);
  await tx
    .select({ id: certificates.id })
    .from(certificates)
    .where(eq(certificates.userId, userId))
    .orderBy(certificates.id)
    .for('update');
  return found;
}

async function lockWithEvents(tx: Database, userId: UserId): Promise<boolean> {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      return await tx.transaction((attempt) => lockOnce(attempt, userId));
    } catch (error) {
      if (!(error instanceof GrownError)) throw error;
    }
  }
  throw new Error('a person came to further events all the time');
}

/** Once the person is locked, they come to no further event. Throws GrownError when they did before. */
async function lockOnce(tx: Database, userId: UserId): Promise<boolean> {
  const known = await eventsOf(tx, userId);
  if (known.length > 0) await lockEvents(tx, known);
  const found = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
  const now = await eventsOf(tx, userId);
  if (now.some((id) => !known.includes(id))) throw new GrownError();
  return found.length > 0;
}
