import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawKit, KIT_PAPERS, type KitPaper } from '../../../certificates/kit.ts';
import { UndrawableFacts } from '../../../certificates/pdf.ts';
import { structureOf, walkPages } from '../../support/certificates/contentWalk.ts';
import { kitOf } from '../../support/certificates/kitSamples.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { operations } from '../../support/certificates/pdfSyntax.ts';
import { type ReadPdf, readPdf, refOf, textOf } from '../../support/certificates/readPdf.ts';

const SIDES: Record<KitPaper, [width: number, height: number]> = { A4: [595.28, 841.89], LETTER: [612, 792] };
const MARGIN = 59;

/** What stands or is drawn outside of the margins, or lower than the foot. */
function outside({ lines, pdf }: ReadPdf, paper: KitPaper): string[] {
  const [width, height] = SIDES[paper];
  const found = lines.flatMap(({ text, x, width: wide, y }) =>
    x >= MARGIN && x + wide <= width - MARGIN && y > 8 && y < height - 20
      ? []
      : [`${text} at ${x}, ${y}, ${wide} wide`],
  );
  for (const { dict } of pdf.pages)
    for (const { operator, operands } of operations(pdf.data(dict.get('Contents')).toString('latin1'))) {
      const [x = 0, y = 0, wide = 0, high = 0] = operands.map(Number);
      const [right, bottom] = operator === 're' ? [x + wide, y + high] : [x, y];
      const drawn = ['m', 'l', 're'].includes(operator);
      if (drawn && (x < MARGIN || right > width - MARGIN || y < 8 || bottom > height - 45))
        found.push(`${operator} ${operands.join(' ')}`);
    }
  return found;
}

const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');
/** The text between the marks of the dialect. */
const wordsIn = (text: string): string[] =>
  text
    .replace(/\[(line|lines \d+|box \d+|!CAUTION|\s)\]|^\s*\d+\. |[|#>*]|<br>|^\s*-+ |(?<=\|) *-/gm, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-');

const word = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,12}$/) },
  fc.constantFrom('Σοφία', 'Щербакова', 'Nguyễn', 'W'.repeat(180), 'i'.repeat(230), '—', 'Adébáyọ̀'),
);
const words = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((all) => all.join(' '));
const inline = (most: number) =>
  fc
    .tuple(words(most), fc.constantFrom('', '*', '**'), fc.option(words(4), { nil: '' }))
    .map(([some, mark, more]) => `${mark}${some}${mark} ${more}`.trim());
