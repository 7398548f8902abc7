import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { claimsOf } from '../../schema/courses/rules/package/marks.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { moduleWords } from '../../schema/courses/rules.ts';
import { withoutComments } from '../../schema/edited/comments.ts';
import { countWords } from '../../schema/edited/countWords.ts';
import { readText } from '../../schema/edited/dialectFaults.ts';
import { MARKED_TEXT, markCourse } from '../support/markedCourse.ts';
import { faultsOf } from '../support/packageFaults.ts';
import { samplePackage, samplePackageFiles } from '../support/samplePackage.ts';

const FIRST = 'modules/01-first.md';

describe('a text', () => {
  test('has everything that the dialect knows, and no fault', () => {
    expect(readText(MARKED_TEXT)).toMatchObject({
      faults: [],
      uses: [
        { kind: 'module', id: 'film', line: 1, words: 'the film' },
        { kind: 'ref', id: 'example-2020', line: 1, words: 'Example 2020' },
        { kind: 'term', id: 'window', line: 1, words: 'window' },
        { kind: 'claim', id: 'couples-calm', line: 3, words: 'Couples calm each other' },
      ],
    });
    for (const text of [
      '`<b>` `{{x}}`\n\n```js\n:::note\n<!-- c -->\n```',
      '**Kinds**: two. ~~no~~',
      '> plain\n> quotation',
    ])
      expect(readText(text).faults).toEqual([]);
  });

  test.each<[text: string, line: number, message: RegExp]>([
    ['Fine.\n\nA <b>word</b>', 3, /Write this in Markdown; HTML such as <b>/],
    ['A<br>b', 1, /End the line with \\/],
    ['x<sub>*a*</sub>', 1, /plain words between <sub>/],
    ['x</sup>', 1, /plain words between <sub>/],
    ['![a](b.png)', 1, /folder files/],
    ['![a](https://example.org/b.png)', 1, /Describe the image/],
    ['[a](ftp://b.example)', 1, /Begin the link ftp:/],
    ['[a](ref:Gordon)', 1, /name a module:, ref:, term: or claim: by its id/],
    ['[a][b]\n\n[b]: javascript:x', 1, /Begin the link javascript/],
    ['[a][b]', 1, /No line says the address/],
    ['[](term:a)', 1, /Write words between/],
    ['> [!TIP]\n> a', 1, /\[!TIP\] is not known; write \[!PRACTICE\]/],
    ['> [!NOTES]\n> a', 1, /did you mean "NOTE"/],
    ['> [!DANGER]\n> a', 1, /known are NOTE, CAUTION, PRACTICE/],
    ['> [!NOTE]', 1, /Write words below \[!NOTE\]/],
    ['- one\n- [ ] two', 2, /boxes to tick/],
    ['H~2~O', 1, /a single ~ is not known/],
    ['a[^x]', 1, /There is no footnote x/],
    ['a\n\n[^x]: b', 3, /Nothing refers to the footnote x/],
    ['a[^x]\n\n[^x]: b\n[^x]: c', 4, /footnote x is written twice/],
    ['a[^x]\n\n> [^x]: b', 3, /outside of lists and quotations/],
    ['[a[^x]](https://b.example)\n\n[^x]: b', 1, /after the link/],
    ['a[^X]', 1, /Name a footnote in lowercase/],
    ['a^[b]', 1, /Give the footnote a name/],
    ['> a\n{: .callout}', 2, /Leave out/],
    ['[[a]]', 1, /is not known/],
    ['a [@gordon2004]', 1, /Link a source/],
    ['==a==', 1, /==marked==/],
    ['a\n\n:::note\nb\n:::', 3, /::: is not known/],
    ['!!! note\n    b', 1, /!!! is not known/],
    ['{{< figure >}}', 1, /filled in by other programs/],
    ['## A {#a}', 1, /\{#id\}/],
    ['$$x$$', 1, /Write the formula in words/],
    ['r^2^', 1, /<sup>letters<\/sup>/],
    ['Well done :tada:', 1, /such as :smile:/],
    ['Window\n: a band', 2, /glossary of course.yaml/],
    ['*[CE]: continuing education', 1, /abbreviation/],
    ['+---+\n| a |\n+---+', 1, /Write the table with/],
    ['[TOC]', 1, /table of contents/],
    ['\\newpage', 1, /breaks of pages/],
    ['a\n\n<!-- never closed\n\nb', 3, /Close this comment/],
    ['<!-- a --> b', 1, /words follow/],
    ['a <!-- b --> c', 1, /lines of its own/],
  ])('%j is refused on line %i', (text, line, message) => {
    const [fault] = readText(text).faults;
    expect(fault).toMatchObject({ line, message: expect.stringMatching(message) });
  });

  test('faults of one block have the lines on which they stand', () => {
    const lines = ['- [a](ftp:x)', '- fine', '- [a](ftp:x) and ==b==', '  > [a](ftp:x)'];
    expect(readText(lines.join('\n')).faults.map(({ line }) => line)).toEqual([1, 3, 3, 4]);
  });

  test('too many links are refused and not searched for', () => {
    const { faults, uses } = readText('- [a](ref:b)\n\n'.repeat(5_000));
    expect(faults).toEqual([expect.objectContaining({ message: expect.stringMatching(/more than 2000 links/) })]);
    expect(uses).toHaveLength(2_000);
  });

  test('whatever it is, reading it ends in a report', () => {
    const piece = fc.constantFrom(
      '[^a]',
      '[^a]: b\n',
      '> [!NOTE]\n',
      '<sub>',
      '</sub>',
      '<br>',
      '| a |\n| - |\n',
      '<!--',
      '-->',
      '[a](claim:b)',
      '\n',
      '\n\n',
      '- ',
      '  ',
      'x',
      '`',
      '```\n',
      '~',
      ']',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const { faults, uses } = readText(text);
        const lines = text.split('\n').length;
        expect([...faults, ...uses].every(({ line }) => line >= 1 && line <= lines)).toBe(true);
        expect(countWords(text)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('words', () => {
  test.each([
    ['a[^x] b\n\n[^x]: Not these words', 2],
    ['> [!CAUTION]\n> Two words', 2],
    ['| a<br>b |\n| - |\n| c |', 3],
    ['H<sub>2</sub>O and r<sup>2</sup>', 3],
    ['[Three words here](claim:a) [and](ref:b)', 4],
  ])('%j are %i', (text, count) => expect(countWords(text)).toBe(count));

  test('neither a claim nor a term nor a comment adds to the hours', () => {
    const plain = samplePackage((files) =>
      files.set(FIRST, `${files.get(FIRST)}\nCouples calm each other over time.\n`),
    );
    const marked = samplePackage((files) =>
      markCourse(
        files,
        '<!-- for editors -->\n\n[Couples calm each other](claim:couples-calm) over [time](term:window).\n',
      ),
    );
    const [before, after] = [plain, marked].map(({ modules }) => modules.map(moduleWords));
    expect(after).toEqual(before);
  });
});

describe('comments', () => {
  test.each([
    ['a\n\n<!-- c -->\n\nb', 'a\n\nb'],
    ['a\n<!-- c\nd -->\nb', 'a\n\nb'],
    ['<!-- c -->\na', 'a'],
    ['a\n\n<!-- c -->\n<!-- d -->\nb', 'a\n\nb'],
    ['```\n<!-- c -->\n```', '```\n<!-- c -->\n```'],
    ['```\n```js\n<!-- c -->\n```\n\n<!-- d -->\ne', '```\n```js\n<!-- c -->\n```\n\ne'],
  ])('%j is stored as %j', (text, stored) => expect(withoutComments(text).stored).toBe(stored));

  test('a comment that comes or goes changes nothing that is published', () => {
    const [plain, noted] = ['One.\n\nTwo.\n', 'One.\n\n<!-- ask a reviewer -->\n\nTwo.\n'].map((text) =>
      samplePackage((files) => files.set(FIRST, `${files.get(FIRST)}\n${text}`)),
    );
    if (plain === undefined || noted === undefined) throw new Error('two packages');
    expect(contentHash(noted)).toBe(contentHash(plain));
    expect(JSON.stringify([...writePackage(noted).values()])).not.toContain('reviewer');
  });
});

describe('a course', () => {
  test('with marks is read, written and read again without a difference', () => {
    const pack = samplePackage(markCourse);
    const again = parsePackage(writePackage(pack));
    expect(again).toMatchObject({ ok: true, warnings: [] });
    expect(again.ok && contentHash(again.package)).toBe(contentHash(pack));
    const [first] = pack.modules;
    expect(first && claimsOf(first)).toEqual([
      {
        key: 'couples-calm',
        grade: 'MIXED',
        text: 'Couples calm each other',
        sources: ['example-2020'],
        wouldChange: 'A large trial in which they do not.',
      },
    ]);
  });

  test('without marks keeps the hash that it had', () => {
    expect(contentHash(samplePackage())).toBe('be9e783342cf0e2b710cf0c077682a66c3957ff7d00622e11819aa31c3a24f9f');
  });

  const marked = (from: string, to: string) =>
    faultsOf((files) => {
      markCourse(files);
      for (const [file, text] of files)
        if (text.includes(from))
          files.set(
            file,
            text.replaceAll(from, () => to),
          );
    });

  test.each<[what: string, from: string, to: string, faults: string[]]>([
    ['a missing module', 'module:film', 'module:flim', [`${FIRST}:18: There is no module flim; did you mean "film"?`]],
    ['a missing reference', 'ref:example-2020', 'ref:nobody', [`${FIRST}:18: There is no reference nobody.`]],
    ['a missing term', 'term:window', 'term:door', [`${FIRST}:18: There is no term in the glossary door.`]],
    [
      'a claim that is not listed',
      'claim:couples-calm',
      'claim:trust',
      [
        `${FIRST}:8: The text does not mark the claim couples-calm; write [its words](claim:couples-calm).`,
        `${FIRST}:20: There is no claim trust; write it under claims at the top of this file.`,
      ],
    ],
    [
      'a claim without a source',
      '    sources: [example-2020]\n',
      '',
      [
        `${FIRST}:8: claims.sources: name at least one reference of course.yaml: no claim stands without a source, practice wisdom neither.`,
      ],
    ],
    [
      'a claim with an empty list of sources',
      'sources: [example-2020]',
      'sources: []',
      [
        `${FIRST}:10: claims.sources: name at least one reference of course.yaml: no claim stands without a source, practice wisdom neither.`,
      ],
    ],
    [
      'a source that no reference has',
      'sources: [example-2020]',
      'sources: [example-2021]',
      [`${FIRST}:10: There is no reference example-2021; did you mean "example-2020"?`],
    ],
    [
      'an unknown grade',
      'MIXED',
      'WEAK',
      [`${FIRST}:9: claims.grade: write one of STRONG, MIXED, CONTESTED, PRACTICE.`],
    ],
    [
      'nothing that would change it',
      '    wouldChange: A large trial in which they do not.\n',
      '',
      [`${FIRST}:8: claims.wouldChange: is missing; write one line on what would change the author's mind.`],
    ],
    [
      'a claim marked twice',
      'over time',
      '[over time](claim:couples-calm)',
      [`${FIRST}:20: The claim couples-calm is marked twice; mark its words once.`],
    ],
  ])('with %s is refused', (_what, from, to, faults) => {
    expect(marked(from, to)).toEqual(faults);
  });

  test('may have an id of a claim and of a term once', () => {
    const files = samplePackageFiles();
    markCourse(files);
    const claims = /claims:\n(?: .*\n)+/.exec(files.get(FIRST) ?? '')?.[0] ?? '';
    const film = files.get('modules/02-film.md') ?? '';
    files.set('modules/02-film.md', `${film.replace(/\n---\n/, `\n${claims}---\n`)}\n[It](claim:couples-calm).\n`);
    files.set('course.yaml', `${files.get('course.yaml')}  - { id: window, term: Window, meaning: Twice. }\n`);
    const parsed = parsePackage(files);
    expect(parsed.ok ? [] : parsed.faults.map(({ message }) => message)).toEqual([
      'The id window is in glossary twice; rename one.',
      'The id couples-calm already belongs to another claim of the course; rename one.',
    ]);
  });

  test('warns of a term that no text links', () => {
    const files = samplePackageFiles();
    markCourse(files, '[Couples](claim:couples-calm).');
    expect(parsePackage(files)).toMatchObject({
      ok: true,
      warnings: [{ file: 'course.yaml', line: 33, message: expect.stringMatching(/No module links the term window/) }],
    });
  });
});
