import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import { fitLines, type Step } from '../layout/lines.ts';
import { PAGE } from '../layout/page.ts';
import type { Badge, BadgesDocument } from './badgesDocument.ts';
import { artifact, type Canvas, openSection, say, write } from './canvas.ts';
import { rgb } from './color.ts';
import { n } from './operands.ts';
import { drawRule } from './ornament.ts';
import { paragraph } from './paragraph.ts';
import { drawQr } from './qr.ts';
import { type Align, type Style, setLine, setLines, shrunk } from './text.ts';

/** A4 portrait in points. */
const SHEET = { width: PAGE.height, height: PAGE.width };
const MILLIMETER = 72 / 25.4;
/** Holders for badges of 90 by 65 mm are common. */
const BADGE = { width: 90 * MILLIMETER, height: 65 * MILLIMETER };
const [COLUMNS, ROWS] = [2, 4];
const LEFT = (SHEET.width - COLUMNS * BADGE.width) / 2;
const TOP = (SHEET.height - ROWS * BADGE.height) / 2;
const BADGES_OF_A_PAGE = COLUMNS * ROWS;

const INSET = 16;
const CODE = 74;
const RULE = 108;
const INNER = BADGE.width - 2 * INSET;

type Page = { number: number; of: number };

/** The pages of name badges, eight to each, with marks to cut along. */
export function badgePages(canvas: Canvas, document: BadgesDocument): ((page: Page) => void)[] {
  const { badges } = document;
  if (badges.length === 0) return [() => drawNobody(canvas, document)];
  return Array.from({ length: Math.ceil(badges.length / BADGES_OF_A_PAGE) }, (_, at) => (page) => {
    drawMarks(canvas);
    for (const [place, badge] of badges.slice(at * BADGES_OF_A_PAGE, (at + 1) * BADGES_OF_A_PAGE).entries())
      drawBadge(canvas, document, badge, place);
    drawFoot(canvas, document, page);
  });
}

function drawNobody(canvas: Canvas, { nobody }: BadgesDocument): void {
  openSection(canvas);
  paragraph(canvas, nobody, { role: 'italic', size: 12, width: COLUMNS * BADGE.width }).draw(LEFT, TOP);
}

function drawBadge(canvas: Canvas, document: BadgesDocument, { name, code, codeSays }: Badge, place: number): void {
  const x = LEFT + (place % COLUMNS) * BADGE.width;
  const y = TOP + Math.floor(place / COLUMNS) * BADGE.height;
  const { text, gray, primary } = canvas.palette;
  openSection(canvas);
  const center = x + BADGE.width / 2;
  const organization = { steps: ORGANIZATION, width: INNER, ink: gray };
  setIn(canvas, document.organization, { ...organization, x: center, y: y + 26, align: 'center' });
  if (name === null) drawRule(canvas, x + INSET, x + BADGE.width - INSET, y + 84, 0.8);
  else setIn(canvas, name, { steps: NAME, width: INNER, ink: text, x: center, y: y + 71, align: 'center' });
  drawRule(canvas, x + INSET, x + BADGE.width - INSET, y + RULE);
  const [codeLeft, codeTop] = [x + BADGE.width - INSET - CODE + 6, y + RULE + 1];
  const event = { steps: EVENT, width: INNER - CODE - 2, ink: primary };
  setIn(canvas, document.event, { ...event, x: x + INSET, y: codeTop + CODE / 2, align: 'left' });
  say(canvas, 'Figure', () => drawQr(canvas, code, codeLeft, codeTop, CODE), {
    alt: codeSays,
    bbox: [codeLeft, codeTop, codeLeft + CODE, codeTop + CODE],
  });
}

const ORGANIZATION: Step[] = [
  { lines: 1, largest: 11, smallest: 8.5 },
  { lines: 2, largest: 9, smallest: 7 },
  { lines: 3, largest: 7, smallest: 5 },
];
const NAME: Step[] = [
  { lines: 1, largest: 30, smallest: 23 },
  { lines: 2, largest: 27, smallest: 17 },
  { lines: 3, largest: 19, smallest: 12 },
  { lines: 5, largest: 11, smallest: 8 },
];
const EVENT: Step[] = [
  { lines: 2, largest: 12, smallest: 10 },
  { lines: 4, largest: 11, smallest: 9 },
  { lines: 6, largest: 9, smallest: 7 },
];

type Place = { steps: Step[]; width: number; ink: string; x: number; y: number; align: Align };

/** A paragraph in the largest letters that fit, its middle at y. */
function setIn(canvas: Canvas, text: string, { steps, width, ink, x, y, align }: Place): void {
  const printed = printedText(text);
  const { lines, size } = fitLines(printed, faceFor('serif', printed), width, steps);
  const leading = size * 1.12;
  const first = y - (lines.length * leading) / 2 + size * 0.88;
  say(canvas, 'P', () => setLines(canvas, lines, { role: 'serif', size, ink, leading }, x, first, align));
}

const MARK = { from: 6, length: 14, cross: 4 };

/** Marks at the ends of every cut in the margins, and a small cross where cuts meet. */
function drawMarks(canvas: Canvas): void {
  const [right, bottom] = [LEFT + COLUMNS * BADGE.width, TOP + ROWS * BADGE.height];
  const columns = Array.from({ length: COLUMNS + 1 }, (_, at) => LEFT + at * BADGE.width);
  const rows = Array.from({ length: ROWS + 1 }, (_, at) => TOP + at * BADGE.height);
  const lines = [
    ...columns.flatMap((x) => [
      [x, TOP - MARK.from, x, TOP - MARK.from - MARK.length],
      [x, bottom + MARK.from, x, bottom + MARK.from + MARK.length],
    ]),
    ...rows.flatMap((y) => [
      [LEFT - MARK.from, y, LEFT - MARK.from - MARK.length, y],
      [right + MARK.from, y, right + MARK.from + MARK.length, y],
    ]),
    ...columns.flatMap((x) =>
      rows.flatMap((y) => [
        [x - MARK.cross, y, x + MARK.cross, y],
        [x, y - MARK.cross, x, y + MARK.cross],
      ]),
    ),
  ];
  const path = lines.map(([x = 0, y = 0, toX = 0, toY = 0]) => `${n(x)} ${n(y)} m ${n(toX)} ${n(toY)} l`);
  artifact(canvas, 'layout', () => write(canvas, `${rgb(canvas.palette.gray)} RG 0.4 w ${path.join(' ')} S`));
}

const PAGE_NUMBER = 90;

function drawFoot(canvas: Canvas, { title, event }: BadgesDocument, page: Page): void {
  const style: Style = { role: 'serif', size: 8.5, ink: canvas.palette.gray };
  const words = printedText(`${title}: ${event}`);
  const [left, right, y] = [LEFT + 8, LEFT + COLUMNS * BADGE.width - 8, SHEET.height - 22];
  artifact(canvas, 'foot', () => {
    setLine(canvas, words, shrunk(words, style, right - left - PAGE_NUMBER), left, y);
    setLine(canvas, `Page ${page.number} of ${page.of}`, style, right, y, 'right');
  });
}
