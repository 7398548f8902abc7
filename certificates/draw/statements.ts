import { statementText } from '../creditWords.ts';
import type { Credit } from '../facts/credit.ts';
import { printedText } from '../fonts/drawable.ts';
import { type FaceRole, faceFor } from '../fonts/faces.ts';
import { fitLines, wrap } from '../layout/lines.ts';
import { SMALLEST_SIZE } from '../layout/page.ts';
import { type Canvas, say } from './canvas.ts';
import type { Sheet } from './sheet.ts';
import { anchor, setLines } from './text.ts';

const MOST_LINES = 3;
const LEADING = 1.2;
const STEP = 0.3;
const OVERLEAF = 'Objectives, contributors and how to verify: from page 2.';
const IN_RECORD = 'The statement of the approving body stands in the record of the activity.';
const FURTHER = 'Further statements stand in the record of the activity.';

/** As many of the statements as fit in full, that of a credit's body first. The record of the activity contains all of them. */
export function drawStatements(canvas: Canvas, sheet: Sheet): void {
  const { credit } = sheet.printed;
  if (credit === null) drawPlain(canvas, sheet);
  else drawWithCredit(canvas, sheet, credit);
}

/** The first of these statements, and where the others are. */
function textWith(statements: readonly string[], count: number): string {
  const rest = count < statements.length ? FURTHER : '';
  return [...statements.slice(0, count), rest, OVERLEAF].filter(Boolean).join(' ');
}

function drawPlain(canvas: Canvas, sheet: Sheet): void {
  const { box, bottom, role, largest } = sheet.plan.front.statements;
  const statements = sheet.printed.statements.map(printedText);
  for (let count = statements.length; count >= 0; count--) {
    const text = textWith(statements, count);
    for (let size = largest; size >= SMALLEST_SIZE; size -= STEP) {
      const needed = wrap(text, faceFor(role, text), size, box.width).length;
      if (needed > MOST_LINES) continue;
      drawParagraph(canvas, sheet, { ...fittedAt(text, role, size, box.width), size }, bottom, 'gray');
      return;
    }
  }
}

/** The sentences that are not the body's are no larger. */
const BESIDE = 7.7;

const APART = 1.5;

/** The body's sentence as large as it can be, and what fits beside it. One that is too long is in the record only. */
function drawWithCredit(canvas: Canvas, sheet: Sheet, credit: Credit): void {
  const { box, bottom, role, largest, height } = sheet.plan.front.statements;
  const statement = printedText(statementText(credit));
  const others = sheet.printed.statements.map(printedText);
  for (let size = largest; size >= SMALLEST_SIZE; size -= STEP) {
    for (let count = others.length; count >= 0; count--) {
      const beside = fittedAt(textWith(others, count), role, Math.min(size, BESIDE), box.width);
      const first = fittedAt(statement, role, size, box.width);
      if (heightOf(first) + APART + heightOf(beside) > height) continue;
      drawParagraph(canvas, sheet, first, bottom - heightOf(beside) - APART, 'text');
      drawParagraph(canvas, sheet, beside, bottom, 'gray');
      return;
    }
  }
  drawParagraph(canvas, sheet, fittedAt(`${IN_RECORD} ${OVERLEAF}`, role, largest, box.width), bottom, 'gray');
}

type Paragraph = { lines: string[]; size: number };

const heightOf = ({ lines, size }: Paragraph): number => lines.length * size * LEADING;

function fittedAt(text: string, role: FaceRole, size: number, width: number): Paragraph {
  const face = faceFor(role, text);
  const needed = wrap(text, face, size, width).length;
  return fitLines(text, face, width, [{ lines: needed, largest: size, smallest: 1 }]);
}

/** Its last baseline is at `bottom`. */
function drawParagraph(
  canvas: Canvas,
  { plan }: Sheet,
  { lines, size }: Paragraph,
  bottom: number,
  ink: 'text' | 'gray',
): void {
  const { box, role } = plan.front.statements;
  const { align } = plan.front;
  const leading = size * LEADING;
  const style = { role, size, ink: canvas.palette[ink], leading };
  const first = bottom - (lines.length - 1) * leading;
  say(canvas, 'P', () => setLines(canvas, lines, style, anchor(box, align), first, align));
}
