import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameInForm, sameName } from '../../schema/names.ts';
import { DIFFERENT_NAMES, TYPED_NAMES } from '../support/typedNames.ts';

describe('names as people type them', () => {
  test.each(TYPED_NAMES)('%s: %s', (_where, printed, ...typed) => {
    for (const spelling of [printed, ...typed])
      for (const form of [spelling, spelling.normalize('NFC'), spelling.normalize('NFD'), `  ${spelling} `]) {
        expect([form, sameName(form, printed)]).toEqual([form, true]);
        expect([form, sameName(printed, form)]).toEqual([form, true]);
      }
  });

  test.each(DIFFERENT_NAMES)('%s', (_why, one, other) => {
    expect(sameName(one, other)).toBe(false);
    expect(sameName(other, one)).toBe(false);
  });

  test('law: a name is itself, however its case and composition are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        expect(sameName(name, name)).toBe(true);
        expect(sameName(name, name.normalize('NFD'))).toBe(true);
        expect(nameInForm(nameInForm(name, 2), 2)).toBe(nameInForm(name, 2));
      }),
    );
  });

  test('a text that is longer than any name is no name', () => {
    expect(sameName('a'.repeat(501), 'a'.repeat(501))).toBe(false);
  });

  test('form 1 stays as it was: commitments are made of it', () => {
    const forms = TYPED_NAMES.slice(0, 8).map(([_where, printed]) => nameInForm(printed, 1));
    expect(forms).toEqual([
      'łucja zołkiewska',
      'søren ærøskjold',
      'bjørg ødegard',
      'þorður guðnason æsuson',
      'nguyen thi đoan truong',
      'ipek isık caglayan',
      'əli məmmədzadə',
      'kaʻiulani keʻalohilani',
    ]);
    expect(nameInForm("O'Brien-Example  Jr.", 1)).toBe('o brien example jr');
  });
});
