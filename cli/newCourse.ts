import { isSlug } from '../schema/edited/text.ts';
import { writeCourseFolder } from '../server/content/content.ts';
import { FIGURE, sampleCourse } from './newCourse/sample.ts';

/** course new SLUG DIR [--org SLUG]: a course that checks clean, whose words somebody then replaces. Throws when the folder has anything. */
export async function newCourse(slug: string, folder: string, organization = 'sample-institute'): Promise<void> {
  for (const name of [slug, organization])
    if (!isSlug(name)) throw new Error(`Write lowercase letters, digits and single hyphens instead of ${name}.`);
  const files = sampleCourse({ slug, organization, today: new Date().toISOString().slice(0, 10) });
  await writeCourseFolder(folder, new Map([...files, ['files/two-steps.svg', FIGURE]]));
  console.log(
    `${folder} has ${files.size + 1} files. Replace their words, then: npm run attune -- course check ${folder}`,
  );
  console.log(
    'It is a live course, which needs no hours of reading. For a course to read, change format and write its modules.',
  );
}
