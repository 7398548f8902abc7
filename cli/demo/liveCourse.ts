import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JourneyFailed } from './client.ts';

export const LIVE_COURSE = { slug: 'rebuilding-trust-live', title: 'Rebuilding Trust: a day of practice' };

/** Makes a course of live format out of a self-paced one, in a folder that is deleted afterwards, and hands the folder to `use`. */
export async function withLiveCourse<T>(folder: string, use: (folder: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'attune-demo-course-'));
  try {
    const copy = join(root, LIVE_COURSE.slug);
    await cp(folder, copy, { recursive: true });
    const path = join(copy, 'course.yaml');
    const text = await readFile(path, 'utf8');
    const live = text
      .replace(/^slug: .*$/m, `slug: ${LIVE_COURSE.slug}`)
      .replace(/^title: .*$/m, `title: "${LIVE_COURSE.title}"`)
      .replace(/^format: .*$/m, 'format: LIVE_ONLINE');
    if (!live.includes('LIVE_ONLINE')) throw new JourneyFailed('The course says nothing of its format.');
    await writeFile(path, live);
    return await use(copy);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
