import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import { flow, type PlacedBlock } from '../layout/flow.ts';
import { fitLines } from '../layout/lines.ts';
import { foreignTag, notice, numberText } from '../words.ts';
import { artifact, type Canvas, say } from './canvas.ts';
import { drawLegalName } from './front.ts';
import { drawBar, drawOrnament } from './ornament.ts';
import { recordBlocks } from './recordBlocks.ts';
import type { Sheet } from './sheet.ts';
import { anchor, SMALL_CAPITALS, type Style, setLine, setLines } from './text.ts';

const COLUMN_COUNT = 2;
const SIZES = [10.6, 10, 9.4, 8.8];
/** With a credit there is more to say, so that larger sizes would be tried in vain. */
const SIZES_WITH_CREDIT = [9.4, 8.8];
const COMFORTABLE_SIZE = 10;

export type RecordPage = (page: { number: number; of: number }) => void;

/** The pages after the front: objectives, contributors, the course version, the issuer, how to verify. */
export function recordPages(canvas: Canvas, sheet: Sheet): RecordPage[] {
  const { text, columns } = sheet.plan.record;
  const width = (text.width - columns.gap) / COLUMN_COUNT;
  return placedPages(canvas, sheet, width).map((placed) => (page) => {
    drawRecordHeading(canvas, sheet, page.number === FIRST_RECORD_PAGE ? say : running);
    for (const { block, column, y } of placed) {
      block.draw(text.left + column * (width + columns.gap), columns.top + y);
    }
    drawRecordFoot(canvas, sheet, page);
  });
}

/** One page if a readable size allows it, otherwise as many as the comfortable size needs. */
function placedPages(canvas: Canvas, sheet: Sheet, width: number): PlacedBlock[][] {
  const { height } = sheet.plan.record.columns;
  const at = (size: number) => flow(recordBlocks(canvas, sheet, { width, size }), height, COLUMN_COUNT);
  for (const size of sheet.printed.credit === null ? SIZES : SIZES_WITH_CREDIT) {
    const pages = at(size);
    if (pages.length === 1) return pages;
  }
  return at(COMFORTABLE_SIZE);
}

const FIRST_RECORD_PAGE = 2;

type Say = (canvas: Canvas, type: string, draw: () => void, options?: { lang?: string }) => void;

/** On further pages the heading is repeated visually only. */
const running: Say = (canvas, _type, draw) => artifact(canvas, 'head', draw);

function drawRecordHeading(canvas: Canvas, { facts, printed, plan }: Sheet, tell: Say): void {
  const { text, align, issuer, heading, title, ornament } = plan.record;
  const { primary, text: ink } = canvas.palette;
  const x = anchor(text, align);
  drawLegalName(canvas, printed.organization, issuer, { text, align, tell });
  const style: Style = {
    role: heading.role,
    size: heading.size,
    ink: primary,
    ...(heading.caps && { features: SMALL_CAPITALS }),
    ...(heading.tracking && { tracking: heading.tracking }),
  };
  tell(canvas, 'H2', () => setLine(canvas, 'Record of the activity', style, x, heading.y, align));
  const courseTitle = printedText(printed.courseTitle);
  const { lines, size } = fitLines(courseTitle, faceFor(title.role, courseTitle), text.width - 60, [
    { lines: 1, largest: title.size, smallest: 11 },
    { lines: 2, largest: 12.5, smallest: 7 },
  ]);
  const leading = size * 1.1;
  const first = lines.length === 1 ? title.y : title.y - 4;
  const inItalic = { role: title.role, size, ink, leading };
  const lang = foreignTag(facts.course.language);
  tell(canvas, 'P', () => setLines(canvas, lines, inItalic, x, first, align), lang === undefined ? {} : { lang });
  if (ornament.kind === 'lozenge') drawOrnament(canvas, text.axis, ornament.y);
  if (ornament.kind === 'bar') drawBar(canvas, text.left, ornament.y);
}

/** A running foot. It repeats what the front says. */
function drawRecordFoot(canvas: Canvas, { facts, plan, preview }: Sheet, page: { number: number; of: number }): void {
  const { text, foot } = plan.record;
  const style: Style = {
    role: plan.front.foot.role,
    size: plan.front.foot.role === 'sans' ? 8 : 9.5,
    ink: canvas.palette.gray,
  };
  const warning = notice(facts, preview);
  artifact(canvas, 'foot', () => {
    setLine(canvas, `Certificate ${numberText(facts, preview)}`, style, text.left, foot);
    if (warning) {
      setLine(canvas, warning, { ...style, role: 'italic', ink: canvas.palette.warning }, text.axis, foot, 'center');
    }
    setLine(canvas, `Page ${page.number} of ${page.of}`, style, text.right, foot, 'right');
  });
}
