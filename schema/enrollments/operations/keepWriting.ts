import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import { type EnrollmentId, type ModuleId, newId, type ReflectionId, type UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { requireTherapyConsent } from '../../accounts/operations/requireTherapyConsent.ts';
import type { UserAct } from '../../act.ts';
import type { LegalText } from '../../legalText.ts';
import { ReflectionChangedError } from '../errors.ts';

/** Where private writing stands: on a module, or so many weeks after the course. */
type OnModule = { enrollmentId: EnrollmentId; moduleId: ModuleId; weeks: null };
type AfterWeeks = { enrollmentId: EnrollmentId; moduleId: null; weeks: number };
export type WritingPlace = OnModule | AfterWeeks;
type AnyPlace = { enrollmentId: EnrollmentId; moduleId: ModuleId | null; weeks?: number | null };

/** The place that a text is bound to. */
export function reflectionPlaceOf({ enrollmentId, moduleId, weeks }: AnyPlace): string {
  return `reflections:${enrollmentId}:${moduleId ?? `${weeks} weeks`}:text`;
}

/** What stands at a place; version 0 for nothing. */
export type Standing = { version: number; sealedText: Buffer | null };

export type Writing = {
  text: string;
  /** The version that the writer saw. Null: they saw no text. */
  basedOn: number | null;
  vault: Vault;
  /** The texts that people agree to. */
  legal: readonly LegalText[];
};

/**
 * Stores private writing, sealed. `look` says where, and what stands there; a save that another one overtakes looks again. Throws
 * ReflectionChanged when there is another text than the one this is based on, and TherapyConsentRequired; to empty it needs no consent.
 */
export async function keepWriting(
  tx: Database,
  { userId, now }: UserAct,
  { text, basedOn, vault, legal }: Writing,
  look: () => Promise<{ at: WritingPlace; standing: Standing }>,
): Promise<{ text: string; version: number }> {
  // The save that overtook this one has another version, so the second look decides.
  for (let looks = 1; looks <= 2; looks++) {
    const { at, standing } = await look();
    const current =
      standing.sealedText === null ? '' : readReflection(vault, { ...at, sealedText: standing.sealedText });
    // The answer to an earlier save of the same text may have been lost.
    if (standing.version > 0 && text === current) return { text, version: standing.version };
    const seen = basedOn === null ? current === '' : basedOn === standing.version;
    if (!seen) throw new ReflectionChangedError(standing.version, current);
    if (text !== '') await requireTherapyConsent(tx, { userId, legal });
    const sealedText = seal(vault, Buffer.from(text, 'utf8'), reflectionPlaceOf(at));
    const write = at.moduleId === null ? writeAfterWeeks : writeOnModule;
    const [written] = await write(tx, { ...at, id: newId(), userId, sealedText, version: standing.version, now });
    if (written !== undefined) return { text, ...written };
  }
  throw new Error('a reflection changed between two looks, and again');
}

type Write = Required<AnyPlace> & { id: ReflectionId; userId: UserId; sealedText: Buffer; version: number; now: Date };

/** Returns no row when the reflection no longer has this version. The enrollment's lock orders it with an erasure. */
const writing = (name: string, place: SQL) =>
  statement<Write, { version: number }>(
    name,
    (p) => sql`with held as (
      select e.id from enrollments e where e.id = ${p('enrollmentId')} and e.user_id = ${p('userId')} for share
    )
    insert into reflections as r (id, enrollment_id, module_id, weeks, sealed_text, version, created_at, updated_at)
    select ${p('id')}::uuid, held.id, ${p('moduleId')}::uuid, ${p('weeks')}::int, ${p('sealedText')}::bytea,
      ${p('version')}::int + 1, ${p('now')}::timestamptz, ${p('now')}::timestamptz from held
    on conflict (enrollment_id, ${place}) do update set sealed_text = excluded.sealed_text, version = excluded.version,
      updated_at = excluded.updated_at
      where r.version = ${p('version')}::int
    returning version`,
  );

const writeOnModule = writing('write_reflection', sql`module_id`);
const writeAfterWeeks = writing('write_follow_up', sql`weeks`);

/** Decrypts a reflection for its writer. */
export function readReflection(vault: Vault, row: AnyPlace & { sealedText: Buffer }): string {
  return unseal(vault, row.sealedText, reflectionPlaceOf(row)).toString('utf8');
}
