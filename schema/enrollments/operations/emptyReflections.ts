import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { seal, type Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId, ModuleId, ReflectionId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { readReflection, reflectionPlaceOf } from './keepWriting.ts';

type Row = {
  id: ReflectionId;
  enrollmentId: EnrollmentId;
  moduleId: ModuleId | null;
  weeks: number | null;
  sealedText: Buffer;
};

const ofPerson = statement<{ userId: UserId }, Row>(
  'reflections_to_empty',
  (
    p,
  ) => sql`select r.id, r.enrollment_id as "enrollmentId", r.module_id as "moduleId", r.weeks, r.sealed_text as "sealedText"
    from reflections r join enrollments e on e.id = r.enrollment_id where e.user_id = ${p('userId')}
    order by r.id for update of r`,
);

const empty = statement<Pick<Row, 'id' | 'sealedText'> & { now: Date }, never>(
  'empty_reflection',
  (p) => sql`update reflections set sealed_text = ${p('sealedText')}, version = version + 1, updated_at = ${p('now')}
    where id = ${p('id')}`,
);

type Emptying = { userId: UserId; now: Date; vault: Vault };

/**
 * Empties everything that a person wrote for themselves, as if they had emptied each text: a tab that is still open cannot bring it
 * back unseen. Answers how many texts there were.
 */
export async function emptyReflections(tx: Database, { userId, now, vault }: Emptying): Promise<number> {
  const written = (await ofPerson(tx, { userId })).filter((row) => readReflection(vault, row) !== '');
  for (const row of written) {
    const sealedText = seal(vault, Buffer.alloc(0), reflectionPlaceOf(row));
    await empty(tx, { id: row.id, sealedText, now });
  }
  return written.length;
}
