import { readyFor } from '../schema/accreditation/rules/readyFor.ts';
import { accreditorFor } from '../schema/accreditation/rules/recording.ts';
import type { CourseContent } from '../schema/courses/rules/package/canonical.ts';
import { readBodies } from '../server/content/bodies.ts';
import { CONTENT } from '../server/service.ts';

/** Prints what offerCredit would still need for a body. Throws when something is missing, or nobody knows the body. */
export async function checkForBody(content: CourseContent, key: string): Promise<void> {
  const { accreditors, boards } = await readBodies(CONTENT);
  const found = accreditorFor(key, accreditors, boards);
  if (!found.ok) throw new Error(found.message);
  const { accreditor } = found;
  const today = new Date().toISOString().slice(0, 10);
  const { method, amount, items } = readyFor(accreditor, content, today);
  console.log(`\n${accreditor.name}: ${amount ?? 'an amount that cannot be computed yet'}, by ${method}.`);
  for (const { code, message, source } of items)
    console.log(`  ${code}: ${message}${source === null ? '' : ` (${source.title}, ${source.url})`}`);
  if (items.length > 0) throw new Error(`${items.length} things are missing for ${key}.`);
  console.log('Nothing is missing but a confirmed approval.');
}
