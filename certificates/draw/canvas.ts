import { deflateSync } from 'node:zlib';
import { PAGE } from '../layout/page.ts';
import type { Palette } from './palette.ts';
import { decimal, spell, textString } from './spelled.ts';
import {
  addElement,
  adoptAnnotation,
  type Element,
  type ElementOptions,
  markContent,
  newStructure,
  registerPage,
  type Structure,
  treeRoot,
} from './structure.ts';
import { newTypesetter, type Typesetter } from './typesetter.ts';

export type { Element } from './structure.ts';

/** A document during drawing: its page, its colors and the section that new content belongs to. */
export type Canvas = {
  doc: PDFKit.PDFDocument;
  palette: Palette;
  /** The operators of the open page that are not yet written. */
  operators: string[];
  typesetter: Typesetter;
  /** The fonts of the document by name. Their contents are written at the end, when all used glyphs are known. */
  fonts: Map<string, PDFKit.PDFKitReference>;
  /** Furniture by name. */
  forms: Map<string, PDFKit.PDFKitReference>;
  structure: Structure;
  root: Element;
  /** The open section: the front, or the record on all its pages. */
  section: Element;
};

export function newCanvas(doc: PDFKit.PDFDocument, palette: Palette): Canvas {
  const structure = newStructure();
  const root = addElement(doc, structure, treeRoot(doc), 'Document');
  const operators: string[] = [];
  // PDFKit would convert each operator to bytes separately, so a whole page is converted at once.
  doc.addContent = (data: string) => {
    operators.push(data);
    return doc;
  };
  const shared = { typesetter: newTypesetter(), fonts: new Map(), forms: new Map() };
  return { doc, palette, operators, ...shared, structure, root, section: root };
}

/** Opens a page; writes the previous one. */
export function openPage(canvas: Canvas): void {
  closePage(canvas);
  canvas.doc.addPage();
  registerPage(canvas.doc, canvas.structure);
}

/** Members of PDFKit that its types omit; test/certificates/draw/pdfkitContract.test.ts checks them. */
type Page = {
  content: { compress: boolean; data: { Filter?: string }; write(bytes: Uint8Array): void };
  annotations: PDFKit.PDFKitReference[];
};

/** Deflate level. A page has few bytes, so it grows by a sixth at this level, but takes a third of the time. */
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

/** Starts a new section for the content that follows. */
export function openSection(canvas: Canvas): void {
  canvas.section = child(canvas, canvas.root, 'Sect');
}

/** Writes operators to the open page; its coordinates are points from the top left corner. */
export function write(canvas: Canvas, operators: string): void {
  canvas.operators.push(operators);
}

/** Adds an element to the structure tree as the last of its parent. */
export function child({ doc, structure }: Canvas, parent: Element, type: string, options?: ElementOptions): Element {
  return addElement(doc, structure, parent, type, options);
}

/** Assigns what `draw` paints to the element, after its existing content. */
export function fill(canvas: Canvas, element: Element, draw: () => void): void {
  write(canvas, markContent(canvas.doc, canvas.structure, element));
  draw();
  write(canvas, 'EMC');
}

/** One element of the open page with its content. */
export function say(canvas: Canvas, type: string, draw: () => void, options?: ElementOptions): Element {
  const element = child(canvas, canvas.section, type, options);
  fill(canvas, element, draw);
  return element;
}

const ARTIFACTS = {
  background: '/Artifact <</Type /Background /BBox [0 0 841.89 595.28]>> BDC',
  watermark: '/Artifact <</Type /Pagination /Subtype /Watermark>> BDC',
  head: '/Artifact <</Type /Pagination /Subtype /Header>> BDC',
  foot: '/Artifact <</Type /Pagination /Subtype /Footer>> BDC',
  layout: '/Artifact <</Type /Layout>> BDC',
} as const;

/** Marks what `draw` paints as decoration, which screen readers skip. Do not call it inside an element's content. */
export function artifact(canvas: Canvas, kind: keyof typeof ARTIFACTS, draw: () => void): void {
  write(canvas, ARTIFACTS[kind]);
  draw();
  write(canvas, 'EMC');
}

/** A link around what `draw` paints: `area` is left, top, width, height. */
export function link(
  canvas: Canvas,
  parent: Element,
  { url, contents, area }: { url: string; contents: string; area: [number, number, number, number] },
  draw: () => void,
): void {
  const { doc, structure } = canvas;
  const element = child(canvas, parent, 'Link');
  fill(canvas, element, draw);
  const annotation = doc.ref({});
  (doc.page as unknown as Page).annotations.push(annotation);
  const key = adoptAnnotation(doc, structure, element, annotation);
  const [left, top, width, height] = area;
  const rectangle = [left, PAGE.height - top - height, left + width, PAGE.height - top].map(decimal).join(' ');
  // Printed, without a border (ISO 19005-3, 6.3.2).
  const text =
    `<</Type /Annot /Subtype /Link /Rect [${rectangle}] /Border [0 0 0] /F 4 /StructParent ${key} ` +
    `/Contents ${textString(contents)} /A <</S /URI /URI ${textString(url)}>>>>`;
  spell(doc, text, undefined, annotation);
}
