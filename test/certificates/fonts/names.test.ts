import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawableFacts, drawableName, printedText } from '../../../certificates/fonts/drawable.ts';
import { faceFor } from '../../../certificates/fonts/faces.ts';
import { fitHeading, NAME, NAME_WIDTH, TITLE, TITLE_WIDTH } from '../../../certificates/layout/headings.ts';
import { SMALLEST_SIZE } from '../../../certificates/layout/page.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';

const SCRIPTS = {
  latin: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÉÎÕÜåçñøßŁłŞşŽžđĦŒœÆŊ',
  vietnamese: 'NguyễnThịPhươngĐặngẤẪỔỠỰỹếộợ',
  greek: 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώϊΐἈἀἉᾳῆῷς',
  cyrillic: 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийіїєґџљњћђ',
};
const namesIn = (letters: string) =>
  fc.string({ unit: fc.constantFrom(...letters, ' ', '-', '’', '.'), minLength: 1, maxLength: 120 });
const names = fc.oneof(...Object.values(SCRIPTS).map(namesIn)).filter((name) => printedText(name) !== '');
const anyName = fc.oneof(
  names,
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
  fc.constant('W'.repeat(120)),
);

const widest = (role: 'serif' | 'strong', text: string, lines: string[], size: number) =>
  Math.max(...lines.map((line) => faceFor(role, text).width(line.trimEnd(), size)));

describe('fitting', () => {
  test('every name of these scripts can be drawn', () => {
    fc.assert(fc.property(names, (name) => expect(drawableName(name)).toEqual({ ok: true })));
  });

  test('any drawable name of 1 to 120 characters stays inside its box at a readable size, complete', () => {
    fc.assert(
      fc.property(anyName, (typed) => {
        fc.pre(drawableName(typed).ok && [...typed].length <= 120);
        const name = printedText(typed);
        const { lines, size } = fitHeading(name, NAME);
        expect(widest('serif', name, lines, size)).toBeLessThanOrEqual(NAME_WIDTH + 0.01);
        expect(size).toBeGreaterThanOrEqual(9);
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(lines.join('')).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['Li Wu', 1, 46],
    ['Maren Sólveig Okonkwo-Hale', 1, 46],
    ['W'.repeat(120), 3, 9],
  ])('%s is set on %d lines at no less than %d pt', (name, lines, size) => {
    const fitted = fitHeading(name, NAME);
    expect(fitted.lines).toHaveLength(lines);
    expect(fitted.size).toBeGreaterThanOrEqual(size);
  });

  test('a title of 200 characters fits its box on at most three lines', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z]{1,24}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, (parts) => {
        const title = parts.join(' ').slice(0, 200).trim();
        const { lines, size } = fitHeading(title, TITLE);
        expect(widest('strong', title, lines, size)).toBeLessThanOrEqual(TITLE_WIDTH + 0.01);
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(size).toBeGreaterThanOrEqual(SMALLEST_SIZE);
        expect(lines.join('')).toBe(title);
      }),
    );
  });
});

describe('names that no embedded font can draw are refused before issue', () => {
  const refused = (characters: string[]) => ({ ok: false, because: 'UNDRAWABLE', characters });

  test.each([
    ['Arabic', 'Layla حسن', ['ح', 'س', 'ن']],
    ['Hebrew', 'דוד Levi', ['ד', 'ו']],
    ['Chinese', '李 Wu', ['李']],
    ['emoji', 'Sam 🙂', ['🙂']],
    ['a bidirectional override', 'Ann\u202eEvil', ['\u202e']],
    ['a zero-width space', 'Ann\u200bLee', ['\u200b']],
    ['a soft hyphen', 'Ann\u00adLee', ['\u00ad']],
    ['NUL', 'Ann\0', ['\0']],
    ['a new line', 'Ann\nLee', ['\n']],
    ['a lone surrogate', 'Ann\ud800', ['\ud800']],
    ['piled marks', 'A\u0301\u0302\u0303\u0304nn', ['\u0302', '\u0303', '\u0304']],
    ['a mark without a letter', '\u0301Ann', ['\u0301']],
    ['a three-em dash', 'Ann ⸻', ['⸻']],
    ['nothing', '   ', []],
  ])('%s', (_, name, characters) => {
    expect(drawableName(name)).toEqual(refused(characters));
  });

  test('decomposed letters are composed; marks that the fonts can place are drawn', () => {
    const decomposed = 'Nguyễn Thị'.normalize('NFD');
    expect(drawableName(decomposed)).toEqual({ ok: true });
    expect(printedText(decomposed)).toBe('Nguyễn Thị');
    expect(drawableName('Adébáyọ̀ Ọlátúnjí')).toEqual({ ok: true });
    expect(drawableName('Oʼbrien O’Brien D\u2019Ange')).toEqual({ ok: true });
  });

  test('any text is answered, hostile lengths quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(typeof drawableName(text).ok).toBe('boolean')),
    );
    expect(drawableName('x'.repeat(10_000)).ok).toBe(true);
    expect(drawableName('\u0301'.repeat(10_000)).ok).toBe(false);
  });

  test('every field of a certificate is asked, and named when it cannot be drawn', () => {
    const sample = sampleFacts();
    expect(drawableFacts(sample)).toEqual({ ok: true });
    const objectives = [...sample.objectives, 'read 愛'];
    expect(drawableFacts({ ...sample, objectives })).toEqual({ ...refused(['愛']), field: 'objectives.6' });
    const organization = { ...sample.organization, address: ['1 Lane', 'שלום'] };
    expect(drawableFacts({ ...sample, organization })).toMatchObject({ field: 'organization.address.1' });
  });
});
