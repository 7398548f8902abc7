import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { creditText, NO_SUCH_APPROVAL, statementText } from '../../../certificates/creditWords.ts';
import type { Credit } from '../../../certificates/facts/credit.ts';
import { DESIGNS } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { forbiddenIn } from '../../../certificates/forbiddenWords.ts';
import { drawCertificate } from '../../../certificates/pdf.ts';
import { allTextOf, textValuesOf } from '../../support/certificates/allText.ts';
import { lookOf } from '../../support/certificates/archivalSamples.ts';
import { sampleCredential, sampleCredits } from '../../support/certificates/credentialSamples.ts';
import {
  AWARD_STATEMENTS,
  accreditedFacts,
  CREDITS,
  SAMPLE_BODIES,
  type SampleBody,
} from '../../support/certificates/creditSamples.ts';
import { type ReadPdf, readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { expectTidy } from '../../support/certificates/tidy.ts';

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
const draw = async (facts: CertificateFacts): Promise<ReadPdf> => readPdf(await drawCertificate(facts));

const FORBIDDEN: [SampleBody, string[]][] = [
  ['apa', ['APA-approved course', 'APA approved program', 'CEU']],
  ['nysed-sw', ['CEU', 'CE credit', 'continuing education unit']],
  ['nbcc', ['CEU', 'NBCC-approved course']],
];

describe.each(SAMPLE_BODIES)('a certificate of %s', (body) => {
  const credit: Credit = CREDITS[body];

  test.each(DESIGNS)(
    '%s: says its amount in its unit, its sentence word for word, and all that it demands',
    async (design) => {
      const facts = accreditedFacts(body, { look: lookOf(design) });
      const read = await draw(facts);
      expectTidy(read.lines, design);
      const front = textOf(read, 1);
      const [amount = ''] = creditText(credit).split(' ');
      expect(front).toContain(
        `${credit.amountHundredths === 100 ? credit.unit.singular : credit.unit.plural} ${amount} `,
      );
      expect(front).toContain(credit.statement);
      expect(front).toContain('Licensed Marriage and Family Therapist, California, license number LMFT 012345');
      expect(front).not.toMatch(/hours? of study/);
      const text = squeezed(textOf(read));
      for (const said of [
        creditText(credit),
        credit.body,
        'Least study time that the course requires: 1.5 hours of study (60 minutes). The amount of credit above is counted by the rules of the body.',
        ...credit.lines.flatMap(({ format, category }) => [format, category ?? '']),
        ...(credit.providerNumber === null ? [] : [`Provider number ${credit.providerNumber}`]),
        ...(credit.demands.includes('APPROVAL_PERIOD') ? ['Approved from 1 January 2026 to 31 December 2028'] : []),
        'Date that counts: 22 November 2026, the day of completion',
        ...AWARD_STATEMENTS,
      ])
        expect(text).toContain(squeezed(said));
      expect(text).not.toContain(squeezed('No accrediting body has approved this course'));
      expect(textOf(read)).not.toMatch(/specimen/i);
    },
  );
});

test.each(FORBIDDEN)('nothing that people read of %s has a word that it forbids: %j', async (body, words) => {
  const facts = accreditedFacts(body);
  const read = [allTextOf(await draw(facts)), ...textValuesOf(sampleCredential(facts))].join('\n');
  expect(forbiddenIn(read, words)).toEqual([]);
  expect(read).toContain(creditText(CREDITS[body]));
});

describe('amounts', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 8 });

  test('printed lines add up to the printed amount, to the hundredth', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (hundredths) => {
        const lines = hundredths.map((amountHundredths, at) => ({
          amountHundredths,
          format: 'Home Study',
          category: `category ${at}`,
          session: null,
        }));
        const amountHundredths = hundredths.reduce((sum, each) => sum + each, 0);
        const read = await draw(accreditedFacts('nysed-sw', {}, { lines, amountHundredths }));
        const record = textOf(read).replace(/^[\s\S]*?Record of the activity/, '');
        const printed = [...record.matchAll(/(\d+(?:\.\d\d)?) contact hours?, category/g)].map(([, amount]) =>
          Math.round(Number(amount) * 100),
        );
        const [, total] = /credit (\d+(?:\.\d\d)?) contact hours? New York/.exec(record) ?? [];
        expect(printed).toEqual(hundredths);
        expect(printed.reduce((sum, each) => sum + each, 0)).toBe(Math.round(Number(total) * 100));
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    [100, '1 contact hour'],
    [150, '1.50 contact hours'],
    [25, '0.25 contact hours'],
    [105, '1.05 contact hours'],
    [1800, '18 contact hours'],
  ])('%d hundredths are %s', (amountHundredths, words) => {
    expect(creditText({ unit: CREDITS['nysed-sw'].unit, amountHundredths })).toBe(words);
  });

  test('hours for a mandate lie over the amount and are not added to it', async () => {
    const text = textOf(await draw(accreditedFacts('camft')));
    expect(text).toContain('1.50 hours of continuing education');
    expect(text).toContain('Of these, 0.50 hours of continuing education: law and ethics');
  });
});

