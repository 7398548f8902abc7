import { describe, expect, test } from '@jest/globals';
import { CHANNELS as ASKED, MOST as MOST_ASKED, NOT_FOR_EMERGENCIES } from '../../schema/care/rules/form.ts';
import {
  type Answers,
  agreementOf,
  CHANNELS,
  contradicts,
  countOf,
  countryName,
  daysToChoose,
  isAddress,
  MOST,
  NOTHING,
  readUntil,
  sameAnswers,
  servicesFor,
  standingOf,
  withoutStop,
  withWay,
} from '../../web/care/rules.ts';
import { careForm } from '../../web/words/en/careForm.ts';

test('the page asks what the API asks, with its limits, and says the same of emergencies', () => {
  expect([CHANNELS, MOST]).toEqual([ASKED, MOST_ASKED]);
  expect(careForm.notForEmergencies).toBe(NOT_FOR_EMERGENCIES);
});

test.each([
  ['CLOSED', null, null],
  ['NOTHING', {}, null],
  ['SAVED', {}, { submittedAt: null }],
  ['SENT', {}, { submittedAt: '2026-11-27T10:00:00Z' }],
  // What was written stays to be read when an organization takes back what it said.
  ['SAVED', null, { submittedAt: null }],
  ['SENT', null, { submittedAt: '2026-11-27T10:00:00Z' }],
])('a form stands as %s', (standing, form, intake) => {
  expect(standingOf({ form, intake })).toBe(standing);
});

test.each([
  [[], { all: 0, waiting: 0 }],
  [['ASKED'], { all: 1, waiting: 1 }],
  [['WITHDRAWN'], { all: 0, waiting: 0 }],
  [['PART', 'ASKED', 'WITHDRAWN', 'DECLINED', 'GRANTED'], { all: 4, waiting: 1 }],
])('of the requests %j are shown', (states, counted) => {
  expect(countOf(states.map((state) => ({ state })))).toEqual(counted);
});

test('what is sent is read within so many times 24 hours', () => {
  expect(readUntil('2026-11-27T10:00:00.000Z', 3)).toBe('2026-11-30T10:00:00.000Z');
});

test.each([
  ['Sam Example reads it.', 'Sam Example reads it'],
  [' Sam Example, PhD ', 'Sam Example, PhD'],
  ['...', '..'],
])('%j stands in a sentence as %j', (text, inside) => {
  expect(withoutStop(text)).toBe(inside);
});

test.each([
  [true, 'https://institute.example.org/privacy'],
  [true, ' https://institute.example.org/privacy\n'],
  [false, 'http://institute.example.org/privacy'],
  [false, 'javascript:alert(1)'],
  [false, 'See https://institute.example.org/privacy'],
  [false, 'https://'],
])('%s: %j is an address', (is, text) => {
  expect(isAddress(text)).toBe(is);
});

describe('answers', () => {
  const some: Answers = { ...NOTHING, goals: 'To talk.', channels: ['CALL', 'MAIL'] };
  test.each<[boolean, Partial<Answers>]>([
    [true, {}],
    [true, { channels: ['MAIL', 'CALL'] }],
    [false, { channels: ['MAIL'] }],
    [false, { goals: 'To talk' }],
    [false, { needs: 'To talk.', goals: '' }],
    [false, { doNotWrite: true }],
    [false, { doNotLeaveMessage: true }],
  ])('%s: the same with %j', (same, changes) => {
    expect(sameAnswers(some, { ...some, ...changes })).toBe(same);
  });

  test('a way is marked once and taken back', () => {
    const marked = withWay(withWay(some, 'OTHER', true), 'OTHER', true);
    expect(marked.channels).toEqual(['CALL', 'MAIL', 'OTHER']);
    expect(withWay(marked, 'CALL', false).channels).toEqual(['MAIL', 'OTHER']);
  });

  test.each<[boolean, Answers['channels'], boolean]>([
    [true, ['MAIL'], true],
    [true, ['CALL', 'TEXT_MESSAGE'], true],
    [false, ['CALL', 'OTHER'], true],
    [false, ['MAIL'], false],
  ])('%s: %j contradicts “do not write”', (does, channels, doNotWrite) => {
    expect(contradicts({ ...NOTHING, channels, doNotWrite })).toBe(does);
  });
});

test.each([
  ['NOBODY', false, false],
  ['YOU', true, false],
  ['BOTH', true, true],
])('%s has agreed', (agreement, agreed, bothAgreed) => {
  expect(agreementOf({ agreed, bothAgreed })).toBe(agreement);
});

describe('the days to choose from', () => {
  const now = '2026-11-27T23:30:00Z';
  test.each([
    ['after the last day of its own', '2027-04-26', null, '2027-04-27'],
    ['from tomorrow where it has ended by now', '2026-11-01', null, '2026-11-28'],
    ['from tomorrow where a consent holds', '2030-01-01', '2030-01-01', '2026-11-28'],
  ])('%s', (_, keptUntil, consentedUntil, first) => {
    expect(daysToChoose(now, { keptUntil, consentedUntil })).toEqual({ first, last: '2036-11-27' });
  });
});

test('services of the reader’s country come first, then those of the event’s, then those for everywhere', () => {
  const services = ['AU', 'INTL', 'NZ', 'US'].map((country) => ({ country }));
  const { near, others } = servicesFor(services, ['US', 'NZ']);
  expect([near, others].map((some) => some.map(({ country }) => country))).toEqual([['US', 'NZ', 'INTL'], ['AU']]);
  expect(servicesFor(services, [null, 'NZ']).near.map(({ country }) => country)).toEqual(['NZ', 'INTL']);
});

test('a country has its name in the language of the page, or else in English', () => {
  expect([countryName('US', 'en'), countryName('US', 'es')]).toEqual(['United States', 'Estados Unidos']);
  expect(countryName('US', 'mi')).not.toBe('US');
});
