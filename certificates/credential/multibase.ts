const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Bytes in base58btc with its multibase letter `z`. */
export function encodeBase58(bytes: Uint8Array): string {
  let rest = bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = (ALPHABET[Number(rest % 58n)] ?? '') + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return `z${'1'.repeat(zeros < 0 ? bytes.length : zeros)}${text}`;
}

/** Exactly `length` bytes from base58btc with its multibase letter; null when the text is not their one encoding. */
export function decodeBase58(text: string, length: number): Uint8Array | null {
  if (!text.startsWith('z') || text.length > 2 * length + 1) return null;
  let number = 0n;
  for (const letter of text.slice(1)) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return null;
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16).padStart(2 * length, '0');
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
  return bytes.length === length && encodeBase58(bytes) === text ? bytes : null;
}
