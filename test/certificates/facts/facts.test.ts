import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalFacts } from '../../../certificates/facts/canonical.ts';
import { parseFacts } from '../../../certificates/facts/parse.ts';
import {
  dateInWords,
  dayInWords,
  hoursOfSixty,
  hoursOfStudy,
  hoursText,
  languageName,
} from '../../../certificates/words.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';

/** The same value with the keys of every object in another order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, held]) => [key, reversed(held)]),
  );
};

describe('frozen facts', () => {
  test('survive storage as JSON and give one canonical text whatever the order of keys', () => {
    const facts = sampleFacts();
    const stored = parseFacts(JSON.parse(JSON.stringify(reversed(facts))));
    expect(stored).toEqual({ ok: true, facts });
    if (stored.ok) expect(canonicalFacts(stored.facts)).toBe(canonicalFacts(facts));
    expect(JSON.parse(canonicalFacts(facts))).toEqual(facts);
    expect(canonicalFacts(facts)).toMatch(/^\{"assessment":\{"passPercent":80\},"completedOn":/);
  });

  test('a changed fact changes the canonical text', () => {
    expect(canonicalFacts(sampleFacts({ studyHundredths: 151 }))).not.toBe(canonicalFacts(sampleFacts()));
  });

  test.each([
    ['number', { number: 'BGNTZ-49EKR-X27CH-PV058' }],
    ['learnerName', { learnerName: ' ' }],
    ['learnerName', { learnerName: 'x'.repeat(121) }],
    ['studyHundredths', { studyHundredths: 1.5 }],
    ['completedOn', { completedOn: '2026-02-30' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['issuedAt', { issuedAt: 'yesterday' }],
    ['objectives.0', { objectives: ['x'.repeat(301)] }],
    ['verifyUrl', { verifyUrl: 'javascript:alert(1)' }],
    ['schema', { schema: 3 }],
    ['credits', { credits: undefined }],
  ])('a fault in %s is named', (field, change) => {
    const parsed = parseFacts({ ...sampleFacts(), ...change });
    expect(parsed).toEqual({ ok: false, because: 'MALFORMED', faults: [expect.stringContaining(`${field}: `)] });
  });

  test('any input gets an answer and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parseFacts(value).ok).toBe(false);
      }),
    );
  });
});

describe('words', () => {
  test.each([
    [0, '0'],
    [25, '0.25'],
    [5, '0.05'],
    [150, '1.5'],
    [600, '6'],
    [625, '6.25'],
  ])('%d hundredths of an hour print as %s', (hundredths, text) => {
    expect(hoursText(hundredths)).toBe(text);
  });

  test.each([
    [25, '0.25 hours of study (60 minutes)', '0.25 hours of 60 minutes each'],
    [100, '1 hour of study (60 minutes)', '1 hour of 60 minutes'],
    [101, '1.01 hours of study (60 minutes)', '1.01 hours of 60 minutes each'],
    [1_100, '11 hours of study (60 minutes)', '11 hours of 60 minutes each'],
  ])('%d hundredths are said as %s', (hundredths, words, beside) => {
    expect(hoursOfStudy(hundredths)).toBe(words);
    expect(hoursOfSixty(hundredths)).toBe(beside);
    expect(hoursOfSixty(hundredths, ' of study')).toBe(beside.replace(' of', ' of study of'));
  });

  test('hours lose nothing', () => {
    fc.assert(
      fc.property(fc.nat(), (hundredths) => expect(Math.round(Number(hoursText(hundredths)) * 100)).toBe(hundredths)),
    );
    expect(() => hoursText(-1)).toThrow(RangeError);
    expect(() => hoursText(1.5)).toThrow(RangeError);
  });

  test('dates are in words, instants on the day of the organization', () => {
    expect(dateInWords('2026-11-02')).toBe('2 November 2026');
    expect(dayInWords('2026-11-22T12:30:00Z', 'Pacific/Auckland')).toBe('23 November 2026');
    expect(dayInWords('2026-11-22T02:30:00Z', 'America/New_York')).toBe('21 November 2026');
  });

  test('languages are printed by name, unknown ones unchanged', () => {
    expect([languageName('en'), languageName('mi'), languageName('Klingonish words')]).toEqual([
      'English',
      'Māori',
      'Klingonish words',
    ]);
  });
});
