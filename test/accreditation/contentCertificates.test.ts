import { describe, expect, test } from '@jest/globals';
import { creditText } from '../../certificates/creditWords.ts';
import type { Credit } from '../../certificates/facts/credit.ts';
import { forbiddenIn } from '../../certificates/forbiddenWords.ts';
import { drawCertificate } from '../../certificates/pdf.ts';
import type { Accreditor } from '../../schema/accreditation/rules/bodies.ts';
import { offerRulesOn } from '../../schema/accreditation/rules/inForce.ts';
import { fillStatement } from '../../schema/accreditation/rules/statement.ts';
import { creditFacts } from '../../schema/issuance/rules/creditFacts.ts';
import { allTextOf, textValuesOf } from '../support/certificates/allText.ts';
import { sampleCredential } from '../support/certificates/credentialSamples.ts';
import { AWARD_STATEMENTS, LICENSES } from '../support/certificates/creditSamples.ts';
import { readPdf } from '../support/certificates/readPdf.ts';
import { sampleFacts } from '../support/certificates/sampleFacts.ts';
import { accreditors, DAY } from '../support/contentBodies.ts';

const accrediting = accreditors.filter(({ kind }) => kind === 'ACCREDITS');
/** As the letter of a body words it whose file has no sentence. */
const OF_LETTER = '{organization}, {number}, is approved by this body.';
const BLANKS = {
  ...{ organization: 'Attune Sample Institute', number: 'X-1975', from: '1 January 2026', to: '31 December 2028' },
  ...{ amount: '1.5', unit: 'units', course: 'Better After Betrayal', partner: 'Sample College', partnerNumber: 'Y-2' },
};

/** The credit of a body by its own file, of one and a half units. */
const creditOf = (body: Accreditor, specimen: boolean): Credit => {
  const kind = body.approves[0] ?? 'PROVIDER';
  const rules = offerRulesOn(body, kind, DAY);
  const filled = fillStatement(rules.statement?.value ?? OF_LETTER, BLANKS);
  if (!filled.ok) throw new Error(`${body.key} has a sentence that cannot be filled`);
  const divides = rules.categories?.value.find((category) => category.kind === 'DIVIDES');
  const line = { amountHundredths: 150, format: 'SELF_PACED_READING' as const, session: null };
  const period = {
    startsOn: '2026-01-01',
    endsOn: '2028-12-31',
    endedOn: null,
    publishedAt: 'https://body.example.org/',
  };
  return creditFacts({
    ...{ body, rules, role: 'HOLDER', partner: null, offer: { statement: filled.text } },
    approval: { ...period, kind, number: BLANKS.number, specimen },
    award: {
      ...{ basis: 'LEARNER', totalHundredths: 150, countsOn: '2026-11-22' },
      lines: [{ ...line, category: divides?.key ?? null }],
    },
  });
};

/** What the body's file forbids, and what its own rules are known for. */
const forbiddenOf = ({ key, values }: Accreditor): string[] => [
  ...(values.forbiddenWords ?? []).flatMap(({ value }) => value),
  ...(key.startsWith('nysed') ? ['CEU', 'CE credit', 'continuing education unit'] : []),
  ...(key === 'apa' ? ['APA-approved course', 'APA-approved program'] : []),
];

describe.each(accrediting.map((body) => [body.key, body] as const))('a certificate under %s', (key, body) => {
  test.each([
    ['real', false],
    ['specimen', true],
  ])('%s: in its unit and sentence, and without a word that it forbids', async (_kind, specimen) => {
    const credit = creditOf(body, specimen);
    const facts = sampleFacts({ specimen, credits: [credit], licenses: LICENSES, statements: AWARD_STATEMENTS });
    const paper = allTextOf(readPdf(await drawCertificate(facts)));
    expect(paper).toContain(creditText(credit));
    expect(paper).toContain(credit.statement);
    expect(paper.includes('Specimen: no such approval exists.')).toBe(specimen);
    if (key.startsWith('nysed')) expect(creditText(credit)).toBe('1.50 contact hours');
    const read = [paper, ...textValuesOf(sampleCredential(facts))].join('\n');
    expect(forbiddenIn(read, forbiddenOf(body))).toEqual([]);
  });
});

test('New York and the American Psychological Association forbid words', () => {
  const strict = accrediting.filter(({ key }) => key === 'apa' || key.startsWith('nysed'));
  for (const { values } of strict) expect(values.forbiddenWords?.length).toBeGreaterThan(0);
  expect(strict).toHaveLength(5);
});
