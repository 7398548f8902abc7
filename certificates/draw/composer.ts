import { printedText } from '../fonts/drawable.ts';
import { type FaceRole, faceFor } from '../fonts/faces.ts';
import type { Block } from '../layout/flow.ts';
import { wrap } from '../layout/lines.ts';
import { SMALLEST_SIZE } from '../layout/page.ts';
import { type Canvas, child, type Element, fill, link, say } from './canvas.ts';
import { drawRule } from './ornament.ts';
import type { Palette } from './palette.ts';
import type { RecordPlan } from './plans.ts';
import { SMALL_CAPITALS, type Style, setLine, setLines } from './text.ts';

/** A paragraph's face and ink; `scale` times the body's size. */
export type Voice = { role: FaceRole; ink: keyof Palette; scale: number };
export const BODY: Voice = { role: 'serif', scale: 1, ink: 'text' };
export const NOTE: Voice = { role: 'italic', scale: 0.98, ink: 'gray' };
export const ADDRESS: Voice = { role: 'sans', scale: 0.68, ink: 'gray' };

/** `hanging`: the indent of every line but the first, so that one entry is not read as two. */
type Spacing = { indent?: number; hanging?: number; gap?: number; lang?: string | undefined };

/** A paragraph longer than this may break across columns. */
const MOST_LINES_TOGETHER = 8;
const NUMBER_INDENT = 18;

export type Composer = {
  heading(text: string): Block;
  paragraph(text: string, voice?: Voice, spacing?: Spacing): Block[];
  /** Numbered from 1. */
  list(texts: string[], lang: string | undefined): Block[];
  /** An address that becomes a link. */
  address(url: string, contents: string): Block[];
};

/** Created when first drawn, because its page and its place among the others are known only then. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Composes the blocks of one column of this width and size of text. */
export function composer(canvas: Canvas, width: number, size: number, section: RecordPlan['section']): Composer {
  const leading = size * 1.2;
  const baseline = size * 0.92;
  const styleOf = ({ role, ink, scale }: Voice): Style & { leading: number } => ({
    role,
    ink: canvas.palette[ink],
    size: Math.max(size * scale, SMALLEST_SIZE),
    leading,
  });
  const langOf = (lang: string | undefined) => (lang === undefined ? {} : { lang });

  const heading = (text: string): Block => ({
    height: size + 8.5,
    gap: size * 1.15,
    keepWithNext: true,
    draw: (x, y) => {
      const style: Style = {
        role: section.role,
        size: size * section.size,
        ink: canvas.palette.accent,
        tracking: section.tracking,
        ...(section.caps && { features: SMALL_CAPITALS }),
      };
      say(canvas, 'H3', () => setLine(canvas, text, style, x, y + 9));
      drawRule(canvas, x, x + width, y + 13.5, 0.5);
    },
  });

  /** Keeps lines together, or sets each separately when there are many; `within` gives the element that they fill. */
  const blocks = (
    text: string,
    voice: Voice,
    { indent = 0, hanging = 0, gap = 2.5 }: Spacing,
    within: () => Element,
  ): Block[] => {
    const printed = printedText(text);
    if (printed === '') return [];
    const style = styleOf(voice);
    const lines = wrap(printed, faceFor(style.role, printed), style.size, width - indent - hanging);
    const together = lines.length <= MOST_LINES_TOGETHER ? [lines] : lines.map((line) => [line]);
    return together.map((some, at) => ({
      height: some.length * leading,
      gap: at === 0 ? gap : 0,
      keepWithNext: false,
      draw: (x, y) =>
        fill(canvas, within(), () => {
          const [left, top] = [x + indent, y + baseline];
          const outside = at === 0 ? 1 : 0;
          setLines(canvas, some.slice(0, outside), style, left, top);
          setLines(canvas, some.slice(outside), style, left + hanging, top + outside * leading);
        }),
    }));
  };

  const paragraph: Composer['paragraph'] = (text, voice = BODY, spacing = {}) =>
    blocks(
      text,
      voice,
      spacing,
      lazily(() => child(canvas, canvas.section, 'P', langOf(spacing.lang))),
    );

  /** The first block of an item has its number in the margin of the indent. */
  const list: Composer['list'] = (texts, lang) => {
    const whole = lazily(() => child(canvas, canvas.section, 'L', { numbered: true }));
    return texts.flatMap((text, item) => {
      const entry = lazily(() => child(canvas, whole(), 'LI'));
      const body = lazily(() => child(canvas, entry(), 'LBody', langOf(lang)));
      return blocks(text, BODY, { indent: NUMBER_INDENT, gap: 3 }, body).map((block, at) => ({
        ...block,
        draw: (x: number, y: number) => {
          const style: Style = { role: 'serif', size, ink: canvas.palette.accent };
          const mark = () => setLine(canvas, `${item + 1} `, style, x + NUMBER_INDENT - 6, y + baseline, 'right');
          if (at === 0) fill(canvas, child(canvas, entry(), 'Lbl'), mark);
          block.draw(x, y);
        },
      }));
    });
  };

  const address: Composer['address'] = (url, contents) => {
    const style = { ...styleOf(ADDRESS), ink: canvas.palette.primary };
    const lines = wrap(url, faceFor('sans', url), style.size, width);
    const height = lines.length * leading;
    const draw = (x: number, y: number) =>
      link(canvas, child(canvas, canvas.section, 'P'), { url, contents, area: [x, y, width, height] }, () =>
        setLines(canvas, lines, style, x, y + baseline),
      );
    return [{ height, gap: 2.5, keepWithNext: false, draw }];
  };

  return { heading, paragraph, list, address };
}
