import { licenseLine } from '../creditWords.ts';
import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import { doneWords } from '../frontFacts.ts';
import { fitHeading } from '../layout/headings.ts';
import { fitLines } from '../layout/lines.ts';
import { type Box, SMALLEST_SIZE } from '../layout/page.ts';
import { assessmentLine, foreignTag, heading, notice } from '../words.ts';
import { type Canvas, say } from './canvas.ts';
import { drawFacts } from './factRow.ts';
import { drawFoot } from './foot.ts';
import { drawBar, drawOrnament, drawUnderline } from './ornament.ts';
import { drawPicture, fitted } from './picture.ts';
import type { FrontPlan } from './plans.ts';
import type { Sheet } from './sheet.ts';
import { drawStatements } from './statements.ts';
import { anchor, SMALL_CAPITALS, type Style, setLine, setLines, shrunk } from './text.ts';
import { drawVerification } from './verification.ts';

/** The front page, block by block in reading order. */
export function drawFront(canvas: Canvas, sheet: Sheet): void {
  drawIssuer(canvas, sheet);
  drawHeading(canvas, sheet);
  drawLearner(canvas, sheet);
  drawActivity(canvas, sheet);
  const bottom = drawFacts(canvas, sheet);
  drawFoot(canvas, sheet, bottom);
  drawVerification(canvas, sheet);
  drawStatements(canvas, sheet);
}

function drawIssuer(canvas: Canvas, { printed, plan, logo }: Sheet): void {
  const { issuer, text, align, logo: room } = plan.front;
  const name = printed.organization;
  if (logo) {
    const size = fitted(logo, room);
    const left = align === 'left' ? text.left : text.axis - size.width / 2;
    drawPicture(canvas, canvas.section, logo, { left, top: room.top, ...size }, `Logo of ${printedText(name)}`);
  }
  drawLegalName(canvas, name, { ...issuer, y: logo ? issuer.lowered : issuer.y }, { text, align, tell: say });
}

type Issuer = Omit<FrontPlan['issuer'], 'lowered'>;
type Place = { text: Box; align: FrontPlan['align']; tell: (canvas: Canvas, type: string, draw: () => void) => void };

/**
 * The organization's name on one line, small capitals where the design says so; a very long one plainly on two or
 * three, ending at y.
 */
export function drawLegalName(canvas: Canvas, name: string, issuer: Issuer, { text, align, tell }: Place): void {
  const { role, size, y, smallest, caps } = issuer;
  const width = text.width - 40;
  const ink = canvas.palette.primary;
  const x = anchor(text, align);
  const natural: Style = { role, size, ink, ...(caps && { features: SMALL_CAPITALS, tracking: size / 16 }) };
  const oneLine = shrunk(name, natural, width);
  if (oneLine.size >= smallest) {
    tell(canvas, 'P', () => setLine(canvas, name, oneLine, x, y, align));
    return;
  }
  const printed = printedText(name);
  const fitting = fitLines(printed, faceFor(role, printed), width, [
    { lines: 2, largest: 10.5, smallest: 7.5 },
    { lines: 3, largest: 7.5, smallest: SMALLEST_SIZE },
  ]);
  const leading = fitting.size * 1.1;
  const first = y - (fitting.lines.length - 1) * leading;
  tell(canvas, 'P', () => setLines(canvas, fitting.lines, { role, size: fitting.size, ink, leading }, x, first, align));
}

function drawHeading(canvas: Canvas, { facts, plan, preview, logo }: Sheet): void {
  const { text, align, notice: at, ornament, heading: line } = plan.front;
  const drop = logo ? plan.front.logo.drop : 0;
  const words = heading(facts, preview);
  const style: Style = {
    role: line.role,
    size: line.size,
    ink: canvas.palette.primary,
    ...(line.caps && { features: SMALL_CAPITALS }),
    ...(line.tracking && { tracking: line.tracking }),
  };
  const x = anchor(text, align);
  say(canvas, 'H1', () => setLine(canvas, words, shrunk(words, style, text.width), x, line.y + drop, align));
  const warning = notice(facts, preview);
  if (ornament.kind === 'bar') drawBar(canvas, text.left, ornament.y + drop);
  else if (ornament.kind === 'lozenge' && !warning) drawOrnament(canvas, text.axis, ornament.y + drop);
  if (!warning) return;
  const inWarning: Style = { role: 'italic', size: at.size, ink: canvas.palette.warning };
  say(canvas, 'P', () => setLine(canvas, warning, inWarning, x, at.y + drop, align));
}

