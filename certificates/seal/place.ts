/** How a signature dictionary begins, byte for byte; this is how a seal is found in a file. */
const HEAD = Buffer.from(
  '/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/ByteRange [0 ',
  'latin1',
);
const UNKNOWN = '/********** /********** /**********';
const ZERO = 0x30;
const BEFORE_SEAL = ']\n/Contents <';

/** The size limit of a seal that is read, in bytes of DER. Every real seal is smaller. */
const LARGEST_SEAL = 65_536;

/** The position of the hexadecimal seal, between '<' at `start` and '>' at `end - 1`, and of its written range. */
export type Place = { rangeAt: number; start: number; end: number };

/** The positions of seal heads; looks for two at most. */
export function headsIn(pdf: Buffer): number[] {
  const first = pdf.indexOf(HEAD);
  const second = first < 0 ? -1 : pdf.indexOf(HEAD, first + 1);
  return [first, second].filter((at) => at >= 0);
}

/** The range of a file of this length around the seal, as wide as the empty range. */
export function rangeText(start: number, end: number, length: number): string {
  return `${start} ${end} ${length - end}`.padEnd(UNKNOWN.length);
}

/** The empty seal that the drawing reserved. Throws when there is none, or more than one. */
export function emptyPlace(pdf: Buffer): Place {
  const [head, second] = headsIn(pdf);
  if (head === undefined || second !== undefined) throw new Error('The drawing has not exactly one signature field.');
  const { rangeAt, start } = placesAfter(head);
  const end = pdf.indexOf('>', start, 'latin1') + 1;
  const before = pdf.toString('latin1', rangeAt, start + 1);
  const isEmpty = end > start + 1 && pdf.subarray(start + 1, end - 1).equals(Buffer.alloc(end - start - 2, ZERO));
  if (before !== UNKNOWN + BEFORE_SEAL || !isEmpty) throw new Error('The signature field of the drawing is not empty.');
  return { rangeAt, start, end };
}

function placesAfter(head: number) {
  const rangeAt = head + HEAD.length;
  return { rangeAt, start: rangeAt + UNKNOWN.length + BEFORE_SEAL.length - 1 };
}

export const isZero = (byte: number): boolean => byte === ZERO;
export const isHex = (byte: number): boolean => (byte >= ZERO && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66);

/** The first position from `from` up to but not including `to` whose byte is not one of these. */
export function firstNot(bytes: Buffer, from: number, to: number, allowed: (byte: number) => boolean): number | null {
  for (let at = from; at < to; at++) if (!allowed(bytes[at] ?? 0)) return at;
  return null;
}

export type ReadPlace = { ok: true; place: Place; covered: number } | { ok: false; detail: string };

/** The filled seal after this head, if its range has the form that sealing writes; `covered` is where the range ends. */
export function filledPlace(pdf: Buffer, head: number): ReadPlace {
  const { rangeAt, start } = placesAfter(head);
  const text = pdf.toString('latin1', rangeAt, rangeAt + UNKNOWN.length);
  const [, from = '', to = '', rest = ''] = /^(\d{1,10}) (\d{1,10}) (\d{1,10}) *$/.exec(text) ?? [];
  const [first, end, covered] = [Number(from), Number(to), Number(to) + Number(rest)];
  const before = pdf.toString('latin1', rangeAt + UNKNOWN.length, start + 1);
  if (text !== rangeText(first, end, covered) || before !== BEFORE_SEAL)
    return { ok: false, detail: `The sealed range at byte ${rangeAt} does not have the form that sealing writes.` };
  if (first !== start || end <= start + 2 || end - start - 2 > 2 * LARGEST_SEAL || pdf[start] !== 0x3c)
    return { ok: false, detail: `The sealed range at byte ${rangeAt} leaves out more or other bytes than the seal.` };
  if (end > pdf.length || pdf[end - 1] !== 0x3e)
    return { ok: false, detail: `The seal that begins at byte ${start} does not end at byte ${end}.` };
  return { ok: true, place: { rangeAt, start, end }, covered };
}
