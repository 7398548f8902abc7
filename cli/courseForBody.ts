import { readyFor } from '../schema/accreditation/rules/readyFor.ts';
import { accreditorFor } from '../schema/accreditation/rules/recording.ts';
import type { CourseContent } from '../schema/courses/rules/package/canonical.ts';
import { readBodies } from '../server/content/bodies.ts';
import { CONTENT } from '../server/service.ts';

/**
 * Prints what offerCredit would still need for a body: of the course, and the rules that an organization states. Throws when the
 * course lacks something, or nobody knows the body.
 */
export async function checkForBody(content: CourseContent, key: string): Promise<void> {
  const { accreditors, boards } = await readBodies(CONTENT);
  const found = accreditorFor(key, accreditors, boards);
  if (!found.ok) throw new Error(found.message);
  const { accreditor } = found;
  const today = new Date().toISOString().slice(0, 10);
  const { method, amount, items } = readyFor(accreditor, content, today);
  const stated = items.filter(({ code }) => TO_STATE.includes(code));
  const lacking = items.filter(({ code }) => !TO_STATE.includes(code));
  console.log(`\n${accreditor.name}: ${amount ?? 'an amount that cannot be computed yet'}, by ${method}.`);
  for (const { code, message, source } of lacking)
    console.log(`  ${code}: ${message}${source === null ? '' : ` (${source.title}, ${source.url})`}`);
  for (const { message } of stated) console.log(`  To state with the offer: ${message}`);
  if (lacking.length > 0) throw new Error(`${counted(lacking.length)} missing for ${key}.`);
  console.log(
    stated.length === 0
      ? 'Nothing is missing but a confirmed approval.'
      : `The course lacks nothing that the file of ${key} asks for. The offer needs a confirmed approval, and ${stated.length === 1 ? 'the rule' : `the ${stated.length} rules`} above, which the file does not give.`,
  );
}

/** What an organization states where the file says nothing; no fault of the course. */
const TO_STATE: readonly string[] = ['RULE_MISSING', 'STATEMENT_MISSING'];

const counted = (count: number): string => (count === 1 ? 'One thing is' : `${count} things are`);
