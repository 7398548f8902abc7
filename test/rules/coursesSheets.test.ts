import { describe, expect, test } from '@jest/globals';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { studyPlan } from '../../schema/courses/rules.ts';
import { SHEET_DIALECT } from '../../schema/edited/sheet/dialect.ts';
import { readSheet } from '../../schema/edited/sheet/readSheet.ts';
import { add, type Edit, faultsOf, swap } from '../support/packageFaults.ts';
import { samplePackage } from '../support/samplePackage.ts';
import { sheetText } from '../support/sheets.ts';

const FILE = 'kit/plan.md';
const MODULE = 'modules/01-first.md';
const all =
  (...edits: Edit[]): Edit =>
  (files) => {
    for (const edit of edits) edit(files);
  };
const two = all(add(FILE, sheetText('Call: [line]', { position: 2 })), add('kit/card.md', sheetText('- [ ] Ask', {})));

test('sheets are part of the content in their order, and of no hours', () => {
  const plain = samplePackage();
  const printed = samplePackage(two);
  expect(plain.kit).toBeUndefined();
  expect(printed.kit?.map(({ id, title, for: reader, body }) => [id, title, reader, body])).toEqual([
    ['card', 'A sheet', 'BOTH', '- [ ] Ask'],
    ['plan', 'A sheet', 'BOTH', 'Call: [line]'],
  ]);
  expect(contentHash(printed)).not.toBe(contentHash(plain));
  expect(studyPlan(printed)).toEqual(studyPlan(plain));
  const other = samplePackage(all(two, swap(FILE, 'Call:', 'Call now:')));
  expect(contentHash(other)).not.toBe(contentHash(printed));
});

test('law: written and read again they are the same', () => {
  const printed = samplePackage(all(two, swap(FILE, 'for: BOTH', 'for: READER\nsources: [example-2020]')));
  const files = writePackage(printed);
  const again = parsePackage(files);
  if (!again.ok) throw new Error(JSON.stringify(again.faults));
  expect([...files.keys()].filter((path) => path.startsWith('kit/'))).toEqual(['kit/card.md', FILE]);
  expect(contentHash(again.package)).toBe(contentHash(printed));
  expect([...writePackage(again.package)]).toEqual([...files]);
});

test.each<[string, unknown]>([
  [
    '## A\n\nWords',
    [
      { kind: 'HEADING', level: 1 },
      { kind: 'PARAGRAPH', write: false },
    ],
  ],
  ['## A\n\n### B\n\nWords', [{ kind: 'HEADING', level: 1 }, { kind: 'HEADING', level: 2 }, {}]],
  ['*a* **b** c', [{ words: [{ role: 'italic' }, { text: ' ' }, { role: 'strong' }, { text: ' c', role: 'serif' }] }]],
  ['Name: [line]', [{ kind: 'PARAGRAPH', words: [{ text: 'Name:' }], write: true }]],
  ['*Name* [line]', [{ kind: 'PARAGRAPH', words: [{ text: 'Name', role: 'italic' }], write: true }]],
  ['[line]', [{ kind: 'LINES', count: 1 }]],
  [
    '[lines 3]\n\n[box 20]',
    [
      { kind: 'LINES', count: 3 },
      { kind: 'BOX', count: 20 },
    ],
  ],
  ['- a\n- b', [{ kind: 'LIST', marks: 'BULLET', items: [[{}], [{}]] }]],
  ['3. a\n4. b', [{ kind: 'LIST', marks: 'NUMBER', start: 3 }]],
  [
    '- [ ] a [line]\n- [ ] b',
    [{ marks: 'TICK', items: [[{ write: true, words: [{ text: 'a' }] }], [{ write: false }]] }],
  ],
  ['- [ ] a\n\n  [lines 2]', [{ marks: 'TICK', items: [[{}, { kind: 'LINES', count: 2 }]] }]],
  ['- a\n  - b', [{ items: [[{}, { kind: 'LIST' }]] }]],
  ['| a | b |\n|-|-|\n| x<br>y | |', [{ kind: 'TABLE', rows: [[[{ text: 'x' }, { text: '\n' }, { text: 'y' }], []]] }]],
  ['> [!CAUTION]\n> Words\n>\n> - one', [{ kind: 'CAUTION', blocks: [{ kind: 'PARAGRAPH' }, { kind: 'LIST' }] }]],
  ['a\nb  \nc', [{ words: [{ text: 'a b' }, { text: '\n' }, { text: 'c' }] }]],
])('%j is read', (text, blocks) => {
  expect(readSheet(text).faults).toEqual([]);
  expect(readSheet(text).blocks).toMatchObject(blocks as object[]);
});