const place = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((count) => `[lines ${count}]`),
  fc.integer({ min: 1, max: 20 }).map((count) => `[box ${count}]`),
);
const cell = fc.oneof(
  fc.constant(''),
  inline(3).filter((text) => text.length <= 240),
);
const block = fc.oneof(
  inline(60),
  inline(60).map((text) => `${text} [line]`),
  place,
  fc
    .tuple(
      fc.constantFrom('- ', '1. ', '- [ ] '),
      fc.array(fc.tuple(inline(30), fc.constantFrom('', ' [line]')), { minLength: 1, maxLength: 12 }),
    )
    .map(([mark, entries]) => entries.map(([text, line]) => `${mark}${text}${line}`).join('\n')),
  fc
    .integer({ min: 1, max: 6 })
    .chain((columns) =>
      fc.tuple(
        fc.array(cell, { minLength: columns, maxLength: columns }),
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 20 }),
      ),
    )
    .map(([head, rows]) => [head, head.map(() => '-'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')),
  inline(30).map((text) => `> [!CAUTION]\n> ${text}`),
  fc
    .tuple(
      words(5).filter((text) => text.length <= 120),
      fc.constantFrom('##', '###'),
      inline(8),
    )
    .map(([text, mark, below]) => `${mark} ${text}\n\n${below}`),
);
// Between two lists of one kind a paragraph stands, or Markdown makes one of both.
const sheet = fc
  .array(block, { minLength: 1, maxLength: 8 })
  .map((blocks) => ['## First', ...blocks].join('\n\nand\n\n'))
  .filter((text) => text.length <= 12_000);

test('law: whatever a sheet has is on its pages, inside their margins, and can be read out of the file', () => {
  fc.assert(
    fc.property(sheet, fc.constantFrom(...KIT_PAPERS), (text, paper) => {
      const { file, pages } = drawKit(kitOf(text), { paper });
      const read = readPdf(file);
      expect(read.pages).toBe(pages);
      expect(outside(read, paper)).toEqual([]);
      const all = squeezed(textOf(read));
      for (const one of wordsIn(text)) expect(all).toContain(squeezed(one));
      for (const { walk } of walkPages(read.pdf)) for (const { marks } of walk.painted) expect(marks).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

const FORM = `> [!CAUTION]
> Do not take this home.

Name: [line]

- [ ] Ask this
- [ ] Ask that: [line]

[lines 3]

[box 4]
`;

describe.each(KIT_PAPERS)('on %s', (paper) => {
  test('the same sheet gives the same bytes, and the page has the size of the paper', () => {
    const { file } = drawKit(kitOf(FORM), { paper });
    expect(drawKit(kitOf(FORM), { paper }).file.equals(file)).toBe(true);
    const { pdf } = readPdf(file);
    expect(pdf.pages.map(({ dict }) => pdf.list(dict.get('MediaBox')).map(Number))).toEqual([[0, 0, ...SIDES[paper]]]);
  });

  test('places to write are fields of a paper form, and say what they are for', () => {
    const { pdf } = readPdf(drawKit(kitOf(FORM), { paper }).file);
    const elements = structureOf(pdf);
    const forms = elements.filter(({ type }) => type === 'Form').map(({ dict }) => pdf.dict(dict.get('A')));
    expect(
      forms.map((one) => [one.get('O'), one.get('Role'), one.get('checked'), textString(one.get('Desc'))]),
    ).toEqual([
      ['/PrintField', '/tv', undefined, 'Name:'],
      ['/PrintField', '/cb', '/off', 'Ask this'],
      ['/PrintField', '/cb', '/off', 'Ask that:'],
      ['/PrintField', '/tv', undefined, 'Ask that:'],
      ['/PrintField', '/tv', undefined, 'Room to write'],
      ['/PrintField', '/tv', undefined, 'Room to write'],
    ]);
    const typeOf = new Map(elements.map(({ id, type }) => [id, type]));
    for (const { kids } of elements.filter(({ type }) => type === 'LI'))
      expect(kids.map((kid) => typeOf.get(refOf(kid)))).toEqual(['Lbl', 'LBody']);
  });

  test('every page says where it is from, its number and what it is not, and nothing else stands in the foot', () => {
    const read = readPdf(drawKit(kitOf('Words.\n\n[lines 20]\n\n[lines 20]\n\n[lines 20]'), { paper }).file);
    expect(read.pages).toBe(3);
    for (let page = 1; page <= read.pages; page += 1) {
      const foot = read.lines
        .filter(({ page: of, y }) => of === page && y > SIDES[paper][1] - 60)
        .map(({ text }) => text);
      expect(foot).toEqual([
        'Sample & <course>, version 1.0 · Sheet 1',
        `Page ${page} of 3`,
        'Education, not therapy.',
      ]);
    }
    expect(textOf(read)).toContain('Education, not therapy. Sample & <course>, version 1.0. By Kim Example.');
  });

  test('a kit lists its sheets with the pages on which they begin', () => {
    const read = readPdf(drawKit(kitOf('One.', '[lines 20]\n\n[lines 20]', 'Three.'), { paper }).file);
    expect(read.pages).toBe(5);
    expect(textOf(read, 1)).toContain(
      'Sheet For Page Sheet 1 For clinicians and readers 2 Sheet 2 For clinicians and readers 3 Sheet 3 For clinicians and readers 5',
    );
    expect([2, 3, 5].map((page) => textOf(read, page).startsWith('Sheet '))).toEqual([true, true, true]);
    const levels = structureOf(read.pdf).flatMap(({ type }) => (/^H\d$/.test(type) ? [type] : []));
    expect(levels).toEqual(['H1', 'H2', 'H2', 'H2']);
  });

  test('the head of a table stands again where it goes on, and is heard once', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `| row ${at} | |`).join('\n');
    const read = readPdf(drawKit(kitOf(`| What | When |\n|-|-|\n${rows}`), { paper }).file);
    expect(read.pages).toBeGreaterThan(2);
    for (let page = 1; page <= read.pages; page += 1) expect(textOf(read, page)).toContain('What When');
    expect(structureOf(read.pdf).filter(({ type }) => type === 'TH')).toHaveLength(2);
  });

  test.each([
    ['a heading', `[lines 20]\n\n[lines 6]\n\n## Head\n\nBelow`, 'Head', 'Below'],
    ['words before a table', `[lines 20]\n\n[lines 6]\n\nIntro:\n\n| a | b |\n|-|-|\n| c | d |`, 'Intro:', 'c'],
    ['a short table', `[lines 20]\n\n[lines 4]\n\n| a | b |\n|-|-|\n| c | d |\n| e | f |\n| g | h |`, 'a', 'h'],
  ])('%s stays with what follows it', (_what, text, first, last) => {
    // Wherever the page ends, both are on one.
    for (const before of [0, 1, 2, 3, 4, 5]) {
      const { lines } = readPdf(drawKit(kitOf(`${'Words.\n\n'.repeat(before)}${text}`), { paper }).file);
      const pageOf = (words: string) => lines.find((line) => line.text.trim() === words)?.page;
      expect(pageOf(first)).toBeDefined();
      expect(pageOf(first)).toBe(pageOf(last));
    }
  });
});

test('letters that no font has are refused by name', () => {
  const document = kitOf('Words');
  expect(() => drawKit({ ...document, owner: '田中' })).toThrow(UndrawableFacts);
});

test('the language is that of the course', () => {
  const { pdf } = readPdf(drawKit({ ...kitOf('Palabras.'), language: 'es' }).file);
  expect(textString(pdf.root.get('Lang'))).toBe('es');
  expect(pdf.data(pdf.root.get('Metadata')).toString('utf8')).toContain('<rdf:li>es</rdf:li>');
});

test('sources are a heading next to the title, so that no level is left out', () => {
  const document = kitOf('Words.');
  const [first] = document.sheets;
  if (first === undefined) throw new Error('no sheet');
  const { pdf } = readPdf(
    drawKit({ ...document, sheets: [{ ...first, sources: ['Example, A. (2020). A study.'] }] }).file,
  );
  expect(structureOf(pdf).flatMap(({ type }) => (/^H\d$/.test(type) ? [type] : []))).toEqual(['H1', 'H2']);
});
