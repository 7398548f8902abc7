import type { Block } from '../../layout/flow.ts';
import { child, type Element, fill } from '../canvas.ts';
import type { KitPiece } from '../kitDocument.ts';
import { type Line, linesOf, lineWidth, plain, setRich } from './richText.ts';
import { BODY, BY_HAND, type Ground, lazily, MEASURE } from './sheetPlan.ts';
import { drawLine } from './writing.ts';

export type Voice = { size: number; leading: number; ink: string };
/** A paragraph longer than this may go on on the next page, with two lines at least on either. */
const MOST_TOGETHER = 6;

const pair = (at: number, count: number): boolean => at === 0 || at === count - 2;

/** A paragraph. With `write`, a line to write on follows its words. */
export function paragraphBlocks(
  ground: Ground,
  words: readonly KitPiece[],
  { write = false, voice = bodyOf(ground), gap = 6 }: { write?: boolean; voice?: Voice; gap?: number } = {},
): Block[] {
  const { canvas, within, width } = ground;
  const lines = linesOf(words, voice.size, Math.min(width, MEASURE));
  const element = lazily(() => child(canvas, within(), 'P'));
  const groups = lines.length <= MOST_TOGETHER || write ? [lines] : lines.map((line) => [line]);
  const blocks = groups.map(
    (some, at): Block => ({
      ...{ height: some.length * voice.leading, gap: at === 0 ? gap : 0 },
      keepWithNext: at + 1 < groups.length && pair(at, groups.length),
      draw: (x, y) => fill(canvas, element(), () => setRich(canvas, some, voice, [x, y + voice.size * 0.92])),
    }),
  );
  return write ? blocks.map((block) => written(ground, block, { lines, words, voice, element })) : blocks;
}

const bodyOf = ({ canvas }: Ground): Voice => ({ ...BODY, ink: canvas.palette.text });

/** Room that a hand needs above a line. */
const ABOVE = 9;
const BESIDE = 6;
/** A shorter line goes below the words. */
const SHORTEST = 130;

type Written = { lines: Line[]; words: readonly KitPiece[]; voice: Voice; element: () => Element };

/** The block with a line to write on: beside its last words, or below them where there is no room. */
function written({ canvas, width }: Ground, block: Block, { lines, words, voice, element }: Written): Block {
  const last = lines.at(-1);
  const from = last === undefined ? 0 : lineWidth(last, voice.size) + BESIDE;
  const beside = width - from >= SHORTEST;
  const above = lines.length > 1 ? 0 : ABOVE;
  const height = block.height + (beside ? above + 3 : BY_HAND);
  return {
    ...block,
    height,
    draw: (x, y) => {
      block.draw(x, y + (beside ? above : 0));
      drawLine(canvas, element(), plain(words), [x + (beside ? from : 0), x + width, y + height - (beside ? 5 : 2)]);
    },
  };
}

const HEADINGS = [
  { role: 'strong', size: 14.5, leading: 17.5, gap: 15 },
  { role: 'strong', size: 12, leading: 15, gap: 11 },
] as const;

/** A heading stays with what follows it. It may look like one of another depth than it has. */
export function headingBlock(
  { canvas, width, within, level }: Ground,
  words: readonly KitPiece[],
  depth: 1 | 2,
  look = depth,
): Block {
  const { role, size, leading, gap } = HEADINGS[look - 1] ?? HEADINGS[1];
  const lines = linesOf(
    words.map(({ text }) => ({ text, role })),
    size,
    width,
  );
  return {
    ...{ height: lines.length * leading + 1, gap, keepWithNext: true },
    draw: (x, y) =>
      fill(canvas, child(canvas, within(), `H${level + depth}`), () =>
        setRich(canvas, lines, { size, leading, ink: canvas.palette.primary }, [x, y + size * 0.92]),
      ),
  };
}
