import type { CertificateFacts } from '../facts.ts';
import { printedText } from '../fonts/drawable.ts';
import { face, faceFor } from '../fonts/faces.ts';
import { columns, LABEL_SIZE } from '../layout/columns.ts';
import { fitName, fitTitle } from '../layout/headings.ts';
import { fitLines, wrap } from '../layout/lines.ts';
import { INK, PAGE, SMALLEST_SIZE, TEXT, TINT } from '../layout/page.ts';
import { assessmentLine, dayInWords, frontFacts, SPECIMEN_LINE, verb } from '../words.ts';
import { drawQr } from './qr.ts';
import { type Canvas, lineWidth, type Style, setLine, setLines, shrunk } from './text.ts';

const AXIS = PAGE.axis;
const SMALL_CAPITALS: Style['features'] = ['smcp'];

/** The front page, block by block in reading order. */
export function drawFront(doc: Canvas, facts: CertificateFacts): void {
  drawIssuer(doc, facts);
  drawHeading(doc, facts);
  drawLearner(doc, facts);
  drawActivity(doc, facts);
  drawFactRow(doc, facts);
  drawVerification(doc, facts);
  drawFoot(doc, facts);
  drawStatements(doc, facts);
}

function drawIssuer(doc: Canvas, { organization }: CertificateFacts): void {
  drawLegalName(doc, organization.legalName, 14.5, 85);
}

/** The organization's name in small capitals on one line; a very long one plainly on two or three, ending at y. */
export function drawLegalName(doc: Canvas, name: string, size: number, y: number): void {
  const width = TEXT.width - 60;
  const style: Style = { role: 'serif', size, ink: INK.navy, features: SMALL_CAPITALS, tracking: size / 16 };
  const oneLine = shrunk(name, style, width);
  if (oneLine.size >= 8.5) {
    setLine(doc, name, oneLine, AXIS, y, 'center');
    return;
  }
  const printed = printedText(name);
  const fitted = fitLines(printed, faceFor('serif', printed), width, [
    { lines: 2, largest: 10.5, smallest: 7.5 },
    { lines: 3, largest: 7.5, smallest: SMALLEST_SIZE },
  ]);
  const leading = fitted.size * 1.1;
  const first = y - (fitted.lines.length - 1) * leading;
  setLines(doc, fitted.lines, { role: 'serif', size: fitted.size, ink: INK.navy, leading }, AXIS, first, 'center');
}

function drawHeading(doc: Canvas, { specimen }: CertificateFacts): void {
  setLine(doc, 'Certificate of Completion', { role: 'serif', size: 43, ink: INK.navy }, AXIS, 131, 'center');
  if (specimen) setLine(doc, SPECIMEN_LINE, { role: 'italic', size: 13, ink: INK.warning }, AXIS, 155, 'center');
  else drawOrnament(doc, 149);
}

/** A gold rule with a lozenge on the axis. */
export function drawOrnament(doc: Canvas, y: number, half = 74): void {
  doc.lineWidth(0.6).strokeColor(TINT.goldLine);
  doc
    .moveTo(AXIS - half, y)
    .lineTo(AXIS - 8, y)
    .moveTo(AXIS + 8, y)
    .lineTo(AXIS + half, y)
    .stroke();
  doc.polygon([AXIS - 4.2, y], [AXIS, y - 2.6], [AXIS + 4.2, y], [AXIS, y + 2.6]).fill(TINT.goldLine);
}

function drawLearner(doc: Canvas, facts: CertificateFacts): void {
  const italic: Style = { role: 'italic', size: 14, ink: INK.grey };
  setLine(doc, 'This certifies that', italic, AXIS, 176, 'center');
  const { lines, size } = fitName(printedText(facts.learnerName));
  const leading = size * 1.12;
  const first = 211 + size * 0.26 - ((lines.length - 1) * leading) / 2;
  setLines(doc, lines, { role: 'serif', size, ink: INK.text, leading }, AXIS, first, 'center');
  setLine(doc, verb(facts), italic, AXIS, 256, 'center');
}

function drawActivity(doc: Canvas, facts: CertificateFacts): void {
  const { lines, size } = fitTitle(printedText(facts.course.title));
  const passed = assessmentLine(facts);
  const leading = size * 1.16;
  const height = (lines.length - 1) * leading + (passed ? 20 : 0);
  const first = 302 + size * 0.3 - height / 2;
  setLines(doc, lines, { role: 'strong', size, ink: INK.navy, leading }, AXIS, first, 'center');
  if (passed) {
    const below = first + (lines.length - 1) * leading + 20;
    setLine(doc, passed, { role: 'italic', size: 12.5, ink: INK.grey }, AXIS, below, 'center');
  }
}

