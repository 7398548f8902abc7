import PDFDocument from 'pdfkit';
import { addSignatureField } from '../../certificates/seal/signatureField.ts';

const AT = new Date('2026-11-22T09:00:00Z');

type Options = { signedBy?: string; title?: string; compress?: boolean };

/** Room for the longest chain and a timestamp. */
export const ROOM = 16_384;

/** A small drawing with an empty signature field, tagged, the same for the same options. */
export const drawSealable = ({ signedBy = 'Sample Institute', title = 'A sample', compress = false }: Options = {}) => {
  const doc = new PDFDocument({
    size: 'A4',
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    compress,
    info: { Title: title, CreationDate: AT },
  });
  doc.text('Four contact hours');
  const reason = 'Certificate of completion';
  addSignatureField(doc, { signedBy, reason, at: AT, tooltip: `Seal of ${signedBy}`, room: ROOM });
  return new Promise<Buffer>((resolve) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.end();
  });
};

/** Where the digits of the seal begin and end in a file, and its DER. */
export const sealIn = (pdf: Buffer): { start: number; end: number; der: Buffer } => {
  const start = pdf.indexOf('/Contents <') + '/Contents <'.length;
  const end = pdf.indexOf('>', start);
  const all = Buffer.from(pdf.toString('latin1', start, end), 'hex');
  return { start, end, der: all.subarray(0, 4 + all.readUInt16BE(2)) };
};

/** The file with its seal replaced by another of any length. */
export const withSeal = (pdf: Buffer, der: Buffer): Buffer => {
  const { start, end } = sealIn(pdf);
  const changed = Buffer.from(pdf);
  changed.write(der.toString('hex').padEnd(end - start, '0'), start, 'latin1');
  return changed;
};

/** What the seal covers. */
export const sealedBytes = (pdf: Buffer): Buffer => {
  const { start, end } = sealIn(pdf);
  return Buffer.concat([pdf.subarray(0, start - 1), pdf.subarray(end + 1)]);
};
