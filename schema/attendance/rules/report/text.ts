export const ENCODINGS = ['UTF_8', 'UTF_16LE', 'UTF_16BE', 'WINDOWS_1252', 'WINDOWS_1251'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const LABELS: Record<Encoding, string> = {
  UTF_8: 'utf-8',
  UTF_16LE: 'utf-16le',
  UTF_16BE: 'utf-16be',
  WINDOWS_1252: 'windows-1252',
  WINDOWS_1251: 'windows-1251',
};

/** What a file is that is no table of text. */
export type FileKind = 'SPREADSHEET' | 'ARCHIVE' | 'PDF' | 'PAGE' | 'NOT_TEXT';
export type ReadText =
  | { ok: true; text: string; encoding: Encoding }
  | { ok: false; because: FileKind | 'OTHER_ENCODING' };

/** The first bytes of files: of XLS; of gzip, 7z and RAR; of PNG, JPEG and GIF. */
const SIGNATURES: readonly [string, FileKind][] = [
  ['d0cf11e0a1b11ae1', 'SPREADSHEET'],
  ...['1f8b', '377abcaf271c', '526172211a07'].map((first): [string, FileKind] => [first, 'ARCHIVE']),
  ...['89504e47', 'ffd8ff', '47494638'].map((first): [string, FileKind] => [first, 'NOT_TEXT']),
];
/** A file with entries begins so, and one without any. */
const ZIP = ['504b0304', '504b0506'];
/** Names that XLSX, XLSB and ODS have inside. */
const IN_SPREADSHEETS = ['xl/workbook.', 'application/vnd.oasis.opendocument.spreadsheet'];
/** Readers of PDF look so far for its mark. */
const PDF_WITHIN = 1_024;

function kindOf(bytes: Buffer): FileKind | null {
  const beginning = bytes.subarray(0, 8).toString('hex');
  if (ZIP.some((first) => beginning.startsWith(first)))
    return IN_SPREADSHEETS.some((name) => bytes.includes(name)) ? 'SPREADSHEET' : 'ARCHIVE';
  if (bytes.subarray(0, PDF_WITHIN).includes('%PDF-')) return 'PDF';
  return SIGNATURES.find(([first]) => beginning.startsWith(first))?.[1] ?? null;
}

/** The same of what was written as text: Excel also writes tables as XML. */
function kindOfText(text: string): FileKind | null {
  if (text.includes('\0')) return 'NOT_TEXT';
  const beginning = text.slice(0, 1_000);
  if (!/^\s*<[!?a-z]/i.test(beginning)) return null;
  return /progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/i.test(beginning) ? 'SPREADSHEET' : 'PAGE';
}

/** The text of a file. A byte-order mark comes before what is declared; without either the encoding is found. */
export function readText(bytes: Buffer, declared: Encoding | null): ReadText {
  const kind = kindOf(bytes);
  if (kind !== null) return { ok: false, because: kind };
  const encoding = markOf(bytes) ?? declared ?? found(bytes);
  if (encoding === null) return { ok: false, because: 'NOT_TEXT' };
  const text = decoded(bytes, encoding);
  if (text === null) return { ok: false, because: 'OTHER_ENCODING' };
  const written = kindOfText(text);
  return written === null ? { ok: true, text, encoding } : { ok: false, because: written };
}

function markOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'UTF_8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF_16LE';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'UTF_16BE' : null;
}

/** Drops a byte-order mark. Null when the bytes are not in this encoding. */
function decoded(bytes: Buffer, encoding: Encoding): string | null {
  try {
    return new TextDecoder(LABELS[encoding], { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** How much of a file tells its encoding. */
const SAMPLE = 4_096;

function found(bytes: Buffer): Encoding | null {
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // No other text has bytes of zero. In UTF-16 they are the upper halves of delimiters and digits.
  if (even + odd > 0) return odd > 9 * even ? 'UTF_16LE' : even > 9 * odd ? 'UTF_16BE' : null;
  if (decoded(bytes, 'UTF_8') !== null) return 'UTF_8';
  return isCyrillic(bytes) ? 'WINDOWS_1251' : 'WINDOWS_1252';
}

/** In Cyrillic text most letters stand beside another; in Western text a letter with an accent stands alone. */
function isCyrillic(bytes: Buffer): boolean {
  let letters = 0;
  let beside = 0;
  for (let at = 1; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0xc0) continue;
    letters += 1;
    if ((bytes[at - 1] ?? 0) >= 0xc0) beside += 1;
  }
  return beside * 2 > letters;
}
