import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forbiddenFacts, forbiddenIn } from '../../certificates/forbiddenWords.ts';
import { accreditedFacts } from '../support/certificates/creditSamples.ts';
import { sampleFacts } from '../support/certificates/sampleFacts.ts';

const WORDS = ['CEU', 'APA-approved course', 'continuing education unit'];

describe('a forbidden word is found', () => {
  test.each([
    ['1.5 CEU for you', 'CEU'],
    ['Earn CEUs!', 'CEU'],
    ['earn ceus', 'CEU'],
    ['(C.E.U.)', 'CEU'],
    ['the ceu-course', 'CEU'],
    ['two\u00a0CEU’s', 'CEU'],
    ['C\u200bEU', 'CEU'],
    ['ＣＥＵ', 'CEU'],
    ['An APA approved course.', 'APA-approved course'],
    ['an apa\u2011approved  courses list', 'APA-approved course'],
    ['APA-\napproved course', 'APA-approved course'],
    ['Continuing-Education Units', 'continuing education unit'],
  ])('in %j', (text, word) => {
    expect(forbiddenIn(text, WORDS)).toEqual([word]);
  });

  test.each(['museum, ceuta, aceus', 'Maria do Céu', 'approved by the APA', 'a course approved', '', 'CE, U'])(
    'not in %j',
    (text) => {
      expect(forbiddenIn(text, WORDS)).toEqual([]);
    },
  );

  test('between any words, in any case', () => {
    const around = fc.stringMatching(/^[ ,;(]{1,3}$/);
    fc.assert(
      fc.property(around, around, fc.constantFrom(...WORDS), fc.boolean(), (before, after, word, upper) => {
        const text = `x${before}${upper ? word.toUpperCase() : word.toLowerCase()}${after}y`;
        expect(forbiddenIn(text, WORDS)).toEqual([word]);
      }),
    );
  });

  test('whatever the words are, there is an answer', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 4 }), (text, words) => {
        for (const word of forbiddenIn(text, words)) expect(words).toContain(word);
      }),
    );
  });
});

describe('in the facts of a certificate', () => {
  test.each([
    ['course.title', { course: { ...sampleFacts().course, title: 'Two CEUs on trust' } }],
    ['course.slug', { course: { ...sampleFacts().course, slug: 'ceu-course' } }],
    ['objectives.0', { objectives: ['earn 2 CEU'] }],
    ['contributors.0.credentials', { contributors: [{ role: 'Author', name: 'A', credentials: 'CEU teacher' }] }],
    ['signatory.title', { signatory: { name: 'A', title: 'CEU office' } }],
    ['organization.legalName', { organization: { ...sampleFacts().organization, legalName: 'The CEU House' } }],
    ['organization.website', { organization: { ...sampleFacts().organization, website: 'https://ceu.example.org' } }],
  ])('the organization’s own %s is told with the word', (field, changes) => {
    expect(forbiddenFacts(accreditedFacts('nysed-sw', changes), WORDS)).toEqual([{ field, word: 'CEU' }]);
  });

  test('names of people and numbers of licenses are never refused', () => {
    const facts = accreditedFacts('nysed-sw', {
      learnerName: 'Ceu Example',
      signatory: { name: 'Rosa Ceu', title: 'Director' },
      contributors: [{ role: 'Author', name: 'Ceu', credentials: 'PhD' }],
      licenses: [{ profession: 'Psychologist', jurisdiction: 'New York', number: 'CEU-1' }],
    });
    expect(forbiddenFacts(facts, WORDS)).toEqual([]);
  });
});