describe('a sentence of a body', () => {
  test('stands on no certificate without a credit, whatever else it says', async () => {
    const sentences = SAMPLE_BODIES.map((body) => squeezed(CREDITS[body].statement));
    const changes = fc.record({
      look: fc.constantFrom(...DESIGNS).map((design) => lookOf(design)),
      purpose: fc.constantFrom('CREDIT' as const, 'PERSONAL' as const),
      specimen: fc.boolean(),
      studyHundredths: fc.nat({ max: 10_000 }),
    });
    await fc.assert(
      fc.asyncProperty(changes, async (plain) => {
        const facts = sampleFacts(plain);
        const said = squeezed([allTextOf(await draw(facts)), ...textValuesOf(sampleCredential(facts))].join('\n'));
        for (const sentence of sentences) expect(said).not.toContain(sentence);
        expect(said).not.toContain(squeezed('provider number'));
        expect(sampleCredential(facts).credentialSubject.achievement).not.toHaveProperty('alignment');
      }),
      { numRuns: 12 },
    );
  });

  test('has a warning before it under an approval that does not exist, and no credential has it', async () => {
    const approval = { ...CREDITS['nysed-sw'].approval, specimen: true };
    const facts = accreditedFacts('nysed-sw', { specimen: true }, { approval });
    const read = await draw(facts);
    const warned = squeezed(`${NO_SUCH_APPROVAL} ${CREDITS['nysed-sw'].statement}`);
    expect(squeezed(textOf(read, 1))).toContain(warned);
    for (const page of [1, 2]) expect(textOf(read, page)).toContain('SPECIMEN');
    const said = textValuesOf(sampleCredential(facts)).join('\n');
    const { statement } = CREDITS['nysed-sw'];
    expect(said).toContain(statement);
    // Nowhere without the words before it.
    expect(said.split(statement)).toHaveLength(said.split(`${NO_SUCH_APPROVAL} ${statement}`).length);
    await expect(drawCertificate({ ...facts, specimen: false })).rejects.toThrow(/specimen/);
  });

  test('that fits the front stands there once', async () => {
    const read = squeezed(textOf(await draw(accreditedFacts('aswb-ace'))));
    expect(read.split(squeezed(CREDITS['aswb-ace'].statement))).toHaveLength(2);
  });

  test('that is too long for the front is in the record, and the front says so', async () => {
    const statement = 'A sentence of a body that goes on. '.repeat(57).trim();
    const read = await draw(accreditedFacts('apa', {}, { statement }));
    expect(textOf(read, 1)).toContain('The statement of the approving body stands in the record of the activity.');
    expect(squeezed(textOf(read))).toContain(squeezed(statement));
    expectTidy(read.lines);
  });
});

describe('who did what, and under whose approval', () => {
  test.each([
    ['LEARNER', 'has completed the course'],
    ['INSTRUCTOR', 'has taught the course'],
    ['AUTHOR', 'has written the course'],
  ] as const)('%s %s', async (basis, words) => {
    const facts = basis === 'INSTRUCTOR' ? { certifies: 'TEACHING' as const } : {};
    expect(textOf(await draw(accreditedFacts('apa', facts, { basis })), 1)).toContain(words);
  });

  test.each([
    ['HOLDER', 'Co-sponsor: Other Institute, number 77'],
    ['CO_SPONSOR', 'Holder of the approval: Other Institute, number 77'],
  ] as const)('as %s beside another organization', async (role, words) => {
    const partner = { name: 'Other Institute', number: '77' };
    const approval = { ...CREDITS.nbcc.approval, kind: 'CO_SPONSORED' as const, role, partner };
    expect(textOf(await draw(accreditedFacts('nbcc', {}, { approval })))).toContain(words);
  });

  test.each([
    ['REGISTRATION', 'registered on 20 November 2026', 'the day of registration'],
    ['SESSION', 'attended on 20 November 2026', 'the day of the session'],
  ] as const)('by the date that the body counts: %s', async (day, front, record) => {
    const read = await draw(accreditedFacts('apa', {}, { counted: { on: '2026-11-20', day } }));
    expect(textOf(read, 1)).toContain(front);
    expect(textOf(read)).toContain(`Date that counts: 20 November 2026, ${record}`);
    expect(textOf(read)).toContain('Completed on 22 November 2026');
  });

  test('licenses are named as given, more than a line holds in the record only', async () => {
    const many = Array.from({ length: 20 }, (_, at) => ({
      profession: 'Licensed Professional Clinical Counselor and Educational Psychologist',
      jurisdiction: 'New South Wales and the Australian Capital Territory',
      number: `PSY-0${at}.7`,
    }));
    const read = await draw(accreditedFacts('apa', { licenses: many }));
    expect(textOf(read, 1)).toContain('licensed as stated in the record of the activity');
    const text = squeezed(textOf(read));
    for (const { number } of many) expect(text).toContain(`licensenumber${number}`);
    expect(textOf(await draw(sampleFacts({ credits: sampleCredits() })))).not.toContain('license number');
  });
});

test('the sentence is drawn from the same words that the API and the page show', () => {
  for (const body of SAMPLE_BODIES) expect(statementText(CREDITS[body])).toBe(CREDITS[body].statement);
});