function drawLearner(canvas: Canvas, sheet: Sheet): void {
  const { facts, plan } = sheet;
  const { text, align, intro, name, underline, verb: after } = plan.front;
  const { text: ink, gray } = canvas.palette;
  const x = anchor(text, align);
  const licensed = licenseLine(facts);
  say(canvas, 'P', () => setLine(canvas, 'This certifies that', { ...intro, ink: gray }, x, intro.y, align));
  const { lines, size: largest } = fitHeading(printedText(facts.learnerName), name.heading);
  const size = licensed !== null && lines.length > 1 ? largest * LICENSE.closer : largest;
  const leading = size * 1.12;
  const first = name.middle + size * 0.26 - ((lines.length - 1) * leading) / 2;
  const style = { role: name.heading.role, size, ink, leading };
  say(canvas, 'P', () => setLines(canvas, lines, style, x, first, align));
  const nameEndsAt = first + (lines.length - 1) * leading + size * DESCENT;
  if (licensed !== null) drawLicenses(canvas, sheet, licensed, nameEndsAt);
  if (underline) drawUnderline(canvas, text.axis, underline);
  say(canvas, 'P', () => setLine(canvas, doneWords(facts), { ...after, ink: gray }, x, after.y, align));
}

/** Of the letters of a name, in ems. */
const DESCENT = 0.25;
/** `closer`: a name of several lines shrinks. `above` what follows, or its rule, the line has its lowest place. */
const LICENSE = { closer: 0.87, below: 12, above: 13, aboveRule: 7, size: 10.5, smallest: 7.5 };
const IN_RECORD = 'licensed as stated in the record of the activity';

/** The licenses of the holder under their name, on one line; more than a line holds stand in the record only. */
function drawLicenses(canvas: Canvas, { plan }: Sheet, text: string, nameEndsAt: number): void {
  const { text: box, align, underline, verb: after } = plan.front;
  const style: Style = { role: plan.front.foot.role, size: LICENSE.size, ink: canvas.palette.text };
  const fitting = shrunk(text, style, box.width - 60);
  const [line, size] = fitting.size < LICENSE.smallest ? [IN_RECORD, LICENSE.size] : [text, fitting.size];
  const lowest = underline ? underline.y - LICENSE.aboveRule : after.y - LICENSE.above;
  const y = Math.min(nameEndsAt + LICENSE.below, lowest);
  say(canvas, 'P', () => setLine(canvas, line, { ...style, size }, anchor(box, align), y, align));
}

function drawActivity(canvas: Canvas, { facts, printed, plan }: Sheet): void {
  const { text, align, title, passed } = plan.front;
  const { lines, size } = fitHeading(printedText(printed.courseTitle), title.heading);
  const sentence = assessmentLine(facts);
  const leading = size * 1.16;
  const height = (lines.length - 1) * leading + (sentence ? passed.below : 0);
  const first = title.middle + size * 0.3 - height / 2;
  const x = anchor(text, align);
  const style = { role: title.heading.role, size, ink: canvas.palette[title.ink], leading };
  const lang = foreignTag(facts.course.language);
  say(canvas, 'P', () => setLines(canvas, lines, style, x, first, align), lang === undefined ? {} : { lang });
  if (!sentence) return;
  const below = first + (lines.length - 1) * leading + passed.below;
  const inGray: Style = { role: passed.role, size: passed.size, ink: canvas.palette.gray };
  say(canvas, 'P', () => setLine(canvas, sentence, inGray, x, below, align));
}
