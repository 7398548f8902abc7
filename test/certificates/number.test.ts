import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newCertificateNumber, parseCertificateNumber } from '../../certificates/number.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const numbers = fc.uint8Array({ minLength: 19, maxLength: 19 }).map(newCertificateNumber);
const place = fc.nat({ max: 19 });
const bare = (number: string) => number.replaceAll('-', '');
const put = (text: string, at: number, symbol: string) => text.slice(0, at) + symbol + text.slice(at + 1);

describe('a certificate number', () => {
  test('is four groups of five Crockford symbols and reads back as itself', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(number).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(parseCertificateNumber(number)).toEqual({ ok: true, number });
      }),
    );
  });

  test('carries all 95 random bits: each of the 19 bytes decides its own symbol', () => {
    const symbols = Array.from({ length: 32 }, (_, value) =>
      bare(newCertificateNumber(new Uint8Array(19).fill(value))),
    );
    for (let at = 0; at < 19; at++) expect(symbols.map((number) => number.charAt(at)).join('')).toBe(SYMBOLS);
  });

  test('is a new random number each time', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newCertificateNumber())).size).toBe(1000);
  });

  test('needs its random bytes', () => {
    expect(() => newCertificateNumber(new Uint8Array(18))).toThrow(RangeError);
  });
});

describe('the check symbol', () => {
  test('detects every single wrong symbol', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const right = bare(number);
        for (let at = 0; at < 20; at++) {
          for (const symbol of SYMBOLS) {
            const expected =
              symbol === right.charAt(at) ? { ok: true, number } : { ok: false, because: 'CHECK_FAILED' };
            expect(parseCertificateNumber(put(right, at, symbol))).toEqual(expected);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('detects every exchange of two differing symbols, neighbors or not', () => {
    fc.assert(
      fc.property(numbers, place, place, (number, a, b) => {
        const right = bare(number);
        fc.pre(right.charAt(a) !== right.charAt(b));
        const swapped = put(put(right, a, right.charAt(b)), b, right.charAt(a));
        expect(parseCertificateNumber(swapped)).toEqual({ ok: false, because: 'CHECK_FAILED' });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what people type', () => {
  const separators = fc.constantFrom('', ' ', '-', '--', ' – ', '\u2011', '\u2212', '\u00a0', '\t');
  const confused = (symbol: string, pick: number) =>
    ({ '0': ['0', 'O', 'o'], '1': ['1', 'I', 'l', 'L', 'i'] })[symbol]?.[pick % 3] ?? symbol;

  test('lower case, any separators, O for 0, I and L for 1 mean the same number', () => {
    const picks = fc.array(fc.nat({ max: 2 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(numbers, separators, picks, fc.boolean(), (number, separator, pick, lower) => {
        const typed = [...bare(number)].map((symbol, at) => confused(symbol, pick[at] ?? 0));
        const text = [0, 5, 10, 15].map((from) => typed.slice(from, from + 5).join('')).join(separator);
        expect(parseCertificateNumber(lower ? text.toLowerCase() : text)).toEqual({ ok: true, number });
      }),
    );
  });

  test('anything else is malformed and never throws', () => {
    const malformed = { ok: false, because: 'MALFORMED' };
    const number = bare(newCertificateNumber());
    for (const text of [
      '',
      'x',
      number.slice(1),
      `${number}0`,
      put(number, 3, 'U'),
      put(number, 3, '\0'),
      '0'.repeat(1e5),
    ]) {
      expect(parseCertificateNumber(text)).toEqual(malformed);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const parsed = parseCertificateNumber(text);
        if (parsed.ok) expect(parsed.number).toHaveLength(23);
      }),
    );
  });
});
