import { deflateSync } from 'node:zlib';
import type { Palette } from './palette.ts';
import { newTypesetter, type Typesetter } from './typesetter.ts';

/** An element of the structure tree; `lang`, `alt` and `bbox` (left, top, right, bottom) as PDFKit takes them. */
export type Element = PDFKit.PDFStructureElement;

/** A document that is being drawn: its page, its colours and the section that new content belongs to. */
export type Canvas = {
  doc: PDFKit.PDFDocument;
  palette: Palette;
  /** Of the open page, not yet written. */
  operators: string[];
  typesetter: Typesetter;
  /** The fonts of the document by name; what they hold is written at its end, when their glyphs are known. */
  fonts: Map<string, PDFKit.PDFKitReference>;
  /** Furniture by name. */
  forms: Map<string, PDFKit.PDFKitReference>;
  root: Element;
  /** The open section: the front, or the record on all its pages. */
  section: Element;
};

export function newCanvas(doc: PDFKit.PDFDocument, palette: Palette): Canvas {
  const root = doc.struct('Document');
  doc.addStructure(root);
  const operators: string[] = [];
  // PDFKit would turn every operator into bytes by itself; so a page is turned at once.
  doc.addContent = (data: string) => {
    operators.push(data);
    return doc;
  };
  const shared = { typesetter: newTypesetter(), fonts: new Map(), forms: new Map() };
  return { doc, palette, operators, ...shared, root, section: root };
}

/** Opens a page; the one before is written. */
export function openPage(canvas: Canvas): void {
  closePage(canvas);
  canvas.doc.addPage();
}

/** What is reached in PDFKit beyond its types; test/certificates/pdfkitContract.test.ts holds it. */
type Page = { content: { compress: boolean; data: { Filter?: string }; write(bytes: Uint8Array): void } };

/** A page has few bytes, and a sixth more of them costs a third of the time. */
const QUICK = 1;

/** Writes what was drawn on the open page. */
export function closePage({ doc, operators }: Canvas): void {
  if (operators.length === 0) return;
  const bytes = Buffer.from(operators.join('\n'), 'latin1');
  operators.length = 0;
  const { content } = doc.page as unknown as Page;
  if (content.compress) Object.assign(content, { compress: false, data: { Filter: 'FlateDecode' } });
  content.write(content.data.Filter ? deflateSync(bytes, { level: QUICK }) : bytes);
}

/** What is said from here on belongs to a new section. */
export function openSection(canvas: Canvas): void {
  canvas.section = child(canvas, canvas.root, 'Sect');
}

/** Writes operators to the open page; its coordinates are points from the top left corner. */
export const write = (canvas: Canvas, operators: string): void => {
  canvas.operators.push(operators);
};

type ElementOptions = PDFKit.Mixins.StructureElementOptions & { bbox?: [number, number, number, number] };

/** Adds an element to the structure tree as the last of its parent. */
export function child({ doc }: Canvas, parent: Element, type: string, options: ElementOptions = {}): Element {
  const made = doc.struct(type, options);
  parent.add(made);
  return made;
}

/** A list whose labels are numbers (ISO 14289-1, 7.6); PDFKit has no option for it. */
export function numberedList(canvas: Canvas): Element {
  const list = child(canvas, canvas.section, 'L');
  const { dictionary } = list as unknown as { dictionary: { data: Record<string, unknown> } };
  dictionary.data.A = { O: 'List', ListNumbering: 'Decimal' };
  return list;
}

/** What `draw` paints belongs to the element, after what it has. */
export const fill = (element: Element, draw: () => void): void => {
  element.add(draw);
};

/** One element of the open page with its content. */
export function say(canvas: Canvas, type: string, draw: () => void, options?: ElementOptions): Element {
  const element = child(canvas, canvas.section, type, options);
  fill(element, draw);
  return element;
}

const ARTIFACTS = {
  background: '/Artifact <</Type /Background /BBox [0 0 841.89 595.28]>> BDC',
  watermark: '/Artifact <</Type /Pagination /Subtype /Watermark>> BDC',
  head: '/Artifact <</Type /Pagination /Subtype /Header>> BDC',
  foot: '/Artifact <</Type /Pagination /Subtype /Footer>> BDC',
  layout: '/Artifact <</Type /Layout>> BDC',
} as const;

/** What `draw` paints is decoration: no reader speaks of it. Never inside an element's content. */
export function artifact(canvas: Canvas, kind: keyof typeof ARTIFACTS, draw: () => void): void {
  write(canvas, ARTIFACTS[kind]);
  draw();
  write(canvas, 'EMC');
}

/** A link around what `draw` paints: `area` is left, top, width, height. Closed at once, for PDFKit takes the open page for its own. */
export function link(
  canvas: Canvas,
  parent: Element,
  { url, contents, area }: { url: string; contents: string; area: [number, number, number, number] },
  draw: () => void,
): void {
  const element = child(canvas, parent, 'Link');
  fill(element, draw);
  // PDFKit writes a string object as text, a plain string as a name; its types know plain strings only.
  const options = { Contents: new String(contents), structParent: element };
  canvas.doc.link(...area, url, options as unknown as PDFKit.Mixins.AnnotationOption);
  element.end();
}
