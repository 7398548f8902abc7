import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_SUCH_APPROVAL, statementText } from '../../certificates/creditWords.ts';
import { parseFacts } from '../../certificates/facts/parse.ts';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import type { Held, Rules } from '../../schema/accreditation/rules/bodies.ts';
import { type CreditSources, creditFacts } from '../../schema/issuance/rules/creditFacts.ts';
import { FORMAT_WORDS, plainStatements } from '../../schema/issuance/rules.ts';
import { sampleFacts } from '../support/certificates/sampleFacts.ts';

const held = <Value>(value: Value): Held<Value> => ({
  value,
  from: '2026-11-01',
  source: { title: 'A page', url: 'https://body.example.org/', readOn: '2026-11-20' },
  confidence: 'HIGH',
});

const line = (amountHundredths: number, category: string | null = null): OfferLine => ({
  amountHundredths,
  format: 'SELF_PACED_READING',
  category,
  session: null,
});

const RULES: Rules = {
  unit: held({ kind: 'TIMED', code: 'CONTACT_HOUR', singular: 'contact hour', plural: 'contact hours' }),
  formatWords: held({ SELF_PACED_READING: 'Self-study' }),
  categories: held([
    { key: 'clinical', name: 'Clinical practice', kind: 'DIVIDES' },
    { key: 'ethics', name: 'Law and ethics', kind: 'OVERLIES' },
  ]),
  countedDate: held('COMPLETION'),
  demandedFacts: held(['PROVIDER_NUMBER', 'CATEGORY']),
};

const sources = (lines: OfferLine[], totalHundredths: number, changes: Partial<CreditSources> = {}): CreditSources => ({
  body: { key: 'sample-body', name: 'Sample Body' },
  rules: RULES,
  approval: {
    kind: 'PROVIDER',
    number: 'SW-1',
    startsOn: '2026-01-01',
    endsOn: '2027-12-31',
    endedOn: null,
    publishedAt: 'https://body.example.org/providers',
    specimen: false,
  },
  role: 'HOLDER',
  partner: null,
  offer: { statement: 'A sentence.' },
  award: { basis: 'LEARNER', lines, totalHundredths, countsOn: '2026-11-22' },
  ...changes,
});

describe('the credit of an award', () => {
  test('has the sentence of the body alone, whatever an offer under a demonstration puts before it', () => {
    const approval = { ...sources([], 0).approval, specimen: true };
    const offer = { statement: `${NO_SUCH_APPROVAL} A sentence.` };
    const credit = creditFacts(sources([line(100, 'clinical')], 100, { approval, offer }));
    expect(credit.statement).toBe('A sentence.');
    expect(statementText(credit)).toBe(offer.statement);
  });

  test('is in the words of its body', () => {
    const credit = creditFacts(sources([line(150, 'clinical')], 150));
    expect(credit).toMatchObject({
      accreditor: 'sample-body',
      providerNumber: 'SW-1',
      unit: { code: 'CONTACT_HOUR', singular: 'contact hour', plural: 'contact hours' },
      lines: [{ amountHundredths: 150, format: 'Self-study', category: 'Clinical practice' }],
      mandates: [],
      counted: { on: '2026-11-22', day: 'COMPLETION' },
      demands: ['PROVIDER_NUMBER', 'CATEGORY'],
    });
    expect(parseFacts(sampleFacts({ credits: [credit] }))).toMatchObject({ ok: true });
  });

  test('a format without words of the body is in ours, a category without a name by its key', () => {
    const { formatWords: _, categories: __, ...rules } = RULES;
    const { lines } = creditFacts(sources([line(150, 'ethics')], 150, { rules }));
    expect(lines).toEqual([
      { amountHundredths: 150, format: FORMAT_WORDS.SELF_PACED_READING, category: 'ethics', session: null },
    ]);
  });

  test('hours of a mandate are a part of the total or lie over it, as the offer counted them', () => {
    const part = creditFacts(sources([line(100, 'clinical'), line(50, 'ethics')], 150));
    expect([part.lines.length, part.mandates]).toEqual([2, []]);
    const over = creditFacts(sources([line(150, 'clinical'), line(50, 'ethics')], 150));
    expect([over.lines.length, over.mandates]).toEqual([1, [{ amountHundredths: 50, category: 'Law and ethics' }]]);
  });

  test('lines always add up to the total, or the facts are refused', () => {
    const categories = fc.constantFrom('clinical', 'ethics', null);
    const lines = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), categories), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 3_000 }), fc.boolean(), (parts, other, exact) => {
        const sum = parts.reduce((total, [amount]) => total + amount, 0);
        const { demandedFacts: _, ...rules } = RULES;
        const credit = creditFacts(
          sources(
            parts.map(([amount, category]) => line(amount, category)),
            exact ? sum : other,
            { rules },
          ),
        );
        const printed = credit.lines.reduce((total, each) => total + each.amountHundredths, 0);
        const fits =
          printed === credit.amountHundredths && credit.mandates.every((each) => each.amountHundredths <= printed);
        expect(parseFacts(sampleFacts({ credits: [credit] })).ok).toBe(fits);
        if (exact) expect(fits).toBe(true);
      }),
    );
  });

  test('an approval that ended early ended the day before', () => {
    const { approval } = sources([line(150)], 150);
    const until = (endsOn: string | null, endedOn: string | null) =>
      creditFacts(sources([line(150)], 150, { approval: { ...approval, endsOn, endedOn } })).approval.endsOn;
    expect(until('2027-12-31', '2027-03-01')).toBe('2027-02-28');
    expect(until('2028-12-31', '2028-03-01')).toBe('2028-02-29');
    expect(until(null, '2027-01-01')).toBe('2026-12-31');
    expect(until('2026-06-30', '2027-01-01')).toBe('2026-06-30');
    expect(until(null, null)).toBeNull();
  });

  test('without a unit there is none', () => {
    const { unit: _, ...rules } = RULES;
    expect(() => creditFacts(sources([line(150)], 150, { rules }))).toThrow('no unit');
  });
});

test('no plain certificate names a body, and only a version that never had an approval says that none approved it', () => {
  const choices = fc.record({
    assessed: fc.boolean(),
    reviewPending: fc.boolean(),
    purpose: fc.constantFrom('CREDIT' as const, 'PERSONAL' as const),
    everApproved: fc.boolean(),
    live: fc.boolean(),
  });
  fc.assert(
    fc.property(choices, (facts) => {
      const said = plainStatements(facts).join(' ');
      expect(said.includes('No accrediting body has approved')).toBe(!facts.everApproved);
      expect(said).toContain('confers no credit of an accrediting body');
      expect(said).toContain(facts.live ? 'hours of live instruction' : 'hours of study of 60 minutes each');
    }),
  );
});
