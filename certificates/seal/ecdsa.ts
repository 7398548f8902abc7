import { allOf, NotDer, only, sequence, TAG, unsigned } from './der.ts';

/** The order of P-256 (FIPS 186). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF = ORDER / 2n;

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
const bytesOf = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');

/**
 * A signature on P-256 as DER, from r and s side by side. Two values of s verify; it uses the lower one, so that no one can write
 * the same signature in another form.
 */
export function signatureToDer(rs: Uint8Array): Buffer {
  if (rs.length !== 64) throw new Error(`A signature on P-256 has 64 bytes; this has ${rs.length}.`);
  const s = numberOf(rs.subarray(32));
  return sequence(unsigned(rs.subarray(0, 32)), unsigned(bytesOf(s > HALF ? ORDER - s : s)));
}

/** Back to r and s; null when the DER differs from what `signatureToDer` writes. */
export function signatureFromDer(der: Buffer): Buffer | null {
  try {
    const numbers = allOf(only(der, TAG.sequence)).map(({ content }) => numberOf(content));
    const [r, s, more] = numbers;
    if (r === undefined || s === undefined || more !== undefined || r >= ORDER || s > HALF) return null;
    const rs = Buffer.concat([bytesOf(r), bytesOf(s)]);
    return signatureToDer(rs).equals(der) ? rs : null;
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}
