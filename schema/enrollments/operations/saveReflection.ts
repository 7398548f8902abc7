import type { Database } from '../../../drizzle/client.ts';
import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import { reflections } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { type ReflectionRow, standingOf, standingOfModule } from '../queries.ts';
import { lockEnrollment } from './lockEnrollment.ts';

type Reflection = { enrollmentId: EnrollmentId | null; moduleId: ModuleId | null; text: string; vault: Vault };

const place = (row: { enrollmentId: string; moduleId: string }) =>
  `reflections:${row.enrollmentId}:${row.moduleId}:text`;

/**
 * Stores a learner's private writing on a module, sealed. Only the writer can read it, and it has no effect on progress. Throws
 * NotFound for another person's enrollment and for a module outside this enrollment.
 */
export async function saveReflection(
  db: Database,
  { userId, now }: UserAct,
  { enrollmentId, moduleId, text, vault }: Reflection,
): Promise<{ id: EnrollmentId; moduleId: ModuleId }> {
  return db.transaction(async (tx) => {
    const { id } = await lockEnrollment(tx, { enrollmentId, userId });
    if (moduleId === null || standingOfModule(await standingOf(tx, id), moduleId) === undefined) {
      throw new NotFoundError('The module');
    }
    const sealedText = seal(vault, Buffer.from(text, 'utf8'), place({ enrollmentId: id, moduleId }));
    await tx
      .insert(reflections)
      .values({ enrollmentId: id, moduleId, sealedText, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({
        target: [reflections.enrollmentId, reflections.moduleId],
        set: { sealedText, updatedAt: now },
      });
    return { id, moduleId };
  });
}

type Sealed = Pick<ReflectionRow, 'enrollmentId' | 'moduleId' | 'sealedText'>;

/** Decrypts a reflection for its writer. */
export function readReflection(vault: Vault, row: Sealed): string {
  return unseal(vault, row.sealedText, place(row)).toString('utf8');
}
