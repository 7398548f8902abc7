import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { enrollments } from '../../../drizzle/schema.ts';

/** Locks every enrollment of a person, in the order of their ids, so that two who do never wait for each other. */
export async function lockEnrollments(tx: Database, userId: UserId): Promise<void> {
  await tx
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(eq(enrollments.userId, userId))
    .orderBy(enrollments.id)
    .for('update');
}