test('every form that the guide prints is told with an example', () => {
  expect(SHEET_DIALECT.map(({ write }) => /`[^`]+`|empty line/.test(write))).toEqual(SHEET_DIALECT.map(() => true));
});

describe('a text is refused by line', () => {
  test.each<[string, number, RegExp]>([
    ['# Title\n\nWords', 1, /## or ###/],
    ['Words\n\n#### Deep\n\nWords', 3, /## or ###/],
    ['## One\n\n## Two\n\nWords', 3, /between this heading/],
    ['Words\n\n## Last', 3, /below the last heading/],
    ['Words\n\n### Deep\n\nWords', 3, /## before the first one/],
    [`## ${'a '.repeat(80)}\n\nWords`, 1, /120 characters/],
    ['Words\n\n[a](https://example.org/)', 3, /paper/],
    ['See https://example.org', 1, /paper/],
    ['[a](module:first)', 1, /paper/],
    ['![a](files/loop.svg)', 1, /not known on a sheet/],
    ['<b>bold</b>', 1, /HTML/],
    ['a<br>b', 1, /cells of a table/],
    ['<!-- for editors -->', 1, /not known on a sheet/],
    ['`code`', 1, /not known on a sheet/],
    ['a\n\n```\ncode\n```', 3, /not known on a sheet/],
    ['a\n\n---\n\nb', 3, /not known on a sheet/],
    ['~~struck~~', 1, /not known on a sheet/],
    ['> quoted', 1, /\[!CAUTION\]/],
    ['> [!NOTE]\n> Words', 1, /\[!CAUTION\]/],
    ['> [!CAUTION]\n> ## Head', 2, /not known here/],
    ['a[^x]\n\n[^x]: note', 1, /not known on a sheet/],
    ['{{ name }}', 1, /\{\{ \}\}/],
    ['a &amp; b', 1, /character itself/],
    ['- [x] done\n- [ ] two', 1, /- \[ \]/],
    ['- [ ] one\n- two', 1, /every entry/],
    ['1. [ ] one', 1, /every entry/],
    ['- a\n  - b\n    - c', 3, /one list within another/],
    ['- a\n\n- [lines 3]', 3, /Begin every entry/],
    ['[lines 0]', 1, /\[lines 1\] to \[lines 20\]/],
    ['a\n\n[box 21]', 3, /\[box 1\] to \[box 20\]/],
    ['[lines]', 1, /\[lines 1\]/],
    ['[line] Name', 1, /at the end of a paragraph/],
    ['Name [line] and [line]', 1, /at the end of a paragraph/],
    ['Name [lines 3]', 1, /at the end of a paragraph/],
    ['| a |\n|-|\n| [line] |', 3, /at the end of a paragraph/],
    ['| a | b | c | d | e | f | g |\n|-|-|-|-|-|-|-|\n| | | | | | | |', 1, /6 columns/],
    [`| a |\n|-|\n| ${'word '.repeat(60)} |`, 3, /240 characters/],
    ['| a |\n|-|', 1, /row below/],
    ['Words 田中', 1, /No font of the sheets has 田 中/],
    [`${'word '.repeat(3_000)}`, 1, /12000 characters/],
    ['', 1, /empty/],
  ])('%j', (text, line, message) => {
    const { faults } = readSheet(text);
    expect(faults[0]).toMatchObject({ line, message: expect.stringMatching(message) });
  });
});

describe('a package is refused with file and line', () => {
  test.each<[string, Edit, string]>([
    [
      'no front',
      add(FILE, 'Words'),
      `${FILE}:1: Begin with a line "---", then title, position and for, then a line "---".`,
    ],
    [
      'another reader',
      add(FILE, sheetText('Words', { for: 'ALL' })),
      `${FILE}:4: for: write one of CLINICIAN, READER, BOTH.`,
    ],
    [
      'a gap',
      add(FILE, sheetText('Words', { position: 2 })),
      `${FILE}:3: The positions run from 1 to 1 without a gap; correct this one.`,
    ],
    [
      'one place for two',
      all(add(FILE, sheetText('Words', {})), add('kit/other.md', sheetText('Words', {}))),
      `${FILE}:3: Another sheet is at position 1; give each its own.`,
    ],
    [
      'a reserved name',
      add('kit/kit.md', sheetText('Words', {})),
      'kit/kit.md:1: Name the sheet kit/<id>.md in lowercase letters, digits and single hyphens, and not kit/kit.md.',
    ],
    [
      'an unknown source',
      add(FILE, sheetText('Words', { more: 'sources: [example-2021]' })),
      `${FILE}:5: There is no reference example-2021; did you mean "example-2020"?`,
    ],
    [
      'a fault of the text, at its line',
      add(FILE, sheetText('Words\n\n[a](https://example.org/)', {})),
      `${FILE}:9: A sheet is paper: write in words what to look for, without a link or an address.`,
    ],
    [
      'another kind of file',
      add('kit/plan.txt', 'Words'),
      'kit/plan.txt:1: A course has no file with this name; rename or remove it.',
    ],
    [
      'a link to no sheet',
      all(two, swap(MODULE, '## Reading', '## Reading\n\n[Plan](kit/plann.pdf)')),
      `${MODULE}:11: There is no sheet kit/plann.pdf; did you mean "kit/plan.pdf"?`,
    ],
    [
      'a sheet as a picture',
      all(two, swap(MODULE, '## Reading', '## Reading\n\n![Plan](kit/plan.pdf)')),
      `${MODULE}:11: Link this sheet with [what it is](kit/plan.pdf); a page shows no PDF.`,
    ],
    [
      'a place to write in a module',
      swap(MODULE, '## Reading', '## Reading\n\nName: [line]'),
      `${MODULE}:11: Leave out places to write, such as [lines 3]; they are for the sheets in kit/.`,
    ],
  ])('%s', (_what, edit, fault) => {
    expect(faultsOf(edit)).toContain(fault);
  });

  test('modules link sheets, and all of them', () => {
    const links = '## Reading\n\n[Plan](kit/plan.pdf), [all](kit/kit.pdf)';
    expect(faultsOf(all(two, swap(MODULE, '## Reading', links)))).toEqual([]);
  });

  test('hostile sheets are read in time, and their faults are counted out', () => {
    for (const text of [
      '['.repeat(11_000),
      '[line]'.repeat(1_900),
      '- [ ] '.repeat(1_900),
      '> '.repeat(5_000),
      '| '.repeat(5_900),
      '*'.repeat(11_000),
    ]) {
      const before = performance.now();
      const { faults } = readSheet(text);
      expect(faults.length).toBeLessThanOrEqual(101);
      expect(performance.now() - before).toBeLessThan(2_000);
    }
  });
});
