import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import type { FontProgram } from '../fonts/program.ts';
import { type Canvas, closePage } from './canvas.ts';
import { type DocumentInfo, xmpPacket } from './metadata.ts';
import { decimal, spell } from './spelled.ts';
import { writeStructure } from './structure.ts';
import type { EmbeddedFont } from './typesetter.ts';

/** Members of PDFKit that its types omit; test/certificates/draw/pdfkitContract.test.ts checks them. */
export type Inside = {
  _root: { data: Record<string, unknown> };
  _offset: number;
  _write(data: string | Uint8Array): void;
  endMetadata(): void;
};

/** An empty tagged document that depends only on its information: dates and file identifier come from it. */
export function openDocument(
  info: DocumentInfo,
  compress: boolean,
  layout: 'landscape' | 'portrait' = 'landscape',
  paper: 'A4' | 'LETTER' = 'A4',
): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: paper,
    layout,
    margin: 0,
    pdfVersion: '1.7',
    lang: info.language ?? 'en',
    tagged: true,
    displayTitle: true,
    autoFirstPage: false,
    compress,
    font: '',
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Creator: info.creator,
      Producer: info.producer,
      CreationDate: info.at,
      ModDate: info.at,
    },
  });
  collect(doc);
  return doc;
}

const written = new WeakMap<PDFKit.PDFDocument, () => Buffer>();

/** PDFKit writes every line to a stream. We collect a certificate as one piece, at a fifth of the cost. */
function collect(doc: PDFKit.PDFDocument): void {
  const inside = doc as unknown as Inside;
  const header: unknown = doc.read();
  const chunks: Uint8Array[] = Buffer.isBuffer(header) ? [header] : [];
  let lines = '';
  const flush = () => {
    chunks.push(Buffer.from(lines, 'latin1'));
    lines = '';
  };
  inside._write = (data) => {
    if (typeof data === 'string') lines += `${data}\n`;
    else {
      flush();
      chunks.push(data);
    }
    inside._offset += typeof data === 'string' ? data.length + 1 : data.length;
  };
  written.set(doc, () => {
    flush();
    return Buffer.concat(chunks);
  });
}

/** Writes an object, with a stream when bytes are given. */
export function addObject(doc: PDFKit.PDFDocument, data: object, bytes?: Uint8Array): PDFKit.PDFKitReference {
  const reference = doc.ref(data);
  reference.end(bytes);
  return reference;
}

/** A stream that is already deflated: PDFKit does not change a stream that names its filter. */
export function addDeflated(doc: PDFKit.PDFDocument, data: object, deflated: Buffer): PDFKit.PDFKitReference {
  return addObject(doc, { ...data, Filter: 'FlateDecode' }, deflated);
}

/** A stream that is never compressed. */
function addPlain(doc: PDFKit.PDFDocument, data: object, bytes: Uint8Array): PDFKit.PDFKitReference {
  const reference = doc.ref(data);
  reference.compress = false;
  reference.end(bytes);
  return reference;
}

let packedProfile: Buffer | undefined;

/** The sRGB profile that PDFKit includes, deflated once. */
function profile(): Buffer {
  if (packedProfile) return packedProfile;
  const folder = dirname(createRequire(import.meta.url).resolve('pdfkit'));
  packedProfile = deflateSync(readFileSync(join(folder, 'data/sRGB_IEC61966_2_1.icc')), { level: 9 });
  return packedProfile;
}

/** What DeviceRGB means here (ISO 19005-3, 6.2.3). */
function addOutputIntent(doc: PDFKit.PDFDocument): void {
  const intent = addObject(doc, {
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    Info: new String('sRGB IEC61966-2.1'),
    OutputConditionIdentifier: new String('sRGB IEC61966-2.1'),
    RegistryName: new String('http://www.color.org'),
    DestOutputProfile: addDeflated(doc, { N: 3 }, profile()),
  });
  (doc as unknown as Inside)._root.data.OutputIntents = [intent];
}

/** PDFKit writes its own XMP, unescaped and without PDF/UA; this replaces it. Metadata is never compressed (6.6.2.1). */
function addMetadata(doc: PDFKit.PDFDocument, info: DocumentInfo): void {
  const inside = doc as unknown as Inside;
  inside._root.data.Metadata = addPlain(doc, { Type: 'Metadata', Subtype: 'XML' }, Buffer.from(xmpPacket(info)));
  inside.endMetadata = () => {};
}

const SYMBOLIC = 1 << 2;
const ITALIC = 1 << 6;
/** Only a hint for substitution, which an embedded font never needs. */
const STEM = 80;

const spellings = new WeakMap<FontProgram, { descriptor: string; descendant: string; font: string }>();

/** The parts of a font that are the same in all documents, written once. */
function spelledFont({ face, program }: EmbeddedFont) {
  const known = spellings.get(program);
  if (known) return known;
  const { bbox, italicAngle, ascent, descent, capHeight, xHeight } = face.descriptor;
  const flags = italicAngle === 0 ? SYMBOLIC : SYMBOLIC | ITALIC;
  const metrics = `/Ascent ${decimal(ascent)} /Descent ${decimal(descent)} /CapHeight ${decimal(capHeight)} /XHeight ${decimal(xHeight)}`;
  const widths = program.widths.map((width) => Math.round(width * 100) / 100).join(' ');
  const fresh = {
    descriptor:
      `/Type /FontDescriptor /FontName /${program.name} /Flags ${flags} /FontBBox [${bbox.map(decimal).join(' ')}] ` +
      `/ItalicAngle ${decimal(italicAngle)} ${metrics} /StemV ${STEM}`,
    descendant:
      `/Type /Font /Subtype /CIDFontType2 /BaseFont /${program.name} /CIDToGIDMap /Identity ` +
      `/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /W [0 [${widths}]]`,
    font: `/Type /Font /Subtype /Type0 /BaseFont /${program.name} /Encoding /Identity-H`,
  };
  spellings.set(program, fresh);
  return fresh;
}

function addFont(doc: PDFKit.PDFDocument, reference: PDFKit.PDFKitReference, embedded: EmbeddedFont): void {
  const { program } = embedded;
  const { descriptor, descendant, font } = spelledFont(embedded);
  const file = spell(doc, `/Filter /FlateDecode /Length1 ${program.fileLength}`, program.file);
  const described = spell(doc, `<<${descriptor} /FontFile2 ${file} 0 R>>`);
  const cid = spell(doc, `<<${descendant} /FontDescriptor ${described} 0 R>>`);
  const unicode = spell(doc, '/Filter /FlateDecode', program.toUnicode);
  spell(doc, `<<${font} /DescendantFonts [${cid} 0 R] /ToUnicode ${unicode} 0 R>>`, undefined, reference);
}

/** Ends the document with its fonts, profile and metadata, and collects its bytes. */
export function finish(canvas: Canvas, info: DocumentInfo): Buffer {
  const { doc, typesetter, fonts, structure } = canvas;
  closePage(canvas);
  for (const font of typesetter.fonts()) {
    const reference = fonts.get(font.name);
    if (reference) addFont(doc, reference, font);
  }
  writeStructure(doc, structure);
  addOutputIntent(doc);
  addMetadata(doc, info);
  return bytesOf(doc);
}

/** Ends a document of `openDocument`. */
export function bytesOf(doc: PDFKit.PDFDocument): Buffer {
  doc.end();
  return written.get(doc)?.() ?? Buffer.alloc(0);
}
