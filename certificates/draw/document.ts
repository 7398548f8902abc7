import PDFDocument from 'pdfkit';
import type { CertificateFacts } from '../facts.ts';
import { printedText } from '../fonts/drawable.ts';
import { deflatedFontFile } from '../fonts/face.ts';
import { type Canvas, registerFaces } from './text.ts';

/** What is reached in PDFKit beyond its types; test/certificates/pdfkitContract.test.ts holds it. */
type Reference = PDFKit.PDFKitReference & { compress: boolean; data: object };
type Inside = { info: Record<string, unknown>; _addInfo(): void };

const XML = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

const escaped = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[&<>]/g, (character) => XML.get(character) ?? character) : value;

/** PDFKit writes its document information into XMP without escaping it. */
function escapeMetadata(doc: Canvas): void {
  const inside = doc as unknown as Inside;
  const addInfo = inside._addInfo;
  inside._addInfo = () => {
    const { info } = inside;
    inside.info = Object.fromEntries(Object.entries(info).map(([key, value]) => [key, escaped(value)]));
    addInfo.call(doc);
    inside.info = info;
  };
}

/** A font file that was deflated for an earlier document is written as it stands. */
function reuseFontFiles(doc: Canvas): void {
  const makeReference = doc.ref;
  doc.ref = (data) => {
    const reference: Reference = makeReference.call(doc, data);
    const end = reference.end;
    reference.end = (chunk) => {
      const packed = chunk instanceof Uint8Array && reference.compress ? deflatedFontFile(chunk) : undefined;
      if (packed) Object.assign(reference, { compress: false, data: { ...reference.data, Filter: 'FlateDecode' } });
      end.call(reference, packed ?? chunk);
    };
    return reference;
  };
}

/** An empty document that depends on nothing but the facts: dates and file identifier come from them. */
export function openDocument(facts: CertificateFacts, compress: boolean): Canvas {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    autoFirstPage: false,
    compress,
    font: '',
    info: {
      Title: printedText(`Certificate of Completion: ${facts.course.title} (${facts.number})`),
      Author: printedText(facts.organization.legalName),
      Subject: `Certificate ${facts.number}`,
      Creator: 'Attune',
      Producer: 'Attune with PDFKit',
      CreationDate: new Date(facts.issuedAt),
    },
  });
  escapeMetadata(doc);
  reuseFontFiles(doc);
  registerFaces(doc);
  return doc;
}

/** Ends the document and collects its bytes. */
export function finish(doc: Canvas): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });
}
