import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import type { Canvas } from './canvas.ts';
import { type DocumentInfo, xmpPacket } from './metadata.ts';
import type { EmbeddedFont } from './typesetter.ts';

/** What is reached in PDFKit beyond its types; test/certificates/pdfkitContract.test.ts holds it. */
export type Inside = { _root: { data: Record<string, unknown> }; endMetadata(): void };

/** An empty tagged document that depends on nothing but its information: dates and file identifier come from it. */
export function openDocument(info: DocumentInfo, compress: boolean): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en',
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
}

/** Writes an object, with a stream when bytes are given. */
export function addObject(doc: PDFKit.PDFDocument, data: object, bytes?: Uint8Array): PDFKit.PDFKitReference {
  const reference = doc.ref(data);
  reference.end(bytes);
  return reference;
}

/** A stream that was deflated before: PDFKit leaves what names its filter as it stands. */
export const addDeflated = (doc: PDFKit.PDFDocument, data: object, deflated: Buffer): PDFKit.PDFKitReference =>
  addObject(doc, { ...data, Filter: 'FlateDecode' }, deflated);

let packedProfile: Buffer | undefined;

/** The sRGB profile that PDFKit brings, deflated once. */
function profile(): Buffer {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfkit'));
  packedProfile ??= deflateSync(readFileSync(join(folder, 'data/sRGB_IEC61966_2_1.icc')), { level: 9 });
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

/** PDFKit writes XMP of its own, unescaped and without PDF/UA; this one takes its place. Metadata is never compressed (6.6.2.1). */
function addMetadata(doc: PDFKit.PDFDocument, info: DocumentInfo): void {
  const inside = doc as unknown as Inside;
  const reference = doc.ref({ Type: 'Metadata', Subtype: 'XML' });
  reference.compress = false;
  reference.end(Buffer.from(xmpPacket(info)));
  inside._root.data.Metadata = reference;
  inside.endMetadata = () => {};
}

const SYMBOLIC = 1 << 2;
const ITALIC = 1 << 6;
/** Only a hint for substitution, which an embedded font never needs. */
const STEM = 80;

function addFont(doc: PDFKit.PDFDocument, reference: PDFKit.PDFKitReference, { face, program }: EmbeddedFont): void {
  const { descriptor: of } = face;
  const descriptor = addObject(doc, {
    Type: 'FontDescriptor',
    FontName: program.name,
    Flags: of.italicAngle === 0 ? SYMBOLIC : SYMBOLIC | ITALIC,
    FontBBox: of.bbox,
    ItalicAngle: of.italicAngle,
    Ascent: of.ascent,
    Descent: of.descent,
    CapHeight: of.capHeight,
    XHeight: of.xHeight,
    StemV: STEM,
    FontFile2: addDeflated(doc, { Length1: program.fileLength }, program.file),
  });
  const descendant = addObject(doc, {
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: program.name,
    CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    W: [0, program.widths],
    CIDToGIDMap: 'Identity',
  });
  Object.assign(reference.data, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: program.name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: addDeflated(doc, {}, program.toUnicode),
  });
  reference.end(undefined);
}

/** Ends the document with its fonts, profile and metadata, and collects its bytes. */
export function finish({ doc, typesetter, fonts }: Canvas, info: DocumentInfo): Buffer {
  for (const font of typesetter.fonts()) {
    const reference = fonts.get(font.name);
    if (reference) addFont(doc, reference, font);
  }
  addOutputIntent(doc);
  addMetadata(doc, info);
  return bytesOf(doc);
}

/** Ends a document that nobody reads from: PDFKit writes all at once, so that one reading gives it whole. */
export function bytesOf(doc: PDFKit.PDFDocument): Buffer {
  doc.end();
  const bytes: unknown = doc.read();
  if (!Buffer.isBuffer(bytes)) throw new Error('PDFKit did not write its document at once.');
  return bytes;
}
