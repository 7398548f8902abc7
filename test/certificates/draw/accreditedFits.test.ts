import { describe, expect, test } from '@jest/globals';
import type { Credit } from '../../../certificates/facts/credit.ts';
import { DESIGNS, type Design } from '../../../certificates/facts/parts.ts';
import { printedTexts } from '../../../certificates/facts/texts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { drawCertificate } from '../../../certificates/pdf.ts';
import { lookOf } from '../../support/certificates/archivalSamples.ts';
import { accreditedFacts, CREDITS, LICENSES } from '../../support/certificates/creditSamples.ts';
import { type ReadPdf, readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { SCRIPTS } from '../../support/certificates/scripts.ts';
import { expectTidy, longestFacts } from '../../support/certificates/tidy.ts';

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
const draw = async (facts: CertificateFacts): Promise<ReadPdf> => readPdf(await drawCertificate(facts));

describe('everything fits', () => {
  const long = (words: string, length: number) => words.repeat(length).slice(0, length).trim();
  const longestCredit: Credit = {
    ...CREDITS['aswb-ace'],
    body: long('Association of the Boards of Everything (ABE) ', 200),
    providerNumber: long('No. 12345 ', 60),
    unit: { code: 'UNIT', singular: long('continuing unit ', 80), plural: long('continuing units ', 80) },
    statement: long('This sentence of the body is as long as it may be. ', 2_000),
    amountHundredths: 600_000,
    lines: Array.from({ length: 60 }, (_, at) => ({
      amountHundredths: 10_000,
      format: long('Reading-based asynchronous non-interactive distance learning ', 200),
      category: long(`category ${at} of the practice of everything `, 160),
      session: long('a session of many days ', 200),
    })),
    mandates: Array.from({ length: 20 }, (_, at) => ({
      category: long(`mandate ${at} `, 160),
      amountHundredths: 1,
    })),
  };

  test.each(DESIGNS)('%s: the longest facts, in their place and apart from one another', async (design) => {
    const plain = longestFacts();
    const facts = { ...plain, credits: [longestCredit], licenses: LICENSES, look: lookOf(design) };
    const read = await draw(facts);
    expectTidy(read.lines, design);
    const text = squeezed(textOf(read));
    for (const { category } of longestCredit.lines) expect(text).toContain(squeezed(category ?? ''));
    // Headings and feet of pages may stand between two parts of it.
    expect(text.split('Thissentenceofthebodyisaslongasitmaybe.').length).toBeGreaterThanOrEqual(2_000 / 51 - 2);
  });

  test.each(DESIGNS)('%s: short and long names with a license, and sentences of any length', async (design) => {
    const names = [
      'Li Wu',
      'Wilhelmina Montgomery-Featherstonehaugh',
      'W'.repeat(60),
      'W'.repeat(120),
      'Ay '.repeat(30).trim(),
    ];
    for (const learnerName of names) {
      for (const length of [10, 480, 1_200]) {
        const statement = long('The sentence of a body that approves. ', length);
        const read = await draw(accreditedFacts('camft', { learnerName, look: lookOf(design) }, { statement }));
        expectTidy(read.lines, design);
        expect(squeezed(textOf(read))).toContain(squeezed(statement));
      }
    }
  });
});

describe('the lines of the front keep their distance', () => {
  const names = [
    'Li Wu',
    'Dr. Wilhelmina Alexandra Montgomery-Featherstonehaugh de la Cruz y Santander',
    'W'.repeat(60),
  ];
  const titles = [
    'Better After Betrayal',
    'Rebuilding Trust after Relational Trauma in Couples: Ethics, Safety and Clinical Practice',
  ];
  const CLOSE = 5;
  /** What the eye sees between two lines: from the foot of one to the head of the next. */
  const gaps = ({ lines }: ReadPdf, design: Design) => {
    const band = design === 'MODERN' ? 200 : 0;
    const front = lines
      .filter(({ page, upright, x }) => page === 1 && upright && x > band)
      .toSorted((a, b) => a.y - b.y);
    const [from, to] = ['This certifies that', 'and passed'].map((text) =>
      front.findIndex((line) => line.text.startsWith(text)),
    );
    const block = front.slice((from ?? 0) - 1, (to ?? 0) + 1);
    return block.slice(1).flatMap((line, at) => {
      const above = block[at] ?? line;
      const gap = line.y - line.size * 0.7 - (above.y + above.size * 0.2);
      // Lines of one text have their own leading.
      return above.size === line.size ? [] : [{ between: [above.text, line.text], gap }];
    });
  };
  const cases = [true, false].flatMap((specimen) =>
    [LICENSES, []].flatMap((licenses) =>
      titles.flatMap((title) => names.map((learnerName) => ({ specimen, licenses, title, learnerName }))),
    ),
  );

  test.each(DESIGNS)('%s: with and without a license, specimen and real', async (design) => {
    for (const { title, ...changes } of cases) {
      const facts = accreditedFacts('apa', { ...changes, look: lookOf(design) });
      const read = await draw({ ...facts, course: { ...facts.course, title } });
      for (const { between, gap } of gaps(read, design))
        expect({ between, close: gap < CLOSE }).toEqual({ between, close: false });
    }
  });
});

/** Changed one by one: an address must be one, and a language is printed by its name. */
const NOT_FREE = ['verifyUrl', 'course.language'];

const withText = (facts: CertificateFacts, field: string, text: string): void => {
  const path = field.split('.');
  const last = path.pop() ?? '';
  const holder = path.reduce<unknown>((held, key) => (held as Record<string, unknown>)[key], facts);
  (holder as Record<string, unknown>)[last] = text;
};

describe.each(Object.entries(SCRIPTS))('in %s', (_script, word) => {
  test.each(DESIGNS)('%s: every text can be read out of the file as it was written', async (design) => {
    const partner = { name: 'x', number: 'x' };
    const facts = structuredClone(
      accreditedFacts(
        'aswb-ace',
        { look: lookOf(design), licenses: LICENSES },
        {
          approval: { ...CREDITS['aswb-ace'].approval, kind: 'CO_SPONSORED', partner },
          mandates: [{ category: 'x', amountHundredths: 100 }],
        },
      ),
    );
    const [line] = facts.credits[0]?.lines ?? [];
    if (line) line.session = 'x';
    const fields = printedTexts(facts)
      .filter(({ field, text }) => text !== '' && !NOT_FREE.includes(field))
      .map(({ field }) => field);
    expect(fields.length).toBeGreaterThan(35);
    for (const [at, field] of fields.entries()) withText(facts, field, `${word} ${at + 100}`);
    const text = squeezed(textOf(await draw(facts)));
    const lost = fields.filter((_, at) => !text.includes(squeezed(`${word} ${at + 100}`)));
    expect(lost).toEqual([]);
  });
});

test('what the body and the holder wrote is checked for letters that no font has', async () => {
  for (const field of [
    'credits.0.statement',
    'credits.0.lines.0.category',
    'licenses.0.number',
    'credits.0.unit.plural',
  ]) {
    const facts = structuredClone(accreditedFacts('aswb-ace'));
    withText(facts, field, '信用');
    await expect(drawCertificate(facts)).rejects.toThrow(new RegExp(field.replaceAll('.', '\\.')));
  }
});
