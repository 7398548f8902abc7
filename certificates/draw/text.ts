import { printedText } from '../fonts/drawable.ts';
import { type FaceRole, faceFor, faceRoles, face as open } from '../fonts/faces.ts';

export type Canvas = PDFKit.PDFDocument;

export type Style = {
  role: FaceRole;
  size: number;
  ink: string;
  /** OpenType features, for example small capitals, which leave the copied text as written. */
  features?: PDFKit.Mixins.OpenTypeFeatures[];
  /** Extra space between characters in points; under a tenth of the size, or readers split the words. */
  tracking?: number;
};

/**
 * PDFKit's `text()` shapes every line three times, twice only to measure it. Its inner step sets a line
 * once; test/certificates/pdfkitContract.test.ts holds that both write the same operators.
 */
type Inside = {
  _fragment(text: string, x: number, y: number, options: PDFKit.Mixins.TextOptions): void;
  _font: { encode(text: string): unknown };
};
const ALREADY_MEASURED = { textWidth: 0, wordCount: 1 };

export type Align = 'left' | 'center' | 'right';

/** Asked for first, so that most certificates embed the very same font files, deflated once. */
const USUAL_CHARACTERS =
  'a b c d e f g h i j k l m n o p q r s t u v w x y z fi ff 0123456789 . , : ; - ( ) / ’ ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Makes the shared faces known to a document; a face that is never used leaves nothing in the file. */
export function registerFaces(doc: Canvas): void {
  for (const role of faceRoles) {
    const { name, pdfkit } = open(role);
    // PDFKit takes any object with layout() for a font; its types do not say so.
    doc.registerFont(name, pdfkit as unknown as PDFKit.Mixins.PDFFontSource);
    (doc.font(name) as unknown as Inside)._font.encode(USUAL_CHARACTERS);
  }
}

/** Width in points of one line as `setLine` sets it. */
export function lineWidth(text: string, { role, size, features, tracking = 0 }: Style): number {
  const printed = printedText(text);
  return faceFor(role, printed).width(printed, size, features) + tracking * ([...printed].length - 1);
}

/** Sets one line with its baseline at y and its start, middle or end at x. */
export function setLine(doc: Canvas, text: string, style: Style, x: number, y: number, align: Align = 'left'): void {
  const printed = printedText(text);
  if (printed === '') return;
  const shift = align === 'left' ? 0 : lineWidth(printed, style) / (align === 'center' ? 2 : 1);
  doc.font(faceFor(style.role, printed).name).fontSize(style.size).fillColor(style.ink);
  (doc as unknown as Inside)._fragment(printed, x - shift, y, {
    ...ALREADY_MEASURED,
    baseline: 'alphabetic',
    ...(style.features && { features: style.features }),
    ...(style.tracking && { characterSpacing: style.tracking }),
  });
}

/** Sets lines under one another, the first baseline at y. */
export function setLines(
  doc: Canvas,
  lines: string[],
  style: Style & { leading: number },
  x: number,
  y: number,
  align: Align = 'left',
): void {
  for (const [at, line] of lines.entries()) setLine(doc, line, style, x, y + at * style.leading, align);
}

/** The same style small enough for the text to keep inside a width. */
export function shrunk(text: string, style: Style, width: number): Style {
  const natural = lineWidth(text, style);
  if (natural <= width) return style;
  const scale = width / natural;
  return { ...style, size: style.size * scale, tracking: (style.tracking ?? 0) * scale };
}