function drawFactRow(doc: Canvas, facts: CertificateFacts): void {
  const row = frontFacts(facts).map((fact) => ({ ...fact, value: printedText(fact.value) }));
  for (const { x, width, label, lines, size } of columns(row, TEXT.left, TEXT.width)) {
    const middle = x + width / 2;
    setLine(doc, label, { role: 'italic', size: LABEL_SIZE, ink: INK.gold }, middle, 359, 'center');
    setLines(doc, lines, { role: 'serif', size, ink: INK.text, leading: size * 1.1 }, middle, 376, 'center');
  }
}

const FOOT = { half: 102, rule: 462, height: 32, left: TEXT.left + 104, right: TEXT.right - 104 };

type FootLine = { text: string; ink: string; size: number };

/** A name over a smaller line, each on as many lines as it needs at a readable size. */
function footLines(name: string, below: string): FootLine[] {
  const set = (text: string, ink: string, largest: number): FootLine[] => {
    const printed = printedText(text);
    if (printed === '') return [];
    const { lines, size } = fitLines(printed, faceFor('serif', printed), FOOT.half * 2, [
      { lines: 1, largest, smallest: 9 },
      { lines: 2, largest: 9, smallest: 7 },
      { lines: 3, largest: 7.5, smallest: SMALLEST_SIZE },
      { lines: 5, largest: 7, smallest: SMALLEST_SIZE },
    ]);
    return lines.map((line) => ({ text: line, ink, size }));
  };
  return [...set(name, INK.text, 12), ...set(below, INK.grey, 10.5)];
}

const FOOT_LEADING = 1.16;
const footHeight = (lines: FootLine[]): number => lines.reduce((sum, { size }) => sum + size * FOOT_LEADING, 4);

/** The signatory, or the organization, to the left and the day of issue to the right, under one level of rules. */
function drawFoot(doc: Canvas, facts: CertificateFacts): void {
  const left = signatoryLines(facts);
  const right = footLines(dayInWords(facts.issuedAt, facts.timeZone), 'Date of issue');
  const rule = FOOT.rule - Math.max(0, Math.max(footHeight(left), footHeight(right)) - FOOT.height);
  drawFootColumn(doc, FOOT.left, rule, left);
  drawFootColumn(doc, FOOT.right, rule, right);
}

function signatoryLines({ signatory, organization }: CertificateFacts): FootLine[] {
  if (signatory) return footLines(signatory.name, signatory.title);
  return footLines(organization.legalName, 'Issuing organization');
}

function drawFootColumn(doc: Canvas, x: number, rule: number, lines: FootLine[]): void {
  doc.lineWidth(0.6).strokeColor(TINT.goldLine);
  doc
    .moveTo(x - FOOT.half, rule)
    .lineTo(x + FOOT.half, rule)
    .stroke();
  let y = rule + 2.5;
  for (const { text, ink, size } of lines) {
    y += size * FOOT_LEADING;
    setLine(doc, text, { role: 'serif', size, ink }, x, y, 'center');
  }
}

const QR = { side: 72, top: 410 };

function drawVerification(doc: Canvas, { verifyUrl }: CertificateFacts): void {
  drawQr(doc, verifyUrl, AXIS - QR.side / 2, QR.top, QR.side);
  const style: Style = { role: 'sans', size: 7, ink: INK.grey };
  const room = FOOT.right - FOOT.left - 2 * FOOT.half - 16;
  const size = lineWidth(verifyUrl, style) <= room ? 7 : SMALLEST_SIZE;
  const lines = wrap(verifyUrl, face('sans'), size, room);
  setLines(doc, lines, { ...style, size, leading: 8 }, AXIS, QR.top + QR.side + 9, 'center');
}

const STATEMENTS = { bottom: 536, width: TEXT.width - 30, most: 3 };
const OVERLEAF = 'Objectives, contributors and how to verify: from page 2.';

/** As many of the statements as find room in full; all of them stand in the record of the activity. */
function drawStatements(doc: Canvas, { statements }: CertificateFacts): void {
  const printed = statements.map(printedText);
  for (let count = printed.length; count >= 0; count--) {
    const rest = count < printed.length ? 'Further statements stand in the record of the activity.' : '';
    const text = [...printed.slice(0, count), rest, OVERLEAF].filter(Boolean).join(' ');
    for (let size = 9.2; size >= SMALLEST_SIZE; size -= 0.3) {
      const lines = wrap(text, faceFor('serif', text), size, STATEMENTS.width);
      if (lines.length > STATEMENTS.most) continue;
      const { lines: even } = fitLines(text, faceFor('serif', text), STATEMENTS.width, [
        { lines: lines.length, largest: size, smallest: 1 },
      ]);
      const leading = size * 1.2;
      const first = STATEMENTS.bottom - (even.length - 1) * leading;
      setLines(doc, even, { role: 'serif', size, ink: INK.grey, leading }, AXIS, first, 'center');
      return;
    }
  }
}
