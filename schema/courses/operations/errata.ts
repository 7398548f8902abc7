import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId } from '../../../drizzle/ids.ts';
import { errata } from '../../../drizzle/schema.ts';
import { canonicalJson } from '../../edited/canonical.ts';
import { FaultsError } from '../../edited/faults.ts';
import type { Erratum } from '../rules/package/shape.ts';

/** The errata of a course in the form of its file, oldest first. Omits absent parts. */
export async function storedErrata(db: Database, courseId: CourseId): Promise<Erratum[]> {
  const rows = await db.select().from(errata).where(eq(errata.courseId, courseId)).orderBy(errata.id);
  return rows.map((row) => ({
    id: row.key,
    on: row.publishedOn,
    module: row.moduleKey ?? undefined,
    text: row.text,
  }));
}

/**
 * Adds the errata that are not stored yet, in the caller's transaction. Errata are history: an erratum that is missing from the
 * file stays, and one whose words the file changes throws FaultsError.
 */
export async function addErrata(tx: Database, courseId: CourseId, entries: Erratum[]): Promise<void> {
  const stored = new Map((await storedErrata(tx, courseId)).map((entry) => [entry.id, entry]));
  const changed = entries.filter((entry) => {
    const known = stored.get(entry.id);
    return known !== undefined && canonicalJson(known) !== canonicalJson(entry);
  });
  if (changed.length > 0) {
    const message = (id: string) => `The erratum ${id} is published and cannot change; restore it and add a new one.`;
    throw new FaultsError(changed.map(({ id }) => ({ file: 'errata.yaml', line: 1, message: message(id) })));
  }
  const added = entries.filter(({ id }) => !stored.has(id));
  if (added.length === 0) return;
  await tx.insert(errata).values(
    added.map(({ id, on, module, text }) => ({
      courseId,
      key: id,
      publishedOn: on,
      moduleKey: module ?? null,
      text,
    })),
  );
}
