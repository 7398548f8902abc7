import { inflateSync } from 'node:zlib';
import { parseCertificateNumber } from '../number.ts';

export const ATTACHMENTS = ['credential.json', 'credential.jwt', 'log-proof.txt', 'holder.json'] as const;
export type AttachmentName = (typeof ATTACHMENTS)[number];

/** An embedded file; its bytes are none when it is named but cannot be read. */
export type Attachment = { name: AttachmentName; bytes: Buffer };

/** Our PDFs name four files; more descriptions than these are not looked at. */
const MOST_FILES = 16;
/** The dictionaries of our attachments stay far below. */
const LONGEST_DICTIONARY = 2048;
const MOST_BYTES = 256 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * The files that a PDF of ours carries. Found by their descriptions as PDFKit writes them and not by the table of contents, so
 * that a broken or looping table neither hides them nor holds us up; where a file says something twice, the first counts, which
 * is what was sealed. What is found proves nothing by itself: each attachment must.
 */
export const readAttachments = (pdf: Buffer): Attachment[] => {
  const found = new Map<AttachmentName, Buffer>();
  let at = 0;
  for (let count = 0; count < MOST_FILES; count++) {
    at = pdf.indexOf('/Type /Filespec', at);
    if (at < 0) break;
    const dictionary = upTo(pdf, at, 'endobj');
    const name = ATTACHMENTS.find((known) => dictionary?.includes(`/F (${known})`));
    const object = dictionary?.match(/\/EF <<\s*\/F (\d{1,7}) 0 R/)?.[1];
    if (name !== undefined && object !== undefined && !found.has(name)) found.set(name, readStream(pdf, object));
    at += 1;
  }
  return [...found].map(([name, bytes]) => ({ name, bytes }));
};

/** The number that a PDF of ours names in its description of itself; null when there is none. Says nothing about its truth. */
export const claimedNumber = (pdf: Buffer): string | null => {
  const mark = 'Certificate ';
  let at = 0;
  for (let count = 0; count < MOST_FILES; count++) {
    at = pdf.indexOf(mark, at);
    if (at < 0) return null;
    at += mark.length;
    const parsed = parseCertificateNumber(pdf.toString('latin1', at, at + 23));
    if (parsed.ok) return parsed.number;
  }
  return null;
};

const upTo = (pdf: Buffer, from: number, mark: string): string | null => {
  const part = pdf.toString('latin1', from, from + LONGEST_DICTIONARY);
  const end = part.indexOf(mark);
  return end < 0 ? null : part.slice(0, end);
};

/** The first object of this number, as a stream of known length, inflated up to a limit. */
const readStream = (pdf: Buffer, object: string): Buffer => {
  const start = pdf.indexOf(`\n${object} 0 obj\n`);
  const dictionary = start < 0 ? null : upTo(pdf, start, '\nstream\n');
  const length = Number(dictionary?.match(/\/Length (\d{1,8})\b/)?.[1] ?? Number.NaN);
  if (dictionary === null || !(length <= MOST_BYTES)) return NOTHING;
  const from = start + dictionary.length + '\nstream\n'.length;
  const bytes = pdf.subarray(from, from + length);
  if (!dictionary.includes('/FlateDecode')) return bytes;
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return NOTHING;
  }
};
