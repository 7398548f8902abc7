import { PAGE, TINT } from '../layout/page.ts';
import { type Canvas, lineWidth, setLine } from './text.ts';

const STYLE = { role: 'serif', size: 116, ink: TINT.ghost, tracking: 10 } as const;
const ANGLE = -(Math.atan2(PAGE.height, PAGE.width) * 180) / Math.PI;

/** The word across the page, under everything else. */
export function drawSpecimen(doc: Canvas): void {
  const [x, y] = [PAGE.axis, PAGE.height / 2];
  doc.save().rotate(ANGLE, { origin: [x, y] });
  setLine(doc, 'SPECIMEN', STYLE, x - lineWidth('SPECIMEN', STYLE) / 2, y + STYLE.size * 0.325);
  doc.restore();
}
