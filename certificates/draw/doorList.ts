import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import { type Block, flow } from '../layout/flow.ts';
import { fitLines, wrap } from '../layout/lines.ts';
import { box, PAGE } from '../layout/page.ts';
import { artifact, type Canvas, child, type Element, say } from './canvas.ts';
import type { DoorListDocument } from './doorListDocument.ts';
import { guestRow, headRow } from './doorListTable.ts';
import { drawRule } from './ornament.ts';
import { paragraph } from './paragraph.ts';
import { type Style, setLine, setLines, shrunk } from './text.ts';

/** A4 portrait in points. */
const SHEET = { width: PAGE.height, height: PAGE.width };
const TEXT = box(45, SHEET.width - 45);
/** Rows begin below the place of the repeated head. */
const TOP = 66;
const BOTTOM = SHEET.height - 62;
const FOOT = SHEET.height - 34;
const LABEL = 74;

type Page = { number: number; of: number };

/** The pages of a door list: which day of what, and a row with empty boxes for everybody. */
export function doorListPages(canvas: Canvas, document: DoorListDocument): ((page: Page) => void)[] {
  let table: Element | undefined;
  const tableElement = () => {
    table ??= child(canvas, canvas.section, 'Table');
    return table;
  };
  const shape = { columns: document.columns, width: TEXT.width, table: tableElement };
  const rows = document.guests.map((guest, at) => guestRow(canvas, shape, guest, at + 1));
  const head = headRow(canvas, shape);
  const blocks = [
    ...headingBlocks(canvas, document),
    ...(rows.length === 0
      ? [{ ...paragraph(canvas, document.nobody, { role: 'italic', size: 12, width: TEXT.width }), gap: 18 }]
      : [{ ...head, gap: 14, keepWithNext: true }, ...rows]),
  ];
  const isRow = new Set<Block>(rows);
  return flow(blocks, BOTTOM - TOP, 1).map((placed) => (page) => {
    const goesOn = page.number > 1 && placed[0] !== undefined && isRow.has(placed[0].block);
    if (goesOn) head.repeat(TEXT.left, TOP - head.height);
    for (const { block, y } of placed) block.draw(TEXT.left, TOP + y);
    drawFoot(canvas, document, page);
  });
}

function headingBlocks(canvas: Canvas, { title, event, organization, facts, note }: DoorListDocument): Block[] {
  const { primary, text, gray } = canvas.palette;
  const name = printedText(event);
  const fitted = fitLines(name, faceFor('serif', name), TEXT.width, [
    { lines: 1, largest: 22, smallest: 15 },
    { lines: 2, largest: 17, smallest: 12 },
    { lines: 4, largest: 12, smallest: 9 },
  ]);
  const leading = fitted.size * 1.15;
  const inCapitals: Style = { role: 'serif', size: 12, ink: primary, features: ['smcp'], tracking: 1 };
  const inTitle = { role: 'serif', size: fitted.size, ink: text, leading } as const;
  return [
    {
      ...{ height: 16, gap: 0, keepWithNext: true },
      draw: (x, y) => void say(canvas, 'H1', () => setLine(canvas, title, inCapitals, x, y + 11)),
    },
    {
      ...{ height: fitted.lines.length * leading, gap: 5, keepWithNext: true },
      draw: (x, y) => void say(canvas, 'P', () => setLines(canvas, fitted.lines, inTitle, x, y + fitted.size * 0.9)),
    },
    kept(paragraph(canvas, organization, { role: 'serif', size: 11.5, ink: gray, width: TEXT.width }), 2),
    ...facts.map((fact, at) => factBlock(canvas, fact, at)),
    kept(paragraph(canvas, note, { role: 'italic', size: 10.5, ink: gray, width: TEXT.width }), 8),
  ];
}

const kept = (block: Block, gap: number): Block => ({ ...block, gap, keepWithNext: true });

function factBlock(canvas: Canvas, { label, value }: DoorListDocument['facts'][number], at: number): Block {
  const { text, gray } = canvas.palette;
  const inLabel: Style = { role: 'italic', size: 11, ink: gray };
  const inValue = { role: 'serif', size: 11, ink: text, leading: 13.5 } as const;
  const printed = printedText(value);
  const lines = wrap(printed, faceFor('serif', printed), inValue.size, TEXT.width - LABEL);
  return {
    ...{ height: lines.length * inValue.leading, gap: at === 0 ? 8 : 1, keepWithNext: true },
    draw: (x, y) =>
      void say(canvas, 'P', () => {
        setLine(canvas, `${label}: `, inLabel, x, y + 10.5);
        setLines(canvas, lines, inValue, x + LABEL, y + 10.5);
      }),
  };
}

const PAGE_NUMBER = 90;
/** As many letters as there is room for at this size, or nearly. */
const LONGEST_FOOT = 92;

function drawFoot(canvas: Canvas, { foot }: DoorListDocument, page: Page): void {
  const style: Style = { role: 'serif', size: 9, ink: canvas.palette.gray };
  const letters = [...printedText(foot)];
  const words = letters.length > LONGEST_FOOT ? `${letters.slice(0, LONGEST_FOOT - 1).join('')}…` : letters.join('');
  artifact(canvas, 'foot', () => {
    setLine(canvas, words, shrunk(words, style, TEXT.width - PAGE_NUMBER), TEXT.left, FOOT);
    setLine(canvas, `Page ${page.number} of ${page.of}`, style, TEXT.right, FOOT, 'right');
  });
  drawRule(canvas, TEXT.left, TEXT.right, FOOT - 12, 0.4);
}
