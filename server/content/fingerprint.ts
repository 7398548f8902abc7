import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { desc } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { loadedContent } from '../../drizzle/schema.ts';

/**
 * SHA-256 over every file of the content folder and the day. The day counts because a policy dated tomorrow must be checked again
 * tomorrow.
 */
async function fingerprintOf(contentDir: string, now: Date): Promise<string> {
  const entries = await readdir(contentDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256').update(now.toISOString().slice(0, 10));
  for (const path of paths.sort()) {
    const bytes = await readFile(path);
    hash.update(`\n${relative(contentDir, path)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * Loads the content folder unless the same files were the last to be loaded, and today, so that a second start does not read and
 * check them again. Files that were put back are loaded again.
 */
export async function seedOnce(db: Database, contentDir: string, now: Date): Promise<void> {
  const fingerprint = await fingerprintOf(contentDir, now);
  const [last] = await db
    .select({ fingerprint: loadedContent.fingerprint })
    .from(loadedContent)
    .orderBy(desc(loadedContent.loadedAt), desc(loadedContent.id))
    .limit(1);
  if (last?.fingerprint === fingerprint) return;
  const { seedContent } = await import('./content.ts');
  await seedContent(db, contentDir, now);
  await db
    .insert(loadedContent)
    .values({ fingerprint, loadedAt: now })
    .onConflictDoUpdate({ target: loadedContent.fingerprint, set: { loadedAt: now } });
}
