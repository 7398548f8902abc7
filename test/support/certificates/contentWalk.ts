import { isStream, type Pdf } from './openPdf.ts';
import { type Dict, operations, type Value } from './pdfSyntax.ts';
import { codesOf, fontsOf, type PdfFont } from './readPdf.ts';

const PAINTS = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh', 'Tj', 'TJ', "'", '"', 'EI', 'Do']);

/** Every operator of ISO 32000-1, annex A, but those of Type 3 fonts and compatibility sections. */
const OPERATORS = new Set(
  (
    "b B b* B* BDC BI BMC BT BX c cm CS cs d DP Do EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' " +
    '"'
  ).split(' '),
);

export type Mark = { tag: string; mcid: number | null; artifact: boolean };
/** Something painted, and the marked content around it, outermost first. */
export type Painted = { operator: string; operand: Value; marks: Mark[]; font: PdfFont | undefined; codes: number[] };

export type Walk = { painted: Painted[]; marks: Mark[][]; unknown: string[]; deepest: number; unbalanced: string[] };

/** Walks one content stream: what it paints, inside which marks, and what is wrong with its brackets. */
export function walkContent(content: string, fonts: Map<string, PdfFont>): Walk {
  const walk: Walk = { painted: [], marks: [], unknown: [], deepest: 0, unbalanced: [] };
  const open: Mark[] = [];
  let depth = 0;
  let inText = false;
  let font: PdfFont | undefined;
  for (const { operator, operands } of operations(content)) {
    if (!OPERATORS.has(operator)) walk.unknown.push(operator);
    if (operator === 'BMC' || operator === 'BDC') {
      open.push(markOf(operands));
      walk.marks.push([...open]);
    }
    if (operator === 'EMC' && !open.pop()) walk.unbalanced.push('EMC');
    if (operator === 'q') walk.deepest = Math.max(walk.deepest, ++depth);
    if (operator === 'Q' && --depth < 0) walk.unbalanced.push('Q');
    if (operator === 'BT' || operator === 'ET') {
      if (inText === (operator === 'BT')) walk.unbalanced.push(operator);
      inText = operator === 'BT';
    }
    if (operator === 'Tf') font = fonts.get(String(operands[0]).slice(1));
    if (PAINTS.has(operator)) {
      const [operand = null] = operands;
      const strings = Array.isArray(operand) ? operand : [operand];
      const codes = operator.startsWith('T') ? strings.flatMap(codesOf) : [];
      walk.painted.push({ operator, operand, marks: [...open], font, codes });
    }
  }
  if (open.length > 0 || depth !== 0 || inText) walk.unbalanced.push('end');
  return walk;
}

function markOf([tag, properties]: Value[]): Mark {
  const mcid = properties instanceof Map ? properties.get('MCID') : undefined;
  return { tag: String(tag).slice(1), mcid: typeof mcid === 'number' ? mcid : null, artifact: tag === '/Artifact' };
}

/** The content of every page, in order. */
export const walkPages = (pdf: Pdf): { page: { id: number; dict: Dict }; walk: Walk }[] =>
  pdf.pages.map((page) => ({
    page,
    walk: walkContent(pdf.data(page.dict.get('Contents')).toString('latin1'), fontsOf(pdf, page.dict)),
  }));

/** The external objects of a page by name. */
export const xobjectsOf = (pdf: Pdf, page: Dict): Map<string, { dict: Dict; content: string }> => {
  const all = pdf.dict(pdf.dict(page.get('Resources')).get('XObject') ?? new Map());
  return new Map(
    [...all].map(([name, value]) => {
      const { dict } = pdf.stream(value);
      const content = dict.get('Subtype') === '/Form' ? pdf.data(value).toString('latin1') : '';
      return [name, { dict, content }];
    }),
  );
};

/** Every element of the structure tree with its depth-first place. */
export type StructureElement = { id: number; type: string; dict: Dict; parent: number; kids: Value[] };

export function structureOf(pdf: Pdf): StructureElement[] {
  const found: StructureElement[] = [];
  const visit = (value: Value, parent: number): void => {
    const dict = pdf.at(value);
    if (!(dict instanceof Map) || !dict.has('S')) return;
    const id = typeof value === 'object' && value !== null && 'ref' in value ? value.ref : Number.NaN;
    const held = pdf.at(dict.get('K'));
    const kids = Array.isArray(held) ? held : held === null ? [] : [held];
    found.push({ id, type: String(dict.get('S')).slice(1), dict, parent, kids });
    for (const kid of kids) visit(kid, id);
  };
  const root = pdf.dict(pdf.root.get('StructTreeRoot'));
  for (const kid of pdf.list(root.get('K'))) visit(kid, Number.NaN);
  return found;
}

/** The number tree from marks and annotations to their elements. */
export function parentTreeOf(pdf: Pdf): Map<number, Value> {
  const nums = pdf.list(pdf.dict(pdf.dict(pdf.root.get('StructTreeRoot')).get('ParentTree')).get('Nums'));
  return new Map(Array.from({ length: nums.length / 2 }, (_, at) => [Number(nums[at * 2]), nums[at * 2 + 1] ?? null]));
}

export const annotationsOf = (pdf: Pdf): { page: number; ref: number; dict: Dict }[] =>
  pdf.pages.flatMap(({ id, dict }) =>
    (dict.has('Annots') ? pdf.list(dict.get('Annots')) : []).map((value) => ({
      page: id,
      ref: typeof value === 'object' && value !== null && 'ref' in value ? value.ref : Number.NaN,
      dict: pdf.dict(value),
    })),
  );

/** Streams of the file with what stands around their bytes. */
export const streamsOf = (pdf: Pdf) =>
  [...pdf.objects].flatMap(([id, value]) => (isStream(value) ? [{ id, dict: value.dict, raw: value.raw }] : []));
