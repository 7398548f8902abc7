import { inflateSync } from 'node:zlib';
import { parseCertificateNumber } from '../number.ts';

export type AttachmentName = 'credential.json' | 'credential.jwt' | 'log-proof.txt' | 'holder.json';

/** An embedded file; its bytes are empty when it exists but cannot be read. */
export type Attachment = { name: AttachmentName; bytes: Buffer };

/** The meaning of the four files inside a certificate, by the media type of each. */
const NAMES = new Map<string, AttachmentName>([
  ['application/vc', 'credential.json'],
  ['application/vc+jwt', 'credential.jwt'],
  ['text/plain', 'log-proof.txt'],
  ['application/json', 'holder.json'],
]);

/** Our files have four attachments. Repetitions beyond this number are ignored. */
const MOST_PLACES = 16;
/** The dictionaries of our attachments are far smaller. */
const LONGEST_DICTIONARY = 1024;
const MOST_BYTES = 256 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * The files inside one of our PDFs. It searches for their bytes and does not use the table of contents. A broken or looping table
 * can therefore neither hide them nor block the search, and files that another program saved again are still found. Of several
 * files of a kind, the first counts: that is the sealed one. Finding a file proves nothing; its signature must.
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

/** The number in the description of one of our PDFs; null when there is none. It proves nothing about its truth. */
export function claimedNumber(pdf: Buffer): string | null {
  const mark = 'Certificate ';
  for (const at of placesOf(pdf, mark)) {
    const from = at + mark.length;
    const parsed = parseCertificateNumber(pdf.toString('latin1', from, from + 'XXXXX-XXXXX-XXXXX-XXXXX'.length));
    if (parsed.ok) return parsed.number;
  }
  return null;
}

function placesOf(pdf: Buffer, mark: string): number[] {
  const places: number[] = [];
  for (let at = pdf.indexOf(mark); at >= 0 && places.length < MOST_PLACES; at = pdf.indexOf(mark, at + 1))
    places.push(at);
  return places;
}

type Stream = { dictionary: string; start: number };

/** The stream whose dictionary contains this position. */
function streamAround(pdf: Buffer, at: number): Stream | null {
  const before = pdf.toString('latin1', Math.max(0, at - LONGEST_DICTIONARY), at);
  const after = pdf.toString('latin1', at, at + LONGEST_DICTIONARY);
  const end = /\bstream\r?\n/.exec(after);
  if (end === null) return null;
  const dictionary = before.slice(before.lastIndexOf(' obj') + 1) + after.slice(0, end.index);
  return { dictionary, start: at + end.index + end[0].length };
}

/** PDF names write some characters in hexadecimal (ISO 32000-1, 7.3.5). */
const mediaTypeOf = (dictionary: string): string =>
  (/\/Subtype\s*\/([^\s/<>[\]()]{1,60})/.exec(dictionary)?.[1] ?? '').replace(/#([0-9A-Fa-f]{2})/g, (_all, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

function contentOf(pdf: Buffer, { dictionary, start }: Stream): Buffer {
  const length = Number(/\/Length\s+(\d{1,8})\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
  if (!(length <= MOST_BYTES)) return NOTHING;
  const bytes = pdf.subarray(start, start + length);
  if (!dictionary.includes('/FlateDecode')) return bytes;
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return NOTHING;
  }
}
