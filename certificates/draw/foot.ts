import { printedText } from '../fonts/drawable.ts';
import { type FaceRole, faceFor } from '../fonts/faces.ts';
import { fitLines } from '../layout/lines.ts';
import { type Box, SMALLEST_SIZE } from '../layout/page.ts';
import { dayInWords, validUntil } from '../words.ts';
import { type Canvas, say } from './canvas.ts';
import { drawRule } from './ornament.ts';
import { drawPicture, fitted } from './picture.ts';
import type { Sheet } from './sheet.ts';
import { anchor, setLines } from './text.ts';

/** One paragraph under a rule. */
type Entry = { lines: string[]; ink: string; size: number };

const LEADING = 1.16;
const heightOf = (entries: Entry[]): number =>
  entries.reduce((sum, { lines, size }) => sum + lines.length * size * LEADING, 4);

/** As many lines as the text needs at a readable size. */
function entry(text: string, ink: string, largest: number, role: FaceRole, width: number): Entry[] {
  const printed = printedText(text);
  if (printed === '') return [];
  const { lines, size } = fitLines(printed, faceFor(role, printed), width, [
    { lines: 1, largest, smallest: 9 },
    { lines: 2, largest: 9, smallest: 7 },
    { lines: 3, largest: 7.5, smallest: SMALLEST_SIZE },
    { lines: 5, largest: 7, smallest: SMALLEST_SIZE },
  ]);
  return [{ lines, ink, size }];
}

/** The signatory, or the organization, first, and the day of issue beside it, under one level of rules. */
export function drawFoot(canvas: Canvas, sheet: Sheet, freeFrom: number): void {
  const { facts, printed, plan, preview } = sheet;
  const { columns, rule: lowest, height, role } = plan.front.foot;
  const [first, second] = columns;
  const { text, gray } = canvas.palette;
  const signatory = facts.signatory ?? { name: printed.organization, title: 'Issuing organization' };
  const left = [
    ...entry(signatory.name, text, 12, role, first.width),
    ...entry(signatory.title, gray, 10.5, role, first.width),
  ];
  const issuedOn = preview ? 'Not issued' : dayInWords(facts.issuedAt, facts.timeZone);
  const right = [
    ...entry(issuedOn, text, 12, role, second.width),
    ...entry('Date of issue', gray, 10.5, role, second.width),
    ...entry(validUntil(facts) ?? '', text, 10.5, role, second.width),
  ];
  const rule = lowest - Math.max(0, Math.max(heightOf(left), heightOf(right)) - height);
  drawSignature(canvas, sheet, rule, freeFrom);
  drawColumn(canvas, sheet, first, rule, left);
  drawColumn(canvas, sheet, second, rule, right);
}

const SIGNATURE = { height: 42, width: 160, above: 2, least: 10 };

/** The signature in the space between the facts and its rule. */
function drawSignature(canvas: Canvas, { facts, plan, signature }: Sheet, rule: number, freeFrom: number): void {
  if (!signature || !facts.signatory) return;
  const [column] = plan.front.foot.columns;
  const bottom = rule - SIGNATURE.above;
  const room = Math.max(SIGNATURE.least, Math.min(SIGNATURE.height, bottom - freeFrom));
  const size = fitted(signature, { width: SIGNATURE.width, height: room });
  const left = plan.front.align === 'left' ? column.left : column.axis - size.width / 2;
  const alt = `Signature of ${printedText(facts.signatory.name)}`;
  drawPicture(canvas, canvas.section, signature, { left, top: bottom - size.height, ...size }, alt);
}

function drawColumn(canvas: Canvas, { plan }: Sheet, column: Box, rule: number, entries: Entry[]): void {
  const { align, foot } = plan.front;
  drawRule(canvas, column.left, column.right, rule);
  let y = rule + 2.5;
  for (const { lines, ink, size } of entries) {
    const leading = size * LEADING;
    const style = { role: foot.role, size, ink, leading };
    const from = y + leading;
    say(canvas, 'P', () => setLines(canvas, lines, style, anchor(column, align), from, align));
    y += lines.length * leading;
  }
}
