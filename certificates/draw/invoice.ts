import { printedText } from '../fonts/drawable.ts';
import { type FaceRole, faceFor } from '../fonts/faces.ts';
import { type Block, flow } from '../layout/flow.ts';
import { wrap } from '../layout/lines.ts';
import { box, PAGE, PAPER } from '../layout/page.ts';
import { artifact, type Canvas, child, type Element, fill, say, write } from './canvas.ts';
import { rgb } from './color.ts';
import type { InvoiceDocument } from './invoiceDocument.ts';
import { drawRule } from './ornament.ts';
import { paragraph } from './paragraph.ts';
import { type Style, setLine, setLines } from './text.ts';
import { headRow, tableRow } from './transcriptTable.ts';
import { tableWidths } from './transcriptWidths.ts';

/** A4 portrait in points: the page of a certificate, upright. */
const SHEET = { width: PAGE.height, height: PAGE.width };
const TEXT = box(58, SHEET.width - 58);
const TOP = 84;
/** Of the table. */
const SIZE = 10;
const BOTTOM = SHEET.height - 92;
const FOOT = SHEET.height - 58;
/** Payer to the left, facts to the right. */
const LEFT_WIDTH = 250;
const FACTS = { left: TEXT.left + 276, label: 84 };

type Page = { number: number; of: number };

/** The pages of an invoice: who sells, who is billed, the lines, what they add up to, and the words that tax demands. */
export function invoicePages(canvas: Canvas, document: InvoiceDocument): ((page: Page) => void)[] {
  const widths = tableWidths(document, SIZE, TEXT.width);
  let table: Element | undefined;
  const tableElement = () => {
    table ??= child(canvas, canvas.section, 'Table');
    return table;
  };
  const shape = { columns: document.columns, widths, size: SIZE };
  const rows = document.rows.map((cells) => tableRow(canvas, { ...shape, cells, table: tableElement }));
  const head = headRow(canvas, shape);
  const blocks = [
    sellerBlock(canvas, document),
    partiesBlock(canvas, document),
    tagged(canvas, head, tableElement),
    ...rows,
    ...document.totals.map((total, at) => totalBlock(canvas, total, at)),
    ...document.notes.map((note, at) => ({
      ...paragraph(canvas, note, { role: 'serif', size: 10, width: TEXT.width }),
      gap: at === 0 ? 22 : 5,
    })),
  ];
  const isRow = new Set<Block>(rows);
  return flow(blocks, BOTTOM - TOP, 1).map((placed) => (page) => {
    drawGround(canvas);
    const goesOn = page.number > 1 && placed[0] !== undefined && isRow.has(placed[0].block);
    if (goesOn) {
      artifact(canvas, 'head', () => head.draw(TEXT.left, TOP - head.height));
      head.drawRule(TEXT.left, TOP - head.height);
    }
    for (const { block, y } of placed) block.draw(TEXT.left, TOP + y);
    drawFoot(canvas, document, page);
  });
}

/** Paper, and a double rule at head and foot, as on the record of a certificate. */
function drawGround(canvas: Canvas): void {
  const { width, height } = SHEET;
  const ink = rgb(canvas.palette.primary);
  const rules = [
    [36, 1.5],
    [39.6, 0.4],
  ].flatMap(([inset = 0, thick]) =>
    [inset, height - inset].map((y) => `${ink} RG ${thick} w 40 ${y} m ${width - 40} ${y} l S`),
  );
  artifact(canvas, 'layout', () =>
    write(canvas, [`${rgb(PAPER)} rg 0 0 ${width} ${height} re f`, ...rules].join('\n')),
  );
}

type Set = { lines: string[]; style: Style & { leading: number }; height: number };

function set(canvas: Canvas, text: string, width: number, style: Partial<Style> & { role?: FaceRole } = {}): Set {
  const { role = 'serif', size = 10.5, ink = canvas.palette.text } = style;
  const printed = printedText(text);
  const leading = size * 1.24;
  const lines = wrap(printed, faceFor(role, printed), size, width);
  return { lines, style: { role, size, ink, leading }, height: lines.length * leading };
}

function setAt(canvas: Canvas, { lines, style }: Set, x: number, y: number): void {
  setLines(canvas, lines, style, x, y + style.size * 0.92);
}

