import { expect, test } from '@jest/globals';
import { choicesOf, cycleTyped, faultAt, hoursTyped, licenseText, titleOf } from '../../web/licenses/rules.ts';

const board = { professions: [{ key: 'lmft', title: 'Licensed Therapist' }] };

test('a license is named in its board’s words, and without its file as it was typed', () => {
  expect(licenseText({ profession: 'lmft', jurisdiction: 'US-CA', number: '12', board })).toBe(
    'Licensed Therapist, US-CA, 12',
  );
  expect(licenseText({ profession: 'lcsw', jurisdiction: 'US-CA', number: null, board: null })).toBe('LCSW, US-CA');
  expect(titleOf({ profession: 'other', jurisdiction: 'NZ', board })).toBe('OTHER');
});

test('every profession of every board can be chosen, by name', () => {
  const boards = [
    { key: 'a', name: 'Board A', jurisdiction: 'US-NY', professions: [{ key: 'z', title: 'Zed' }] },
    { key: 'b', name: 'Board B', jurisdiction: 'NZ', professions: [{ key: 'y', title: 'Ay' }] },
  ];
  expect(choicesOf(boards).map(({ value, text }) => [value, text])).toEqual([
    ['NZ/y', 'Ay (NZ)'],
    ['US-NY/z', 'Zed (US-NY)'],
  ]);
});

test.each([
  ['36', '36.00'],
  [' 36,5 ', '36.50'],
  ['0.25', '0.25'],
  ['thirty', null],
  ['1.234', null],
  ['', null],
])('%j hours are %s', (typed, hours) => {
  expect(hoursTyped(typed)).toBe(hours);
});

test('a cycle keeps the hours of categories, which the form does not ask for', () => {
  const days = { startsOn: '2026-01-01', endsOn: '2027-12-31' };
  const before = [
    { category: null, hours: '30.00' },
    { category: 'ethics', hours: '6.00' },
  ];
  expect(cycleTyped({ ...days, total: '36' }, before)).toEqual({
    ...days,
    required: [
      { category: null, hours: '36.00' },
      { category: 'ethics', hours: '6.00' },
    ],
  });
  expect(cycleTyped({ ...days, total: '' })).toEqual({ ...days, required: [] });
  expect(cycleTyped({ startsOn: '', endsOn: '', total: '36' })).toBeNull();
});

test('a fault stands at its field, also one inside it', () => {
  const faults = [
    { path: 'cycle.endsOn', message: 'Too early.' },
    { path: 'number', message: 'Too long.' },
  ];
  expect(faultAt(faults, 'cycle')).toBe('Too early.');
  expect(faultAt(faults, 'number')).toBe('Too long.');
  expect(faultAt(faults, 'num')).toBeNull();
});
