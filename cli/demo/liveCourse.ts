import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JourneyFailed } from './client.ts';

export const LIVE_COURSE = { slug: 'rebuilding-trust-live', title: 'Rebuilding Trust: live practice' };
const SUMMARY =
  'Days of practice after the course, with cases that are invented. Nothing is read before them; a test follows.';

/**
 * Makes a live course without modules out of a self-paced one, in a folder that is deleted afterwards, and hands the folder to `use`.
 * It keeps objectives, post-test and evaluation.
 */
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
      .replace(/^sample: .*\n/m, '')
      .replace(/^summary: \|\n(?: .*\n|\n)+/m, `summary: ${SUMMARY}\n`)
      .replace(/^format: .*$/m, 'format: LIVE_ONLINE');
    if (!live.includes('LIVE_ONLINE')) throw new JourneyFailed('The course says nothing of its format.');
    await writeFile(path, live);
    for (const part of ['modules', 'practice', 'files', 'for-yourself.md'])
      await rm(join(copy, part), { recursive: true, force: true });
    // They correct versions and modules of the other course.
    await rm(join(copy, 'errata.yaml'), { force: true });
    const quizzes = await readdir(join(copy, 'quizzes'));
    for (const file of quizzes.filter((name) => name !== 'post-test.yaml')) await rm(join(copy, 'quizzes', file));
    return await use(copy);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
