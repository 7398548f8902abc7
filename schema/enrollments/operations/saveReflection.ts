import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import { type EnrollmentId, type ModuleId, newId, type ReflectionId, type UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { requireTherapyConsent } from '../../accounts/operations/requireTherapyConsent.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import type { LegalText } from '../../legalText.ts';
import { ReflectionChangedError } from '../errors.ts';
import { type ReflectionPlace, type ReflectionRow, reflectionPlace } from '../queries/reflections.ts';

type Reflection = {
  enrollmentId: EnrollmentId | null;
  moduleId: ModuleId | null;
  text: string;
  /** The version that the writer saw. Null: they saw no text. */
  basedOn?: number | null;
  vault: Vault;
  /** The texts that people agree to. */
  legal: readonly LegalText[];
};
type Place = { enrollmentId: EnrollmentId; moduleId: ModuleId };

/** The place that a reflection is bound to. */
export const reflectionPlaceOf = (row: Place): string => `reflections:${row.enrollmentId}:${row.moduleId}:text`;

type Saved = { id: EnrollmentId; reflection: { text: string; version: number } };

/**
 * Stores a learner's private writing on a module, sealed. Only the writer can read it, and it has no effect on progress. Nothing
 * that the writer has not seen is replaced: throws ReflectionChanged when there is another text than the one this is based on.
 * Throws NotFound for another person's enrollment and for a module outside this enrollment, and TherapyConsentRequired; to empty
 * it needs no consent.
 */
export function saveReflection(db: Database, act: UserAct, reflection: Reflection): Promise<Saved> {
  return db.transaction((tx) => saveWithin(tx, act, reflection));
}

async function saveWithin(
  db: Database,
  { userId, now }: UserAct,
  { enrollmentId, moduleId, text, basedOn = null, vault, legal }: Reflection,
): Promise<Saved> {
  if (enrollmentId === null) throw new NotFoundError('The enrollment');
  // A save that another one overtakes looks again; that one then has another version, so the second look decides.
  for (let look = 1; look <= 2; look++) {
    const place = await reflectionPlace(db, { userId, enrollmentId, moduleId });
    if (place === undefined) throw new NotFoundError('The enrollment');
    if (place.moduleId === null) throw new NotFoundError('The module');
    const at = { enrollmentId, moduleId: place.moduleId };
    const current = textOf(vault, at, place);
    // The answer to an earlier save of the same text may have been lost.
    if (place.version > 0 && text === current)
      return { id: enrollmentId, reflection: { text, version: place.version } };
    const seen = basedOn === null ? current === '' : basedOn === place.version;
    if (!seen) throw new ReflectionChangedError(place.version, current);
    if (text !== '') await requireTherapyConsent(db, { userId, legal });
    const sealedText = seal(vault, Buffer.from(text, 'utf8'), reflectionPlaceOf(at));
    const [written] = await write(db, { ...at, id: newId(), userId, sealedText, version: place.version, now });
    if (written !== undefined) return { id: enrollmentId, reflection: { text, ...written } };
  }
  throw new Error('a reflection changed between two looks, and again');
}

const textOf = (vault: Vault, at: Place, { sealedText }: ReflectionPlace): string =>
  sealedText === null ? '' : readReflection(vault, { ...at, sealedText });

type Write = Place & { id: ReflectionId; userId: UserId; sealedText: Buffer; version: number; now: Date };

/** Returns no row when the reflection no longer has this version. The enrollment's lock orders it with an erasure. */
const write = statement<Write, { version: number }>(
  'write_reflection',
  (p) => sql`with held as (
      select e.id from enrollments e where e.id = ${p('enrollmentId')} and e.user_id = ${p('userId')} for share
    )
    insert into reflections as r (id, enrollment_id, module_id, sealed_text, version, created_at, updated_at)
    select ${p('id')}::uuid, held.id, ${p('moduleId')}::uuid, ${p('sealedText')}::bytea, ${p('version')}::int + 1,
      ${p('now')}::timestamptz, ${p('now')}::timestamptz from held
    on conflict (enrollment_id, module_id) do update set sealed_text = excluded.sealed_text, version = excluded.version,
      updated_at = excluded.updated_at
      where r.version = ${p('version')}::int
    returning version`,
);

type Sealed = Pick<ReflectionRow, 'enrollmentId' | 'moduleId' | 'sealedText'>;

/** Decrypts a reflection for its writer. */
export function readReflection(vault: Vault, row: Sealed): string {
  return unseal(vault, row.sealedText, reflectionPlaceOf(row)).toString('utf8');
}
