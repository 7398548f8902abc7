import type { Database } from '../../../drizzle/client.ts';
import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId, ModuleId, UserId } from '../../../drizzle/ids.ts';
import { reflections } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { type ReflectionRow, standingOf, standingOfModule } from '../queries.ts';
import { lockEnrollment } from './milestones.ts';

type Reflect = {
  userId: UserId;
  enrollmentId: EnrollmentId | null;
  moduleId: ModuleId | null;
  text: string;
  vault: Vault;
  now: Date;
};

const place = (row: { enrollmentId: string; moduleId: string }) =>
  `reflections:${row.enrollmentId}:${row.moduleId}:text`;

/** Keeps a learner's private writing on a module, sealed. Nobody else can read it; it is never needed for anything. */
export const saveReflection = async (db: Database, facts: Reflect): Promise<{ id: EnrollmentId; moduleId: ModuleId }> =>
  db.transaction(async (tx) => {
    const { id } = await lockEnrollment(tx, facts);
    const moduleId = facts.moduleId;
    if (moduleId === null || standingOfModule(await standingOf(tx, id), moduleId) === undefined) {
      throw new NotFoundError('The module');
    }
    const sealedText = seal(facts.vault, Buffer.from(facts.text, 'utf8'), place({ enrollmentId: id, moduleId }));
    await tx
      .insert(reflections)
      .values({ enrollmentId: id, moduleId, sealedText, createdAt: facts.now, updatedAt: facts.now })
      .onConflictDoUpdate({
        target: [reflections.enrollmentId, reflections.moduleId],
        set: { sealedText, updatedAt: facts.now },
      });
    return { id, moduleId };
  });

type Sealed = Pick<ReflectionRow, 'enrollmentId' | 'moduleId' | 'sealedText'>;

/** Opens a reflection for its writer. */
export const readReflection = (vault: Vault, row: Sealed): string =>
  unseal(vault, row.sealedText, place(row)).toString('utf8');
