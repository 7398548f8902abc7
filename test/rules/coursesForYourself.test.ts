import { expect, test } from '@jest/globals';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { studyPlan } from '../../schema/courses/rules.ts';
import { markdownFaults } from '../../schema/edited/markdown.ts';
import { add, faultsOf } from '../support/packageFaults.ts';
import { samplePackage } from '../support/samplePackage.ts';

const FILE = 'for-yourself.md';
const PLACES =
  'https://, mailto: or tel:, or name a place of this page: #help, or #part-1 for its first "##" and so on.';
const TEXT = '---\ntitle: If this happened to you\n---\n\n## Today\n\nEat and drink something.\n';

test('what is said to people who come for themselves is part of the content, and of no hours', () => {
  const plain = samplePackage();
  const told = samplePackage(add(FILE, TEXT));
  expect(told.forYourself).toEqual({
    title: 'If this happened to you',
    body: '## Today\n\nEat and drink something.',
  });
  expect(contentHash(told)).not.toBe(contentHash(plain));
  expect(studyPlan(told)).toEqual(studyPlan(plain));
});

test('law: written and read again it is the same', () => {
  const told = samplePackage(add(FILE, TEXT));
  const again = parsePackage(writePackage(told));
  if (!again.ok) throw new Error(JSON.stringify(again.faults));
  expect(contentHash(again.package)).toBe(contentHash(told));
});

test.each([
  ['no facts', 'Only text.\n', ['for-yourself.md:1: Begin with a line "---", then title, then a line "---".']],
  [
    'no title',
    '---\nname: A\n---\n\nText.\n',
    [
      'for-yourself.md:2: title: is missing; write the title, without the name of the course.',
      'for-yourself.md:2: "name" is not known here; known are title.',
    ],
  ],
  ['no text', '---\ntitle: A\n---\n', ['for-yourself.md:4: There is no text; write it below the second "---".']],
  [
    'HTML',
    '---\ntitle: A\n---\n\n<b>Now</b>\n',
    [
      'for-yourself.md:5: Write this in Markdown; HTML such as <b> is not allowed.',
      'for-yourself.md:5: Write this in Markdown; HTML such as </b> is not allowed.',
    ],
  ],
  [
    'a link to a place that is not there',
    '---\ntitle: A\n---\n\n[Call](#help), [first](#part-1)\n\n[second](#part-2)\n\n## One\n\n[x](#Help)\n',
    [
      `for-yourself.md:7: Begin the link #part-2 with ${PLACES}`,
      `for-yourself.md:11: Begin the link #Help with ${PLACES}`,
    ],
  ],
])('%s is refused with its line', (_, text, faults) => {
  expect(faultsOf(add(FILE, text))).toEqual(faults);
});

test('no other text links to a place of a page', () => {
  expect(markdownFaults('## One\n\n[x](#part-1) [y](#help)')).toHaveLength(2);
});
