import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { REPORTED_FIELDS } from '../../schema/credits/rules/reported.ts';
import { printedName } from '../../schema/edited/text.ts';
import { nameOnLicense } from '../../schema/licenses/rules/terms.ts';
import { nameInForm, sameName } from '../../schema/names.ts';
import { lookShape } from '../../schema/organizations/graphql/lookInput.ts';
import { lineOfName, lineOfText } from '../../schema/plainText.ts';
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

describe('a name that somebody writes anew', () => {
  const names = [
    ...[
      'Zoë Ångström-Παπαδοπούλου',
      "Síle O'Brien",
      'Te Whāiti Nui-ā-Toi',
      'Dr. J. R. Smith, Jr.',
      'Smith & Sons (NZ) Ltd.',
    ],
    ...['‘Okina Kealoha', 'ʻOkina', 'A+ Practice, No. 7', 'Anna/Ben', 'Ann “Bee” Lee'],
  ];
  const wrong = [
    '<img src=x onerror=alert(1)>',
    'Ana <3',
    'a > b',
    '<',
    'Ana <b>Ben</b>',
    'Ana\u0000',
    'Ana\nBen',
    'Ana\u0007',
  ];
  const takers: [string, { safeParse: (name: string) => { success: boolean } }][] = [
    ['of a person', lineOfName(120)],
    ['on a license', nameOnLicense],
    ['of a signatory', lookShape.shape.signatoryName],
    ['of an organization', printedName('the legal name', 160)],
    ['of another provider', REPORTED_FIELDS.provider],
  ];
  test.each(takers)('%s has no markup and nothing that hides', (_, taker) => {
    expect(names.filter((name) => !taker.safeParse(name).success)).toEqual([]);
    expect(wrong.filter((name) => taker.safeParse(name).success)).toEqual([]);
  });

  test('is compared with one that was stored before as it stands', () => {
    expect(sameName('Ana <3', 'Ana <3')).toBe(true);
    expect(lineOfText(120).safeParse('Ana <3').success).toBe(true);
  });
});
