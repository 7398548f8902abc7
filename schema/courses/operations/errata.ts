import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, ErratumId } from '../../../drizzle/ids.ts';
import { errata, errataVersions } from '../../../drizzle/schema.ts';
import { canonicalJson } from '../../edited/canonical.ts';
import { FaultsError } from '../../edited/faults.ts';
import type { Erratum } from '../rules/package/shape.ts';

type Stored = { rowId: ErratumId; entry: Erratum };

async function storedRows(db: Database, courseId: CourseId): Promise<Stored[]> {
  const rows = await db
    .select({ row: errata, versions: errataVersions.labels })
    .from(errata)
    .leftJoin(errataVersions, eq(errataVersions.erratumId, errata.id))
    .where(eq(errata.courseId, courseId))
    .orderBy(errata.id);
  return rows.map(({ row, versions }) => ({
    rowId: row.id,
    entry: {
      id: row.key,
      on: row.publishedOn,
      module: row.moduleKey ?? undefined,
      versions: versions ?? undefined,
      text: row.text,
    },
  }));
}

/** The errata of a course in the form of its file, oldest first. Omits absent parts. */
export async function storedErrata(db: Database, courseId: CourseId): Promise<Erratum[]> {
  return (await storedRows(db, courseId)).map(({ entry }) => entry);
}

/**
 * Adds the errata that are not stored yet, in the caller's transaction. Errata are history: an erratum that is missing from the
 * file stays, and one whose words the file changes throws FaultsError. One that was published for every version is given once the
 * versions that it corrects.
 */
export async function addErrata(tx: Database, courseId: CourseId, entries: Erratum[]): Promise<void> {
  const stored = new Map((await storedRows(tx, courseId)).map((one) => [one.entry.id, one]));
  const changed = entries.filter((entry) => {
    const known = stored.get(entry.id)?.entry;
    return known !== undefined && canonicalJson(besides(known, entry)) !== canonicalJson(besides(entry, known));
  });
  if (changed.length > 0) {
    const message = (id: string) => `The erratum ${id} is published and cannot change; restore it and add a new one.`;
    throw new FaultsError(changed.map(({ id }) => ({ file: 'errata.yaml', line: 1, message: message(id) })));
  }
  const rowIds = new Map([...stored].map(([id, { rowId }]) => [id, rowId]));
  const added = entries.filter(({ id }) => !stored.has(id));
  if (added.length > 0) {
    const rows = added.map(({ id, on, module, text }) => ({
      ...{ courseId, key: id, publishedOn: on, moduleKey: module ?? null, text },
    }));
    const inserted = await tx.insert(errata).values(rows).returning({ id: errata.id, key: errata.key });
    for (const { id, key } of inserted) rowIds.set(key, id);
  }
  const stated = entries.flatMap(({ id, versions }) => {
    const erratumId = rowIds.get(id);
    return versions === undefined || erratumId === undefined || stored.get(id)?.entry.versions !== undefined
      ? []
      : [{ erratumId, labels: versions }];
  });
  if (stated.length > 0) await tx.insert(errataVersions).values(stated);
}

/** An erratum as it is compared with another: versions that one of the two does not name are no change. */
const besides = (entry: Erratum, other: Erratum): Erratum =>
  other.versions === undefined ? { ...entry, versions: undefined } : entry;
