import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { reflectionPlace } from '../queries/reflections.ts';
import { keepWriting, type Writing } from './keepWriting.ts';

type Reflection = Omit<Writing, 'basedOn'> & {
  enrollmentId: EnrollmentId | null;
  moduleId: ModuleId | null;
  basedOn?: number | null;
};

type Saved = { id: EnrollmentId; reflection: { text: string; version: number } };

/**
 * Stores a learner's private writing on a module, sealed. Only the writer can read it, and it has no effect on progress. Nothing
 * that the writer has not seen is replaced: throws ReflectionChanged when there is another text than the one this is based on.
 * Throws NotFound for another person's enrollment and for a module outside this enrollment, and TherapyConsentRequired; to empty
 * it needs no consent.
 */
export async function saveReflection(db: Database, act: UserAct, reflection: Reflection): Promise<Saved> {
  const { enrollmentId, moduleId, basedOn = null, ...writing } = reflection;
  if (enrollmentId === null) throw new NotFoundError('The enrollment');
  const saved = await db.transaction((tx) =>
    keepWriting(tx, act, { ...writing, basedOn }, async () => {
      const place = await reflectionPlace(tx, { userId: act.userId, enrollmentId, moduleId });
      if (place === undefined) throw new NotFoundError('The enrollment');
      if (place.moduleId === null) throw new NotFoundError('The module');
      return { at: { enrollmentId, moduleId: place.moduleId, weeks: null }, standing: place };
    }),
  );
  return { id: enrollmentId, reflection: saved };
}
