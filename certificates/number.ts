import { randomBytes } from 'node:crypto';

/**
 * A certificate's number is the capability to look it up: 19 random Crockford base-32 symbols
 * (95 bits) and one check symbol, printed in four groups of five.
 *
 * Check law, over GF(32) with x^5 + x^2 + 1: the weighted sum of all twenty symbols is zero.
 * The weights are distinct and non-zero, so one wrong symbol and the exchange of any two
 * differing symbols always leave a non-zero sum.
 */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_SYMBOLS = 19;
const LENGTH = RANDOM_SYMBOLS + 1;
const LONGEST_INPUT = 80;

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 8; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  return product;
}

/** Powers of the primitive element x; the check symbol, last, has weight 1. */
const WEIGHTS: number[] = Array.from({ length: LENGTH }, () => 1);
for (let at = LENGTH - 2; at >= 0; at--) WEIGHTS[at] = times(WEIGHTS[at + 1] ?? 1, 2);

const weightedSum = (values: number[]): number =>
  values.reduce((sum, value, at) => sum ^ times(value, WEIGHTS[at] ?? 0), 0);

function print(values: number[]): string {
  const symbols = values.map((value) => SYMBOLS.charAt(value)).join('');
  return (symbols.match(/.{5}/g) ?? []).join('-');
}

/** A fresh number `XXXXX-XXXXX-XXXXX-XXXXX`; `bytes` are at least 19 uniformly random bytes. */
export function newCertificateNumber(bytes: Uint8Array = randomBytes(RANDOM_SYMBOLS)): string {
  if (bytes.length < RANDOM_SYMBOLS) throw new RangeError(`A certificate number needs ${RANDOM_SYMBOLS} random bytes.`);
  const values = Array.from(bytes.subarray(0, RANDOM_SYMBOLS), (byte) => byte & 31);
  return print([...values, weightedSum(values)]);
}

export type ParsedNumber = { ok: true; number: string } | { ok: false; because: 'MALFORMED' | 'CHECK_FAILED' };

/**
 * Reads a number as people type it: lower case, hyphens and spaces anywhere or nowhere, O for 0,
 * I or L for 1. MALFORMED: not twenty symbols. CHECK_FAILED: mistyped, no such number exists.
 */
export function parseCertificateNumber(input: string): ParsedNumber {
  if (input.length > LONGEST_INPUT) return { ok: false, because: 'MALFORMED' };
  const typed = input.replace(/[\s\p{Pd}\u2212]/gu, '');
  if (!/^[0-9A-Za-z]{20}$/.test(typed)) return { ok: false, because: 'MALFORMED' };
  const symbols = typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  const values = Array.from(symbols, (symbol) => SYMBOLS.indexOf(symbol));
  if (values.includes(-1)) return { ok: false, because: 'MALFORMED' };
  if (weightedSum(values) !== 0) return { ok: false, because: 'CHECK_FAILED' };
  return { ok: true, number: print(values) };
}
