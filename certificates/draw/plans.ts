import type { FaceRole } from '../fonts/faces.ts';
import { type Heading, NAME, TITLE } from '../layout/headings.ts';
import { type Box, box, PAGE, TEXT } from '../layout/page.ts';
import type { Furniture } from './forms.ts';
import { BAND_WIDTH, broadBand, narrowBand } from './furniture/band.ts';
import { frame, halo } from './furniture/frame.ts';
import { rules } from './furniture/rules.ts';
import type { Palette } from './palette.ts';

/** A line of text at a height: baselines in points from the top. */
type Line = { y: number; role: FaceRole; size: number; caps?: boolean };
type Middle = { middle: number; heading: Heading };

/** The positions of everything on the front page. */
export type FrontPlan = {
  align: 'left' | 'center';
  /** The box of headings, name and activity. */
  text: Box;
  /** The word across a specimen or preview stays inside it. */
  watermark: Box;
  /** `drop`: how far the content under the issuer moves down. */
  logo: { top: number; height: number; width: number; drop: number };
  /** `lowered` is its baseline under a logo. */
  issuer: Line & { lowered: number; smallest: number };
  heading: Line & { tracking?: number };
  ornament: { kind: 'lozenge' | 'bar' | 'none'; y: number };
  /** The line that says that a specimen is not a record, in the ornament's place. */
  notice: { y: number; size: number };
  intro: Line;
  name: Middle;
  underline: { y: number; half: number } | null;
  verb: Line;
  title: Middle & { ink: 'text' | 'primary' };
  passed: { below: number; role: FaceRole; size: number };
  facts: { kind: 'row'; y: number; box: Box } | { kind: 'stack'; top: number; bottom: number; box: Box };
  qr: { top: number; side: number; box: Box; onBand: boolean };
  foot: { columns: [Box, Box]; rule: number; height: number; role: FaceRole };
  /** `height`: of the body's sentence together with the others, on an award's certificate. */
  statements: { bottom: number; box: Box; role: FaceRole; largest: number; height: number };
};

/** The positions of everything on the pages of the record. */
export type RecordPlan = {
  align: 'left' | 'center';
  text: Box;
  issuer: Line & { smallest: number };
  heading: Line & { tracking?: number };
  title: Line;
  ornament: { kind: 'lozenge' | 'bar' | 'none'; y: number };
  columns: { top: number; height: number; gap: number };
  foot: number;
  section: Omit<Line, 'y'> & { tracking: number };
};

export type Plan = {
  front: FrontPlan;
  record: RecordPlan;
  frontFurniture(palette: Palette): Furniture[];
  recordFurniture(palette: Palette): Furniture[];
};

export const WHOLE = box(0, PAGE.width);

const COLUMN = 204;
/** The outer columns of a centered foot; the code is between them. */
const centeredFoot = (from: Box): [Box, Box] => [
  box(from.left + 2, from.left + 2 + COLUMN),
  box(from.right - 2 - COLUMN, from.right - 2),
];
const BETWEEN = box(TEXT.left + 2 + COLUMN + 8, TEXT.right - 2 - COLUMN - 8);

const CLASSIC: Plan = {
  front: {
    align: 'center',
    text: TEXT,
    watermark: WHOLE,
    logo: { top: 52, height: 30, width: 180, drop: 4 },
    issuer: { y: 85, lowered: 97, role: 'serif', size: 14.5, caps: true, smallest: 8.5 },
    heading: { y: 133, role: 'serif', size: 43 },
    ornament: { kind: 'lozenge', y: 151 },
    notice: { y: 156, size: 13 },
    intro: { y: 176, role: 'italic', size: 14 },
    name: { middle: 211, heading: NAME },
    underline: null,
    verb: { y: 256, role: 'italic', size: 14 },
    title: { middle: 302, heading: TITLE, ink: 'primary' },
    passed: { below: 20, role: 'italic', size: 12.5 },
    facts: { kind: 'row', y: 359, box: TEXT },
    qr: { top: 410, side: 72, box: BETWEEN, onBand: false },
    foot: { columns: centeredFoot(TEXT), rule: 462, height: 32, role: 'serif' },
    statements: { bottom: 536, box: box(TEXT.left + 15, TEXT.right - 15), role: 'serif', largest: 9.2, height: 37 },
  },
  record: {
    align: 'center',
    text: TEXT,
    issuer: { y: 78, role: 'serif', size: 11, caps: true, smallest: 8.5 },
    heading: { y: 108, role: 'serif', size: 28 },
    title: { y: 131, role: 'italic', size: 14.5 },
    ornament: { kind: 'lozenge', y: 150 },
    columns: { top: 172, height: 338, gap: 40 },
    foot: 534,
    section: { role: 'serif', size: 1.16, caps: true, tracking: 0.5 },
  },
  frontFurniture: (palette) => [frame(palette), halo(palette)],
  recordFurniture: (palette) => [frame(palette)],
};

const MODERN_TEXT = box(BAND_WIDTH + 44, PAGE.width - 52);
const MODERN_RECORD = box(72, PAGE.width - 52);

