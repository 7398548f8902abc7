import { inflateSync } from 'node:zlib';
import { parseCertificateNumber } from '../number.ts';

export type AttachmentName = 'credential.json' | 'credential.jwt' | 'log-proof.txt' | 'holder.json';

/** An embedded file; its bytes are none when it is there but cannot be read. */
export type Attachment = { name: AttachmentName; bytes: Buffer };

/** What the four files inside a certificate are, by the media type that each is embedded with. */
const NAMES = new Map<string, AttachmentName>([
  ['application/vc', 'credential.json'],
  ['application/vc+jwt', 'credential.jwt'],
  ['text/plain', 'log-proof.txt'],
  ['application/json', 'holder.json'],
]);

/** Ours have four; what a file repeats more often than this is not looked at. */
const MOST_PLACES = 16;
/** The dictionaries of our attachments stay far below. */
const LONGEST_DICTIONARY = 1024;
const MOST_BYTES = 256 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * The files that a PDF of ours carries. Found where they lie and not by the table of contents: a broken or looping table neither
 * hides them nor holds us up, and a program that rewrote the file has left them. Where a kind comes twice, the first counts,
 * which is what was sealed. What is found proves nothing by itself: each must.
 */
export function readAttachments(pdf: Buffer): Attachment[] {
  const found = new Map<AttachmentName, Buffer>();
  for (const at of placesOf(pdf, '/EmbeddedFile')) {
    const stream = streamAround(pdf, at);
    const name = NAMES.get(mediaTypeOf(stream?.dictionary ?? ''));
    if (stream !== null && name !== undefined && !found.has(name)) found.set(name, contentOf(pdf, stream));
  }
  return [...found].map(([name, bytes]) => ({ name, bytes }));
}

/** The number that a PDF of ours names in its description of itself; null when there is none. Says nothing about its truth. */
export function claimedNumber(pdf: Buffer): string | null {
  const mark = 'Certificate ';
  for (const at of placesOf(pdf, mark)) {
    const from = at + mark.length;
    const parsed = parseCertificateNumber(pdf.toString('latin1', from, from + 'XXXXX-XXXXX-XXXXX-XXXXX'.length));
    if (parsed.ok) return parsed.number;
  }
  return null;
}

const placesOf = (pdf: Buffer, mark: string): number[] => {
  const places: number[] = [];
  for (let at = pdf.indexOf(mark); at >= 0 && places.length < MOST_PLACES; at = pdf.indexOf(mark, at + 1))
    places.push(at);
  return places;
};

type Stream = { dictionary: string; start: number };

/** The stream whose dictionary holds this place. */
const streamAround = (pdf: Buffer, at: number): Stream | null => {
  const before = pdf.toString('latin1', Math.max(0, at - LONGEST_DICTIONARY), at);
  const after = pdf.toString('latin1', at, at + LONGEST_DICTIONARY);
  const end = /\bstream\r?\n/.exec(after);
  if (end === null) return null;
  const dictionary = before.slice(before.lastIndexOf(' obj') + 1) + after.slice(0, end.index);
  return { dictionary, start: at + end.index + end[0].length };
};

/** Names of PDF spell some characters in hexadecimal (ISO 32000-1, 7.3.5). */
const mediaTypeOf = (dictionary: string): string =>
  (/\/Subtype\s*\/([^\s/<>[\]()]{1,60})/.exec(dictionary)?.[1] ?? '').replace(/#([0-9A-Fa-f]{2})/g, (_all, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

const contentOf = (pdf: Buffer, { dictionary, start }: Stream): Buffer => {
  const length = Number(/\/Length\s+(\d{1,8})\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
  if (!(length <= MOST_BYTES)) return NOTHING;
  const bytes = pdf.subarray(start, start + length);
  if (!dictionary.includes('/FlateDecode')) return bytes;
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return NOTHING;
  }
};
