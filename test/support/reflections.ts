import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import type { EnrollmentId, ModuleId, UserId } from '../../drizzle/ids.ts';
import { agreements } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { saveReflection } from '../../schema/enrollments/operations/saveReflection.ts';
import { legalTexts } from '../../server/content/legal.ts';

export const LEGAL = legalTexts(null);

/** The consent to words about therapy, in the version that holds. */
export const THERAPY_DATA = (() => {
  const text = LEGAL.find(({ kind }) => kind === 'THERAPY_DATA');
  if (text === undefined) throw new Error('there is no text of the consent');
  return { kind: text.kind, version: text.version };
})();

/** Gives the consent without which nothing that one writes for oneself is kept. */
export const consent = async (db: Database, userId: UserId, at = new Date('2026-11-22T00:00:00Z')): Promise<void> => {
  await db.insert(agreements).values({ userId, ...THERAPY_DATA, given: true, at });
};

type World = { db: Database; vault: Vault };
type Written = { enrollmentId: EnrollmentId; moduleId: ModuleId | null; text: string; basedOn?: number | null };

/** Writes a reflection, for somebody who has consented. */
export const reflect = ({ db, vault }: World, userId: UserId, written: Written, now: Date) =>
  saveReflection(db, userAct(userId, now), { ...written, vault, legal: LEGAL });
