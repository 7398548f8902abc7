import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FileKind } from '../../../../../drizzle/tables/files.ts';
import type { Fault } from '../../../../edited/faults.ts';
import { holdsHidden } from '../../../../plainText.ts';
import { captionFaults } from './captions.ts';
import { ENDINGS, FILES, isFileName, KINDS, kindOf, sizeText, useOf } from './kinds.ts';
import { type ReadPicture, readJpeg, readPng, readWebp } from './pixels.ts';
import { checkM4a, checkMp3, checkMp4, checkPdf, checkWebm } from './recordings.ts';
import { readSvg } from './svg.ts';

/** A file of a course as a version freezes it: under its name, by the hash of its bytes. */
export type PackagedFile = {
  path: string;
  kind: FileKind;
  sha256: string;
  sizeBytes: number;
  width?: number;
  height?: number;
  /** What is said in a recording, in Markdown. */
  transcript?: string;
};

const MOST_SIDE = 4_000;
const MOST_PIXELS = 10_000_000;

type ReadFile = { file: PackagedFile | null; faults: Fault[] };

/** Reads a file of a course: its kind must be that of its name, and its size within the limits of its kind. */
export function readFile(path: string, bytes: Buffer): ReadFile {
  const kind = kindOf(path);
  const refuse = (message: string, line = 1): ReadFile => ({ file: null, faults: [{ file: path, line, message }] });
  if (!isFileName(path) || kind === null) return refuse(misplaced(path));
  const { mostBytes } = KINDS[kind];
  if (bytes.length === 0) return refuse('The file is empty; export it again.');
  if (bytes.length > mostBytes)
    return refuse(`The file is too large (${sizeText(bytes.length)}); a ${kind} may have ${sizeText(mostBytes)}.`);
  const known = contentKind(bytes);
  if (known !== kind && !(known === 'MP4' && kind === 'M4A'))
    return refuse(
      known === null
        ? `The file is no ${kind}, which its name promises; export it again.`
        : `The file is a ${known}, but its name promises a ${kind}; name it for what it is.`,
    );
  const { faults, sides } = contentOf(kind, bytes);
  if (faults.length > 0) return { file: null, faults: faults.map((fault) => ({ file: path, ...fault })) };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: { path, kind, sha256, sizeBytes: bytes.length, ...sides }, faults: [] };
}

/** Where such a file belongs, for one that lies elsewhere or has another name. */
function misplaced(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+(?=\.)/g, '');
  if (kindOf(path) === null)
    return `The folder files/ has ${ENDINGS.join(', ')}; save this as one of them, or remove it.`;
  if (isFileName(`${FILES}${plain}`)) {
    const way =
      useOf(kindOf(path) ?? 'PDF') === 'PICTURE'
        ? `; a module then shows it with ![what it shows](${FILES}${plain})`
        : '';
    return `Move this to ${FILES}${plain}${way}.`;
  }
  return 'Give the file a name of at most 90 lowercase letters, digits and single hyphens, in the folder files/.';
}

/** The kind that the first bytes say. */
function contentKind(bytes: Buffer): FileKind | null {
  const head = bytes.toString('latin1', 0, 512);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (head.startsWith('\xff\xd8\xff')) return 'JPEG';
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'WEBP';
  if (head.startsWith('%PDF-')) return 'PDF';
  if (head.startsWith('ftyp', 4)) return head.startsWith('M4A ', 8) ? 'M4A' : 'MP4';
  if (head.startsWith('\x1aE\xdf\xa3')) return 'WEBM';
  if (checkMp3(bytes) === null) return 'MP3';
  if (/^(\xef\xbb\xbf)?WEBVTT/.test(head)) return 'VTT';
  return /^(\xef\xbb\xbf)?\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/.test(head) ? 'SVG' : null;
}

type Content = { faults: { line: number; message: string }[]; sides: { width?: number; height?: number } };
const one = (message: string | null): Content => ({
  faults: message === null ? [] : [{ line: 1, message }],
  sides: {},
});

function contentOf(kind: FileKind, bytes: Buffer): Content {
  switch (kind) {
    case 'PNG':
      return picture(readPng(bytes));
    case 'JPEG':
      return picture(readJpeg(bytes));
    case 'WEBP':
      return picture(readWebp(bytes));
    case 'PDF':
      return one(checkPdf(bytes));
    case 'MP3':
      return one(checkMp3(bytes));
    case 'M4A':
      return one(checkM4a(bytes));
    case 'MP4':
      return one(checkMp4(bytes));
    case 'WEBM':
      return one(checkWebm(bytes));
    default:
      return written(kind, bytes);
  }
}

function picture(read: ReadPicture): Content {
  if (!read.ok) return one(read.message);
  const { width, height } = read;
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS)
    return one(`The picture has ${width} by ${height} pixels; the most is ${MOST_SIDE} a side and ten million in all.`);
  return { faults: [], sides: { width, height } };
}

/** Drawings and captions are text. */
function written(kind: 'SVG' | 'VTT', bytes: Buffer): Content {
  if (!isUtf8(bytes)) return one('The text is not UTF-8; save it again with that encoding.');
  const text = bytes.toString('utf8');
  if (holdsHidden(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), 'edited'))
    return one('Remove control and invisible characters.');
  if (kind === 'VTT') return { faults: captionFaults(text), sides: {} };
  const { faults, width, height } = readSvg(text);
  return { faults, sides: { width, height } };
}
