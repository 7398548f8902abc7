import { decimal, spell, textString } from './spelled.ts';

/** An element of the structure tree (ISO 32000-1, 14.7.2); `page` is the object of the page where it begins. */
export type Element = {
  reference: PDFKit.PDFKitReference;
  type: string;
  kids: string[];
  page: number | null;
  /** Additional attributes of the element. */
  said: string;
};

/** The tree of one document: its elements, and for every page and link the elements that its content belongs to. */
export type Structure = { elements: Element[]; owners: (number | number[])[] };

export const newStructure = (): Structure => ({ elements: [], owners: [] });

/** `bbox` is left, top, right, bottom in points from the top left corner of the page. */
export type ElementOptions = {
  lang?: string;
  alt?: string;
  bbox?: [number, number, number, number];
  /** A list whose labels are numbers (ISO 14289-1, 7.6). */
  numbered?: boolean;
  /** What a header cell of a table heads (ISO 14289-1, 7.5). */
  scope?: 'Column' | 'Row';
  /** A place of a paper form: a box to tick or room to write (ISO 32000-1, 14.8.5.6). */
  printField?: { role: 'cb' | 'tv'; says: string };
};

const boxOf = ([left, top, right, bottom]: [number, number, number, number], height: number): string =>
  [left, height - bottom, right, height - top].map(decimal).join(' ');

function fieldOf({ role, says }: NonNullable<ElementOptions['printField']>): string {
  const unticked = role === 'cb' ? ' /checked /off' : '';
  return `/A <</O /PrintField /Role /${role}${unticked} /Desc ${textString(says)}>>`;
}

const saidOf = (doc: PDFKit.PDFDocument, { lang, alt, bbox, numbered, scope, printField }: ElementOptions): string =>
  [
    lang && `/Lang ${textString(lang)}`,
    alt && `/Alt ${textString(alt)}`,
    bbox && `/A <</O /Layout /Placement /Block /BBox [${boxOf(bbox, doc.page.height)}]>>`,
    numbered && '/A <</O /List /ListNumbering /Decimal>>',
    scope && `/A <</O /Table /Scope /${scope}>>`,
    printField && fieldOf(printField),
  ]
    .filter(Boolean)
    .join(' ');

/** Adds an element as the last child of its parent. The first element of all is a child of the tree's root. */
export function addElement(
  doc: PDFKit.PDFDocument,
  { elements }: Structure,
  parent: Element | PDFKit.PDFKitReference,
  type: string,
  options?: ElementOptions,
): Element {
  const reference = doc.ref({});
  const above = 'kids' in parent ? parent.reference : parent;
  if ('kids' in parent) parent.kids.push(`${reference.id} 0 R`);
  const said = `/P ${above.id} 0 R ${options ? saidOf(doc, options) : ''}`;
  const element = { reference, type, kids: [], page: null, said };
  elements.push(element);
  return element;
}

/** Members of PDFKit that its types omit; test/certificates/draw/accessible.test.ts checks them. */
type Page = { dictionary: PDFKit.PDFKitReference & { data: { StructParents?: number } } };
type Tree = { _root: { data: { StructTreeRoot: PDFKit.PDFKitReference & { data: Record<string, unknown> } } } };

export const treeRoot = (doc: PDFKit.PDFDocument) => (doc as unknown as Tree)._root.data.StructTreeRoot;

const pageOf = (doc: PDFKit.PDFDocument) => (doc.page as unknown as Page).dictionary;

/** Reserves space in the tree for the content of the open page. */
export function registerPage(doc: PDFKit.PDFDocument, { owners }: Structure): void {
  pageOf(doc).data.StructParents = owners.push([]) - 1;
}

/** The operator that opens further content of an element on the open page. */
export function markContent(doc: PDFKit.PDFDocument, { owners }: Structure, element: Element): string {
  const { id, data } = pageOf(doc);
  const owned = owners[data.StructParents ?? -1];
  if (!Array.isArray(owned)) throw new RangeError('Content belongs to an open page.');
  const mcid = owned.push(element.reference.id) - 1;
  element.page ??= id;
  element.kids.push(element.page === id ? `${mcid}` : `<</Type /MCR /Pg ${id} 0 R /MCID ${mcid}>>`);
  return `/${element.type} <</MCID ${mcid}>> BDC`;
}

/** Adds an annotation of the open page to an element; returns its key in the tree. */
export function adoptAnnotation(
  doc: PDFKit.PDFDocument,
  { owners }: Structure,
  element: Element,
  annotation: PDFKit.PDFKitReference,
): number {
  element.kids.push(`<</Type /OBJR /Obj ${annotation.id} 0 R /Pg ${pageOf(doc).id} 0 R>>`);
  return owners.push(element.reference.id) - 1;
}

const ownersText = (owner: number | number[]): string =>
  Array.isArray(owner) ? `[${owner.map((id) => `${id} 0 R`).join(' ')}]` : `${owner} 0 R`;

/** Writes the elements and attaches the tree to the root. */
export function writeStructure(doc: PDFKit.PDFDocument, { elements, owners }: Structure): void {
  for (const { reference, type, kids, page, said } of elements) {
    const on = page === null ? '' : ` /Pg ${page} 0 R`;
    spell(doc, `<</S /${type} ${said}${on} /K [${kids.join(' ')}]>>`, undefined, reference);
  }
  const nums = `<</Nums [${owners.map((owner, key) => `${key} ${ownersText(owner)}`).join(' ')}]>>`;
  Object.assign(treeRoot(doc).data, {
    K: elements.slice(0, 1).map(({ reference }) => reference),
    ParentTree: { [Symbol.toStringTag]: 'Spelled', toString: () => nums },
    ParentTreeNextKey: owners.length,
  });
}