/** The seller to the left, what it is to the right. */
function sellerBlock(canvas: Canvas, { seller: [name = '', ...lines], title }: InvoiceDocument): Block {
  const { primary, gray } = canvas.palette;
  const named = set(canvas, name, LEFT_WIDTH + 60, { role: 'strong', size: 14 });
  const others = lines.map((line) => set(canvas, line, LEFT_WIDTH + 60, { size: 10, ink: gray }));
  const inCapitals: Style = { role: 'serif', size: 19, ink: primary, features: ['smcp'], tracking: 1 };
  return {
    height: named.height + others.reduce((sum, { height }) => sum + height, 4),
    gap: 0,
    keepWithNext: true,
    draw: (x, y) => {
      say(canvas, 'H1', () => setLine(canvas, title, inCapitals, TEXT.right, y + 14, 'right'));
      say(canvas, 'P', () => setAt(canvas, named, x, y));
      let from = y + named.height + 4;
      for (const line of others) {
        say(canvas, 'P', () => setAt(canvas, line, x, from));
        from += line.height;
      }
    },
  };
}

function partiesBlock(canvas: Canvas, { payer, facts }: InvoiceDocument): Block {
  const { gray } = canvas.palette;
  const label = set(canvas, payer.label, LEFT_WIDTH, { role: 'italic', ink: gray });
  const lines = [label, ...payer.lines.map((line) => set(canvas, line, LEFT_WIDTH))];
  const valueWidth = TEXT.right - FACTS.left - FACTS.label;
  const named = facts.map((fact) => ({
    label: set(canvas, fact.label, FACTS.label - 6, { role: 'italic', ink: gray }),
    value: set(canvas, fact.value, valueWidth),
  }));
  const heightOf = (one: { label: Set; value: Set }) => Math.max(one.label.height, one.value.height);
  const left = lines.reduce((sum, { height }) => sum + height, 0);
  const right = named.reduce((sum, one) => sum + heightOf(one), 0);
  return {
    height: Math.max(left, right),
    gap: 34,
    keepWithNext: true,
    draw: (x, y) => {
      let from = y;
      for (const line of lines) {
        say(canvas, 'P', () => setAt(canvas, line, x, from));
        from += line.height;
      }
      from = y;
      for (const one of named) {
        say(canvas, 'P', () => {
          setAt(canvas, one.label, FACTS.left, from);
          setAt(canvas, one.value, FACTS.left + FACTS.label, from);
        });
        from += heightOf(one);
      }
    },
  };
}

const tagged = (canvas: Canvas, head: ReturnType<typeof headRow>, table: () => Element): Block => ({
  height: head.height,
  gap: 32,
  keepWithNext: true,
  draw: (x, y) => {
    const row = child(canvas, table(), 'TR');
    head.drawCells(x, y, (draw) => fill(canvas, child(canvas, row, 'TH', { scope: 'Column' }), draw));
    head.drawRule(x, y);
  },
});

const AMOUNT_WIDTH = 120;

function totalBlock(canvas: Canvas, { label, value, strong }: InvoiceDocument['totals'][number], at: number): Block {
  const { text, gray } = canvas.palette;
  const style: Style = { role: strong ? 'strong' : 'serif', size: strong ? 12.5 : 10.5, ink: strong ? text : gray };
  const words = set(canvas, label, 220, style);
  return {
    height: words.height,
    gap: at === 0 ? 14 : 4,
    keepWithNext: true,
    draw: (x, y) =>
      void say(canvas, 'P', () => {
        const edge = x + TEXT.width;
        setLines(canvas, words.lines, words.style, edge - AMOUNT_WIDTH, y + style.size * 0.92, 'right');
        setLine(canvas, value, style, edge, y + style.size * 0.92, 'right');
      }),
  };
}

function drawFoot(canvas: Canvas, { title, number, seller }: InvoiceDocument, page: Page): void {
  const style: Style = { role: 'serif', size: 9, ink: canvas.palette.gray };
  const [name = ''] = seller;
  artifact(canvas, 'foot', () => {
    setLine(canvas, shortened(`${title} ${number}, ${name}`), style, TEXT.left, FOOT);
    setLine(canvas, `Page ${page.number} of ${page.of}`, style, TEXT.right, FOOT, 'right');
  });
  drawRule(canvas, TEXT.left, TEXT.right, FOOT - 12, 0.4);
}

const LONGEST_FOOT = 80;
const shortened = (text: string): string =>
  [...text].length > LONGEST_FOOT ? `${[...text].slice(0, LONGEST_FOOT - 1).join('')}…` : text;
