/** Members of PDFKit that its types omit; test/certificates/draw/pdfkitContract.test.ts checks them. */
type Inside = {
  _offset: number;
  _write(data: string | Uint8Array): void;
  _refEnd(reference: object): void;
};

/**
 * Writes an object, and its stream, from this text. PDFKit checks the type of every value of an object, which took a tenth of the
 * time of a certificate. Returns the object's number.
 */
export function spell(
  doc: PDFKit.PDFDocument,
  text: string,
  stream?: Uint8Array,
  reference: PDFKit.PDFKitReference = doc.ref({}),
): number {
  const inside = doc as unknown as Inside;
  Object.assign(reference, { offset: inside._offset });
  if (stream === undefined) inside._write(`${reference.id} 0 obj\n${text}\nendobj`);
  else {
    inside._write(`${reference.id} 0 obj\n<<${text} /Length ${stream.length}>>\nstream`);
    inside._write(stream);
    inside._write('\nendstream\nendobj');
  }
  inside._refEnd(reference);
  return reference.id;
}

const PLAIN = /^[ -~]*$/;
const ESCAPED: Record<string, string> = { '\n': '\\n', '\r': '\\r' };

/** A text string (ISO 32000-1, 7.9.2.2): ASCII unchanged, everything else as UTF-16 with its mark. */
export function textString(text: string): string {
  const bytes = PLAIN.test(text) ? text : Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1');
  return `(${bytes.replace(/[()\\\n\r]/g, (character) => ESCAPED[character] ?? `\\${character}`)})`;
}

/** A date in UTC to the second (ISO 32000-1, 7.9.4). */
export const dateString = (at: Date): string => `(D:${at.toISOString().slice(0, 19).replace(/\D/g, '')}Z)`;

/** Rounds as PDFKit does. */
export const decimal = (value: number): number => Math.round(value * 1e6) / 1e6;
