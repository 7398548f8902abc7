import { describe, expect, test } from '@jest/globals';
import { openVault } from '../../drizzle/encryption.ts';
import { InvalidInputError } from '../../schema/errors.ts';
import { parseInput } from '../../schema/input.ts';
import { indexesOf } from '../../schema/licenses/operations/sealedNumber.ts';
import { comparableNumber, licenseNumber } from '../../schema/licenses/rules/number.ts';

describe('the comparable form', () => {
  test.each([
    ['LMFT 012345', 'LMFT012345'],
    ['lmft-012345', 'LMFT012345'],
    ['L.M.F.T. 012.345', 'LMFT012345'],
    ['LMFT\u00a0012345', 'LMFT012345'],
    ['ＬＭＦＴ ０１２３４５', 'LMFT012345'],
    ['LMFT\u2011012345', 'LMFT012345'],
    ['LMFT\u2212012345', 'LMFT012345'],
    ['LMFT–012345', 'LMFT012345'],
    ['LMFT—012345', 'LMFT012345'],
    ['LMFT 12345', 'LMFT12345'],
    ['000', '000'],
    ['r 12/34#5', 'R12/34#5'],
    ['ß-1', 'SS1'],
    ['ﬁ 1', 'FI1'],
    ['é1', 'É1'],
    ['e\u03011', 'É1'],
    ['псих-01', 'ПСИХ01'],
    ['心理 ００1', '心理001'],
    ['٠١٢', '٠١٢'],
  ])('of %s is %s', (number, comparable) => {
    expect(comparableNumber(number)).toBe(comparable);
    expect(comparableNumber(comparable)).toBe(comparable);
  });
});

describe('the keyed hash', () => {
  const vault = openVault('one secret of at least thirty-two characters');
  const of = (changes: object) =>
    indexesOf(vault, { profession: 'lmft', jurisdiction: 'US-CA', number: '012', ...changes })[0];

  test('is the same for every spelling of a number, and for nothing else', () => {
    expect(of({ number: '0-1 2' })).toBe(of({}));
    const others = [{ number: '12' }, { profession: 'lcsw' }, { jurisdiction: 'US-NY' }, { number: '0123' }];
    expect(new Set([of({}), ...others.map(of)]).size).toBe(others.length + 1);
  });

  test('cannot be made without the key', () => {
    const other = openVault('another secret of at least thirty-two characters');
    const numbered = { profession: 'lmft', jurisdiction: 'US-CA', number: '012' };
    expect(indexesOf(other, numbered)).not.toEqual(indexesOf(vault, numbered));
    expect(indexesOf({ ...other, before: vault }, numbered)).toEqual([
      ...indexesOf(other, numbered),
      ...indexesOf(vault, numbered),
    ]);
  });
});

describe('a number as it is typed', () => {
  test.each([
    ['LMFT 012345', 'LMFT 012345'],
    ['  LMFT  012345\n', 'LMFT  012345'],
    ['псих-01', 'псих-01'],
    ['e\u03011', 'e\u03011'],
    ['9'.repeat(60), '9'.repeat(60)],
  ])('%j is kept as %j', (typed, kept) => {
    expect(parseInput(licenseNumber, typed)).toBe(kept);
  });

  test.each([
    '',
    '   ',
    '-.-',
    '9'.repeat(61),
    '9'.repeat(10_000),
    '12\n34',
    '12\t34',
    '12\u000034',
    '12\u007f34',
    '12\u200b34',
    '12\u200d34',
    '12\u202e34',
    '12\u206634',
    '12\ufeff34',
    '12\u00ad34',
    '12\u034f34',
    '12\u316434',
    '12\ufe0f34',
    '12\u{e0041}34',
    '12\u202834',
    '12\ud80034',
    '12\ue00034',
    '12\u{10ffff}34',
  ])('%j is refused', (typed) => {
    expect(() => parseInput(licenseNumber, typed)).toThrow(InvalidInputError);
  });
});
