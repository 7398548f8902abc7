import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import { type Block, flow } from '../layout/flow.ts';
import { fitLines, wrap } from '../layout/lines.ts';
import { box } from '../layout/page.ts';
import { artifact, type Canvas, child, type Element, fill, say } from './canvas.ts';
import { drawRule } from './ornament.ts';
import { paragraph } from './paragraph.ts';
import { type Style, setLine, setLines } from './text.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';
import { headRow, tableRow } from './transcriptTable.ts';
import { tableWidths } from './transcriptWidths.ts';

const TEXT = box(56, 841.89 - 56);
/** Rows begin below the place of the repeated head. */
const TOP = 74;
const BOTTOM = 526;
const FOOT = 546;
/** The largest of these that needs no more pages than the smallest. */
const SIZES = [10, 9.2];

type Page = { number: number; of: number };
type Draw = (page: Page) => void;

/** The pages of a transcript: who and for what, the table, the totals, and what it is not. */
export function transcriptPages(canvas: Canvas, document: TranscriptDocument): Draw[] {
  const tried = SIZES.map((size) => pagesAt(canvas, document, size));
  const fewest = Math.min(...tried.map(({ length }) => length));
  return tried.find(({ length }) => length === fewest) ?? [];
}

function pagesAt(canvas: Canvas, document: TranscriptDocument, size: number): Draw[] {
  const { columns } = document;
  const shape = { columns, size, widths: tableWidths(document, size, TEXT.width) };
  let table: Element | undefined;
  const tableElement = () => {
    table ??= child(canvas, canvas.section, 'Table');
    return table;
  };
  const rows = document.rows.map((cells) => tableRow(canvas, { ...shape, cells, table: tableElement }));
  const head = headRow(canvas, shape);
  const blocks = [
    ...headingBlocks(canvas, document),
    ...(rows.length === 0
      ? [{ ...paragraph(canvas, document.noRows, { role: 'italic', size: 11, width: TEXT.width }), gap: 14 }]
      : [tagged(canvas, head, tableElement), ...rows]),
    ...endBlocks(canvas, document),
  ];
  const isRow = new Set<Block>(rows);
  return flow(blocks, BOTTOM - TOP, 1).map((placed) => (page) => {
    const goesOn = page.number > 1 && placed[0] !== undefined && isRow.has(placed[0].block);
    if (goesOn) {
      artifact(canvas, 'head', () => head.draw(TEXT.left, TOP - head.height));
      head.drawRule(TEXT.left, TOP - head.height);
    }
    for (const { block, y } of placed) block.draw(TEXT.left, TOP + y);
    drawFoot(canvas, document, page);
  });
}

/** The most that is kept together at the end: a page has room for it. */
const KEPT = 24;

/** The totals and the notes, together on one page, so that no sentence is left alone on a further one. */
function endBlocks(canvas: Canvas, document: TranscriptDocument): Block[] {
  const notes = document.notes.map((note, at) => ({
    ...paragraph(canvas, note, { role: 'serif', size: 9.4, ink: canvas.palette.gray, width: TEXT.width }),
    gap: at === 0 ? 12 : 3,
  }));
  const blocks = [...totalBlocks(canvas, document), ...notes];
  return blocks.map((block, at) => ({ ...block, keepWithNext: at > blocks.length - KEPT && at + 1 < blocks.length }));
}

/** The head of the table with its own elements, where it is read. */
const tagged = (canvas: Canvas, head: ReturnType<typeof headRow>, table: () => Element): Block => ({
  height: head.height,
  gap: 14,
  keepWithNext: true,
  draw: (x, y) => {
    const row = child(canvas, table(), 'TR');
    head.drawCells(x, y, (draw) => fill(canvas, child(canvas, row, 'TH', { scope: 'Column' }), draw));
    head.drawRule(x, y);
  },
});

function headingBlocks(canvas: Canvas, { title, learnerName, facts }: TranscriptDocument): Block[] {
  const { primary, text, gray } = canvas.palette;
  const name = printedText(learnerName);
  const fitted = fitLines(name, faceFor('serif', name), TEXT.width, [
    { lines: 1, largest: 21, smallest: 13 },
    { lines: 3, largest: 13, smallest: 8 },
  ]);
  const leading = fitted.size * 1.15;
  const inCapitals: Style = { role: 'serif', size: 12, ink: primary, features: ['smcp'], tracking: 1 };
  return [
    {
      height: 16,
      gap: 0,
      keepWithNext: true,
      draw: (x, y) => void say(canvas, 'H1', () => setLine(canvas, title, inCapitals, x, y + 11)),
    },
    {
      height: fitted.lines.length * leading,
      gap: 6,
      keepWithNext: true,
      draw: (x, y) =>
        void say(canvas, 'P', () =>
          setLines(
            canvas,
            fitted.lines,
            { role: 'serif', size: fitted.size, ink: text, leading },
            x,
            y + fitted.size * 0.9,
          ),
        ),
    },
    ...facts.map(({ label, value }, at): Block => {
      const inLabel: Style = { role: 'italic', size: 10.5, ink: gray };
      const inValue = { role: 'serif' as const, size: 10.5, ink: text, leading: 13 };
      const printed = printedText(value);
      const lines = wrap(printed, faceFor('serif', printed), inValue.size, TEXT.width - LABEL);
      return {
        height: lines.length * inValue.leading,
        gap: at === 0 ? 6 : 1,
        keepWithNext: true,
        draw: (x, y) =>
          void say(canvas, 'P', () => {
            setLine(canvas, `${label}: `, inLabel, x, y + 10);
            setLines(canvas, lines, inValue, x + LABEL, y + 10);
          }),
      };
    }),
  ];
}

const LABEL = 110;

/** Under the last column, so that the total stands below what it adds up. */
function totalBlocks(canvas: Canvas, { totals }: TranscriptDocument): Block[] {
  const { text, gray } = canvas.palette;
  return totals.map(({ label, value, strong }, at): Block => {
    const style: Style = { role: strong ? 'strong' : 'serif', size: strong ? 12 : 10.5, ink: strong ? text : gray };
    const printed = printedText(`${label}: ${value}`);
    const lines = wrap(printed, faceFor(style.role, printed), style.size, TEXT.width);
    const leading = style.size * 1.2;
    return {
      height: lines.length * leading,
      gap: at === 0 ? 10 : 2,
      keepWithNext: false,
      draw: (x, y) =>
        void say(canvas, 'P', () =>
          setLines(canvas, lines, { ...style, leading }, x + TEXT.width, y + style.size * 0.92, 'right'),
        ),
    };
  });
}

function drawFoot(canvas: Canvas, { title, learnerName }: TranscriptDocument, page: Page): void {
  const style: Style = { role: 'serif', size: 9, ink: canvas.palette.gray };
  artifact(canvas, 'foot', () => {
    setLine(canvas, shortened(`${title}, ${learnerName}`), style, TEXT.left, FOOT);
    setLine(canvas, `Page ${page.number} of ${page.of}`, style, TEXT.right, FOOT, 'right');
  });
  drawRule(canvas, TEXT.left, TEXT.right, FOOT - 12, 0.4);
}

const LONGEST_FOOT = 120;
const shortened = (text: string): string =>
  [...text].length > LONGEST_FOOT ? `${[...text].slice(0, LONGEST_FOOT - 1).join('')}…` : text;
