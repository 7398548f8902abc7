import type { Block } from '../../layout/flow.ts';
import { artifact, type Canvas, child, fill, write } from '../canvas.ts';
import { rgb } from '../color.ts';
import type { KitBlock } from '../kitDocument.ts';
import { n } from '../operands.ts';
import { setLine } from '../text.ts';
import { headingBlock, paragraphBlocks } from './paragraphs.ts';
import { plain } from './richText.ts';
import { BODY, type Ground, lazily } from './sheetPlan.ts';
import { tableBlocks } from './table.ts';
import { boxBlock, drawTick, lineBlocks } from './writing.ts';

/** Everything that a sheet has, in blocks of a page. */
export function blocksOf(ground: Ground, blocks: readonly KitBlock[]): Block[] {
  return blocks.flatMap((block, at) => {
    const drawn = apart(blocks[at - 1], block, drawnBlocks(ground, block));
    return introduces(block, blocks[at + 1]) ? keptWithNext(drawn) : drawn;
  });
}

const AFTER_PLACE = 10;

/** Words below a place to write or a table keep a distance from it, so that they are not read as its caption. */
function apart(before: KitBlock | undefined, { kind }: KitBlock, [first, ...rest]: Block[]): Block[] {
  if (first === undefined) return [];
  const below = before?.kind === 'LINES' || before?.kind === 'BOX' || before?.kind === 'TABLE';
  return [below && kind === 'PARAGRAPH' ? { ...first, gap: Math.max(first.gap, AFTER_PLACE) } : first, ...rest];
}

/** Words in front of a place to write, a list or a table stay with its beginning. */
function introduces(block: KitBlock, next: KitBlock | undefined): boolean {
  if (next === undefined || block.kind !== 'PARAGRAPH' || block.write) return false;
  return next.kind === 'LINES' || next.kind === 'BOX' || next.kind === 'TABLE' || plain(block.words).endsWith(':');
}

/** The blocks, of which the last stays with what follows them. */
export function keptWithNext(blocks: readonly Block[]): Block[] {
  return blocks.map((block, at) => (at + 1 === blocks.length ? { ...block, keepWithNext: true } : block));
}

function drawnBlocks(ground: Ground, block: KitBlock): Block[] {
  switch (block.kind) {
    case 'HEADING':
      return [headingBlock(ground, block.words, block.level)];
    case 'PARAGRAPH':
      return paragraphBlocks(ground, block.words, { write: block.write });
    case 'LIST':
      return listBlocks(ground, block);
    case 'LINES':
      return lineBlocks(ground, block.count);
    case 'BOX':
      return [boxBlock(ground, block.count)];
    case 'TABLE':
      return tableBlocks(ground, block);
    case 'CAUTION':
      return cautionBlocks(ground, block.blocks);
  }
}

const INDENT = { BULLET: 15, NUMBER: 20, TICK: 20 };
const GAP = { BULLET: 3.5, NUMBER: 3.5, TICK: 6.5 };

function listBlocks(ground: Ground, list: Extract<KitBlock, { kind: 'LIST' }>): Block[] {
  const { canvas, within } = ground;
  const { marks, start, items } = list;
  const numbered = marks === 'NUMBER' ? { numbered: true } : undefined;
  const whole = lazily(() => child(canvas, within(), 'L', numbered));
  const indent = INDENT[marks];
  return items.flatMap((item, at) => {
    const entry = lazily(() => child(canvas, whole(), 'LI'));
    const body = lazily(() => child(canvas, entry(), 'LBody'));
    const inside = { ...ground, width: ground.width - indent, within: body };
    const says = item[0]?.kind === 'PARAGRAPH' ? plain(item[0].words) : ground.words.write;
    const label = (x: number, baseline: number) => {
      const mark = child(canvas, entry(), 'Lbl');
      if (marks === 'TICK') drawTick(canvas, mark, says, [x, baseline]);
      else fill(canvas, mark, () => drawMark(canvas, marks === 'NUMBER' ? `${start + at}.` : '•', [x, baseline]));
    };
    const blocks = blocksOf(inside, item);
    // No entry begins a list or ends it alone on a page.
    const kept = items.length > 1 && (at === 0 || at === items.length - 2) && item.length === 1;
    return (kept ? keptWithNext(blocks) : blocks).map(
      (block, row): Block => ({
        ...block,
        gap: row === 0 ? (at === 0 ? 4 : GAP[marks]) : block.gap,
        draw: (x, y) => {
          // A first line with a line to write on stands at the foot of its block.
          const first = item[0];
          const shift =
            first?.kind === 'PARAGRAPH' && first.write && block.height < 2 * BODY.leading
              ? block.height - BODY.leading - 3
              : 0;
          if (row === 0) label(x, y + Math.max(0, shift) + BODY.size * 0.92);
          block.draw(x + indent, y);
        },
      }),
    );
  });
}

const drawMark = (canvas: Canvas, mark: string, [x, baseline]: [number, number]): void =>
  setLine(canvas, `${mark} `, { role: 'serif', size: BODY.size, ink: canvas.palette.accent }, x, baseline);

const BAR = { width: 3, indent: 14 };

/** Words that must not be missed, beside a bar. */
function cautionBlocks(ground: Ground, blocks: readonly KitBlock[]): Block[] {
  const { canvas, within, words } = ground;
  const part = lazily(() => child(canvas, within(), 'Div'));
  const inside = { ...ground, width: ground.width - BAR.indent, within: part };
  const title = paragraphBlocks(inside, [{ text: words.caution, role: 'strong' }], { gap: 0 });
  const all = [...keptWithNext(title), ...blocksOf(inside, blocks)];
  return all.map((block, at): Block => {
    const gap = at === 0 ? 9 : at === 1 ? 2 : block.gap;
    const above = at === 0 ? 0 : gap;
    return {
      ...{ height: block.height, gap, keepWithNext: block.keepWithNext },
      draw: (x, y) => {
        const bar = `${rgb(canvas.palette.warning)} rg ${n(x)} ${n(y - above)} ${BAR.width} ${n(block.height + above)} re f`;
        artifact(canvas, 'layout', () => write(canvas, bar));
        block.draw(x + BAR.indent, y);
      },
    };
  });
}
