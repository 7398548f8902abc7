import { inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { courseFiles, storedFiles } from '../../../drizzle/schema.ts';
import type { CoursePackage } from '../rules/package/canonical.ts';
import type { PackagedFile } from '../rules/package/files/readFile.ts';

/** Writes the files of a new version, in the caller's transaction. Bytes that are stored already are not sent again. */
export async function storeFiles(tx: Database, versionId: CourseVersionId, pack: CoursePackage): Promise<void> {
  const { course, files = [], bytes = new Map<string, Buffer>() } = pack;
  if (files.length === 0) return;
  const shas = [...new Set(files.map(({ sha256 }) => sha256))];
  const known = await tx
    .select({ sha256: storedFiles.sha256 })
    .from(storedFiles)
    .where(inArray(storedFiles.sha256, shas));
  const stored = new Set(known.map(({ sha256 }) => sha256));
  for (const { path, sha256, kind } of files) {
    const held = bytes.get(path);
    if (held === undefined) throw new Error(`the package came without the bytes of ${path}`);
    // One at a time: together they may have 60 MB.
    if (!stored.has(sha256)) await tx.insert(storedFiles).values({ sha256, kind, bytes: held }).onConflictDoNothing();
    stored.add(sha256);
  }
  await tx.insert(courseFiles).values(
    files.map(({ width = null, height = null, transcript = null, ...facts }) => {
      const owned = course.files?.find(({ file }) => file === facts.path);
      return {
        ...facts,
        ...{ versionId, width, height, transcript },
        ...{ attribution: owned?.attribution ?? null, license: owned?.license ?? null },
      };
    }),
  );
}

/** The bytes of the files of a version, by their paths. */
export async function bytesOfFiles(db: Database, files: readonly PackagedFile[]): Promise<Map<string, Buffer>> {
  const bytes = new Map<string, Buffer>();
  for (const { path, sha256 } of files) {
    const [row] = await db
      .select({ bytes: storedFiles.bytes })
      .from(storedFiles)
      .where(inArray(storedFiles.sha256, [sha256]));
    if (row === undefined) throw new Error(`the bytes of ${path} are not stored`);
    bytes.set(path, row.bytes);
  }
  return bytes;
}
