import { statementText } from '../creditWords.ts';
import { printedText } from '../fonts/drawable.ts';
import { type FaceRole, faceFor } from '../fonts/faces.ts';
import { remembered } from '../fonts/remembered.ts';
import { type Fitted, fitLines, wrap } from '../layout/lines.ts';
import { SMALLEST_SIZE } from '../layout/page.ts';
import { type Canvas, say } from './canvas.ts';
import type { BodySentence, Sheet } from './sheet.ts';
import { anchor, setLines } from './text.ts';

const MOST_LINES = 3;
const LEADING = 1.2;
const STEP = 0.3;
const OVERLEAF = 'Objectives, contributors and how to verify: from page 2.';
const FURTHER = 'Further statements stand in the record of the activity.';
const IN_RECORD = 'The statement of the approving body stands in the record of the activity.';

/** As many of the statements as fit in full, that of a credit's body first. The record of the activity contains the others. */
export function drawStatements(canvas: Canvas, sheet: Sheet): void {
  if (sheet.printed.credit === null) drawPlain(canvas, sheet);
  else drawWithCredit(canvas, sheet);
}

function drawWithCredit(canvas: Canvas, sheet: Sheet): void {
  const { bottom } = sheet.plan.front.statements;
  const { sentence, beside } = sheet.bodySentence ?? { sentence: null, beside: inRecord(sheet) };
  if (sentence !== null) drawParagraph(canvas, sheet, sentence, bottom - heightOf(beside) - APART, 'text');
  drawParagraph(canvas, sheet, beside, bottom, 'gray');
}

function overleafOf({ sessions, objectives }: Pick<Sheet['printed'], 'sessions' | 'objectives'>): string {
  if (sessions === undefined) return OVERLEAF;
  return `Days, places, ${objectives.length === 0 ? '' : 'objectives, '}contributors and how to verify: from page 2.`;
}

/** The first of these statements, and where the others are. */
function textWith(statements: readonly string[], count: number, overleaf: string): string {
  const rest = count < statements.length ? FURTHER : '';
  return [...statements.slice(0, count), rest, overleaf].filter(Boolean).join(' ');
}

function drawPlain(canvas: Canvas, sheet: Sheet): void {
  const { box, bottom, role, largest } = sheet.plan.front.statements;
  const statements = sheet.printed.statements.map(printedText);
  for (let count = statements.length; count >= 0; count--) {
    const text = textWith(statements, count, overleafOf(sheet.printed));
    for (let size = largest; size >= SMALLEST_SIZE; size -= STEP) {
      const needed = wrap(text, faceFor(role, text), size, box.width).length;
      if (needed > MOST_LINES) continue;
      drawParagraph(canvas, sheet, { ...fittedAt(text, role, size, box.width), size }, bottom, 'gray');
      return;
    }
  }
}

/** The sentence of the body as large as it can be; null where it is too long for the front, or there is none. */
export function bodySentence(printed: Sheet['printed'], { front }: Sheet['plan']): BodySentence | null {
  const { credit, statements } = printed;
  if (credit === null) return null;
  const { box, role, largest, height } = front.statements;
  const overleaf = overleafOf(printed);
  const texts = [statementText(credit), ...statements].map(printedText);
  return placed(JSON.stringify({ texts, overleaf, role, largest, height, width: box.width } satisfies Room));
}

type Room = { texts: string[]; overleaf: string; role: FaceRole; largest: number; height: number; width: number };

/** The sentences that are not the body's are no larger. */
const BESIDE = 7.7;
const APART = 1.5;
const CACHED_SENTENCES = 200;

/** Cached, because the sentence is the same on all certificates of an offer. */
const placed = remembered(CACHED_SENTENCES, (room): BodySentence | null => {
  const { texts, overleaf, role, largest, height, width }: Room = JSON.parse(room);
  const [statement = '', ...others] = texts;
  for (let size = largest; size >= SMALLEST_SIZE; size -= STEP) {
    const sentence = fittedAt(statement, role, size, width);
    for (let count = others.length; count >= 0; count--) {
      const beside = fittedAt(textWith(others, count, overleaf), role, Math.min(size, BESIDE), width);
      if (heightOf(sentence) + APART + heightOf(beside) <= height) return { sentence, beside };
    }
  }
  return null;
});

const heightOf = ({ lines, size }: Fitted): number => lines.length * size * LEADING;

function inRecord({ plan: { front }, printed }: Sheet): Fitted {
  const { role, largest, box } = front.statements;
  return fittedAt(`${IN_RECORD} ${overleafOf(printed)}`, role, largest, box.width);
}

function fittedAt(text: string, role: FaceRole, size: number, width: number): Fitted {
  const face = faceFor(role, text);
  const needed = wrap(text, face, size, width).length;
  return fitLines(text, face, width, [{ lines: needed, largest: size, smallest: 1 }]);
}

/** Its last baseline is at `bottom`. */
function drawParagraph(
  canvas: Canvas,
  { plan }: Sheet,
  { lines, size }: Fitted,
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
