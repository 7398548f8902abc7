import { expect, test } from '@jest/globals';
import { adoptModule, moduleText } from '../../schema/courses/rules/adopt/adoptModule.ts';
import { withCallouts } from '../../schema/courses/rules/adopt/boxes.ts';
import { readText } from '../../schema/edited/dialectFaults.ts';

test.each<[what: string, text: string, after: string]>([
  ['a box of Pandoc', 'a\n\n::: callout\n\nb\nc\n\n:::\n\nd', 'a\n\n\n> [!NOTE]\n>\n> b\n> c\n>\n\n\nd'],
  [
    'a long fence, and a box within',
    ':::::: challenge\nask\n::: solution\nsay\n:::\n::::::\nend',
    '\n> [!PRACTICE]\n> ask\n> say\n\nend',
  ],
  ['a class in braces', '::: {.warning}\na\n:::', '\n> [!CAUTION]\n> a\n'],
  ['a class below a quotation', 'x\n\n> ## a\n> b\n{: .challenge}\ny', 'x\n\n> [!PRACTICE]\n> ## a\n> b\ny'],
  ['a class of something else', '# a\n{: .big #id}\nb', '# a\nb'],
  ['a table of contents', '* TOC\n{:toc}\n\n[TOC]\na', '\na'],
  ['code', '```\n::: callout\n{: .x}\n```', '```\n::: callout\n{: .x}\n```'],
  ['a fence that nobody opened', ':::\na', 'a'],
  ['a time and a definition', 'at 9:::30\n: no', 'at 9:::30\n: no'],
])('adopts %s', (_, text, after) => {
  expect(withCallouts(text)).toBe(after);
});

test('a box that was adopted is one of our dialect', () => {
  const text = withCallouts(
    '::: challenge\n\n## Ask\n\n- one\n\n::: solution\n\ntwo\n\n:::\n\n:::\n\n> ## Note\n> a\n{: .callout}\n',
  );
  expect(readText(text).faults).toEqual([]);
});

test('a module takes its title and objectives along, and names what it has no place for', () => {
  const text =
    '---\ntitle: "Skills: a start"\nteaching: 10\nobjectives:\n- Name two.\n- 3\n---\n\n# Skills: a start\n\nWords.\n';
  const adopted = adoptModule('02-Skills_now.md', text);
  expect(adopted).toEqual({
    id: 'skills-now',
    title: 'Skills: a start',
    objectives: ['Name two.'],
    body: 'Words.',
    leftOut: ['teaching'],
  });
  expect(moduleText(adopted, ['o1'])).toBe(
    '---\nid: skills-now\ntitle: "Skills: a start"\nkind: READING\nobjectives:\n  - o1\n---\n\nWords.\n',
  );
});

test.each<[file: string, text: string, id: string, title: string]>([
  ['Intro.md', '# Welcome\n\nWords', 'intro', 'Welcome'],
  ['03-a--b.md', 'Words', 'a-b', 'a b'],
  ['2024.md', 'Words', '2024', '2024'],
  ['Ω.md', 'Words', 'module', 'module'],
  ['x.md', '---\n*a\n---\nWords', 'x', 'x'],
  ['x.md', '---\nnever closed\n\nWords', 'x', 'x'],
])('%s with %j becomes %s, %s', (file, text, id, title) => {
  expect(adoptModule(file, text)).toMatchObject({ id, title });
});
