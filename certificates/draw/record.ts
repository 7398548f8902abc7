import type { CertificateFacts } from '../facts.ts';
import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import { flow, type PlacedBlock } from '../layout/flow.ts';
import { fitLines } from '../layout/lines.ts';
import { INK, PAGE, TEXT } from '../layout/page.ts';
import { SPECIMEN_LINE } from '../words.ts';
import { drawLegalName, drawOrnament } from './front.ts';
import { recordBlocks } from './recordBlocks.ts';
import { type Canvas, type Style, setLine, setLines } from './text.ts';

const COLUMNS = { count: 2, gap: 40, top: 172, height: 338 };
const SIZES = [10.6, 10, 9.4, 8.8];
const COMFORTABLE_SIZE = 10;
const COLUMN_WIDTH = (TEXT.width - COLUMNS.gap) / COLUMNS.count;

export type RecordPage = (page: { number: number; of: number }) => void;

/** The pages after the front: objectives, contributors, the course version, the issuer, how to verify. */
export function recordPages(doc: Canvas, facts: CertificateFacts): RecordPage[] {
  return placedPages(doc, facts).map((placed) => (page) => {
    drawRecordHeading(doc, facts);
    drawColumns(placed);
    drawRecordFoot(doc, facts, page);
  });
}

/** One page if a readable size allows it, otherwise as many as the comfortable size needs. */
function placedPages(doc: Canvas, facts: CertificateFacts): PlacedBlock[][] {
  const at = (size: number) => flow(recordBlocks(doc, facts, COLUMN_WIDTH, size), COLUMNS.height, COLUMNS.count);
  for (const size of SIZES) {
    const pages = at(size);
    if (pages.length === 1) return pages;
  }
  return at(COMFORTABLE_SIZE);
}

function drawRecordHeading(doc: Canvas, { organization, course }: CertificateFacts): void {
  drawLegalName(doc, organization.legalName, 11, 78);
  setLine(doc, 'Record of the activity', { role: 'serif', size: 28, ink: INK.navy }, PAGE.axis, 108, 'center');
  const title = printedText(course.title);
  const { lines, size } = fitLines(title, faceFor('italic', title), TEXT.width - 60, [
    { lines: 1, largest: 14.5, smallest: 11 },
    { lines: 2, largest: 12.5, smallest: 7 },
  ]);
  const leading = size * 1.1;
  const first = lines.length === 1 ? 131 : 127;
  setLines(doc, lines, { role: 'italic', size, ink: INK.text, leading }, PAGE.axis, first, 'center');
  drawOrnament(doc, 150);
}

function drawColumns(placed: PlacedBlock[]): void {
  for (const { block, column, y } of placed) {
    block.draw(TEXT.left + column * (COLUMN_WIDTH + COLUMNS.gap), COLUMNS.top + y);
  }
}

function drawRecordFoot(doc: Canvas, facts: CertificateFacts, { number, of }: { number: number; of: number }): void {
  const style: Style = { role: 'serif', size: 9.5, ink: INK.grey };
  setLine(doc, `Certificate ${facts.number}`, style, TEXT.left, 534);
  if (facts.specimen)
    setLine(doc, SPECIMEN_LINE, { ...style, role: 'italic', ink: INK.warning }, PAGE.axis, 534, 'center');
  setLine(doc, `Page ${number} of ${of}`, style, TEXT.right, 534, 'right');
}
