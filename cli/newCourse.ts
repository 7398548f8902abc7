import { isSlug } from '../schema/edited/text.ts';
import { writeCourseFolder } from '../server/content/content.ts';
import { adoptFolder } from './newCourse/adopt.ts';
import { FIGURE, sampleCourse } from './newCourse/sample.ts';

/**
 * course new SLUG DIR [--org SLUG] [--from FOLDER]: a course that checks clean, whose words somebody then replaces; with a folder of
 * Markdown, a course of those texts. Throws when DIR has anything.
 */
export async function newCourse(
  slug: string,
  folder: string,
  { organization = 'sample-institute', from }: { organization?: string; from?: string } = {},
): Promise<void> {
  for (const name of [slug, organization])
    if (!isSlug(name)) throw new Error(`Write lowercase letters, digits and single hyphens instead of ${name}.`);
  const facts = { slug, organization, today: new Date().toISOString().slice(0, 10) };
  const adopted = from === undefined ? null : await adoptFolder(from);
  const files = sampleCourse(adopted === null ? facts : { ...facts, adopted });
  await writeCourseFolder(folder, adopted === null ? new Map([...files, ['files/two-steps.svg', FIGURE]]) : files);
  for (const words of adopted?.leftOut ?? []) console.error(`left out: ${words}`);
  const count = files.size + (adopted === null ? 1 : 0);
  console.log(`${folder} has ${count} files. Replace their words, then: npm run attune -- course check ${folder}`);
  console.log(
    'It is a live course, which needs no hours of reading. For a course to read, change format and write its modules.',
  );
}