const MODERN: Plan = {
  front: {
    align: 'left',
    text: MODERN_TEXT,
    watermark: box(BAND_WIDTH, PAGE.width),
    logo: { top: 44, height: 40, width: 190, drop: 0 },
    issuer: { y: 66, lowered: 104, role: 'bold', size: 11, smallest: 8 },
    heading: { y: 147, role: 'bold', size: 36 },
    ornament: { kind: 'bar', y: 163 },
    notice: { y: 183, size: 12 },
    intro: { y: 207, role: 'sans', size: 10.5 },
    name: {
      middle: 238,
      heading: {
        role: 'bold',
        width: MODERN_TEXT.width,
        steps: [
          { lines: 1, largest: 37, smallest: 22 },
          { lines: 2, largest: 23, smallest: 13 },
          { lines: 3, largest: 15, smallest: 8 },
        ],
      },
    },
    underline: null,
    verb: { y: 281, role: 'sans', size: 10.5 },
    title: {
      middle: 322,
      ink: 'primary',
      heading: {
        role: 'strong',
        width: MODERN_TEXT.width,
        steps: [
          { lines: 1, largest: 27, smallest: 20 },
          { lines: 2, largest: 22, smallest: 15 },
          { lines: 3, largest: 16, smallest: 8 },
        ],
      },
    },
    passed: { below: 21, role: 'sans', size: 10 },
    facts: { kind: 'stack', top: 60, bottom: 392, box: box(30, BAND_WIDTH - 26) },
    qr: { top: 420, side: 84, box: box(30, BAND_WIDTH - 26), onBand: true },
    foot: {
      columns: [
        box(MODERN_TEXT.left, MODERN_TEXT.left + 230),
        box(MODERN_TEXT.left + 276, MODERN_TEXT.left + 276 + 190),
      ],
      rule: 456,
      height: 40,
      role: 'sans',
    },
    statements: { bottom: 551, box: MODERN_TEXT, role: 'sans', largest: 8, height: 50 },
  },
  record: {
    align: 'left',
    text: MODERN_RECORD,
    issuer: { y: 56, role: 'bold', size: 9.5, smallest: 7.5 },
    heading: { y: 86, role: 'bold', size: 24 },
    title: { y: 108, role: 'strong', size: 14.5 },
    ornament: { kind: 'bar', y: 122 },
    columns: { top: 148, height: 376, gap: 36 },
    foot: 553,
    section: { role: 'bold', size: 0.92, tracking: 0 },
  },
  frontFurniture: (palette) => [broadBand(palette)],
  recordFurniture: (palette) => [narrowBand(palette)],
};

const QUIET_TEXT = box(96, PAGE.width - 96);

const QUIET: Plan = {
  front: {
    align: 'center',
    text: QUIET_TEXT,
    watermark: WHOLE,
    logo: { top: 53, height: 30, width: 170, drop: 3 },
    issuer: { y: 90, lowered: 100, role: 'serif', size: 13, caps: true, smallest: 8.5 },
    heading: { y: 134, role: 'serif', size: 22, caps: true, tracking: 2 },
    ornament: { kind: 'none', y: 149 },
    notice: { y: 153, size: 12 },
    intro: { y: 172, role: 'italic', size: 12.5 },
    name: {
      middle: 207,
      heading: {
        role: 'serif',
        width: QUIET_TEXT.width,
        steps: [
          { lines: 1, largest: 42, smallest: 25 },
          { lines: 2, largest: 26, smallest: 15 },
          { lines: 3, largest: 17, smallest: 9 },
        ],
      },
    },
    underline: { y: 246, half: 60 },
    verb: { y: 266, role: 'italic', size: 12.5 },
    title: {
      middle: 306,
      ink: 'text',
      heading: {
        role: 'italic',
        width: QUIET_TEXT.width,
        steps: [
          { lines: 1, largest: 26, smallest: 20 },
          { lines: 2, largest: 22, smallest: 16 },
          { lines: 3, largest: 17, smallest: 9 },
        ],
      },
    },
    passed: { below: 20, role: 'serif', size: 11.5 },
    facts: { kind: 'row', y: 362, box: TEXT },
    qr: { top: 412, side: 72, box: BETWEEN, onBand: false },
    foot: { columns: centeredFoot(TEXT), rule: 466, height: 32, role: 'serif' },
    statements: { bottom: 540, box: box(96, PAGE.width - 96), role: 'serif', largest: 9, height: 37 },
  },
  record: {
    align: 'center',
    text: TEXT,
    issuer: { y: 74, role: 'serif', size: 11, caps: true, smallest: 8.5 },
    heading: { y: 102, role: 'serif', size: 18, caps: true, tracking: 1.6 },
    title: { y: 126, role: 'italic', size: 14.5 },
    ornament: { kind: 'none', y: 150 },
    columns: { top: 160, height: 352, gap: 40 },
    foot: 540,
    section: { role: 'serif', size: 1.12, caps: true, tracking: 0.6 },
  },
  frontFurniture: (palette) => [rules(palette)],
  recordFurniture: (palette) => [rules(palette)],
};

/** The built-in designs. Certificates from before designs existed are CLASSIC. */
export const PLANS = { CLASSIC, MODERN, QUIET };
