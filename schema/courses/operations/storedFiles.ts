import { createHash } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { courseFiles, storedFiles } from '../../../drizzle/schema.ts';
import { drawSheets } from '../rules/kit.ts';
import type { CoursePackage } from '../rules/package/canonical.ts';
import type { PackagedFile } from '../rules/package/files/readFile.ts';

type Stored = PackagedFile & { bytes: Buffer; pages?: number };

/** Writes the files of a new version and its drawn sheets, in the caller's transaction. Bytes that are stored already are not sent again. */
export async function storeFiles(tx: Database, versionId: CourseVersionId, pack: CoursePackage): Promise<void> {
  const files = [...attachedTo(pack), ...drawnOf(pack)];
  if (files.length === 0) return;
  const shas = [...new Set(files.map(({ sha256 }) => sha256))];
  const known = await tx
    .select({ sha256: storedFiles.sha256 })
    .from(storedFiles)
    .where(inArray(storedFiles.sha256, shas));
  const stored = new Set(known.map(({ sha256 }) => sha256));
  for (const { sha256, kind, bytes } of files) {
    // One at a time: together they may have 60 MB.
    if (!stored.has(sha256)) await tx.insert(storedFiles).values({ sha256, kind, bytes }).onConflictDoNothing();
    stored.add(sha256);
  }
  await tx.insert(courseFiles).values(
    files.map(({ bytes: _, width = null, height = null, transcript = null, pages = null, ...facts }) => {
      const owned = pack.course.files?.find(({ file }) => file === facts.path);
      return {
        ...facts,
        ...{ versionId, width, height, transcript, pages },
        ...{ attribution: owned?.attribution ?? null, license: owned?.license ?? null },
      };
    }),
  );
}

function attachedTo({ files = [], bytes = new Map<string, Buffer>() }: CoursePackage): Stored[] {
  return files.map((file) => {
    const held = bytes.get(file.path);
    if (held === undefined) throw new Error(`the package came without the bytes of ${file.path}`);
    return { ...file, bytes: held };
  });
}

/** The sheets as they are drawn today. A version keeps them, however later ones are drawn. */
function drawnOf(pack: CoursePackage): Stored[] {
  return drawSheets(pack).map(({ path, pages, file }) => ({
    ...{ path, pages, kind: 'PDF' as const, bytes: file, sizeBytes: file.length },
    sha256: createHash('sha256').update(file).digest('hex'),
  }));
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
