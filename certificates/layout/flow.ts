type Drawn = { height: number; draw(x: number, y: number): void };

/**
 * A piece of a record page that is never broken; `draw` sets it with its top left corner at (x, y). `again` is set above it where it
 * begins a page, such as the head of its table.
 */
export type Block = Drawn & { gap: number; keepWithNext: boolean; again?: Drawn };

export type PlacedBlock = { block: Block; column: number; y: number };

/** Fills columns of one height from the front of the list; a heading never ends a column. */
function fillColumns(blocks: Block[], height: number, count: number): { placed: PlacedBlock[]; rest: Block[] } {
  const placed: PlacedBlock[] = [];
  let column = 0;
  let y = 0;
  for (const [at, block] of blocks.entries()) {
    const gap = y === 0 ? 0 : block.gap;
    if (y > 0 && y + gap + keptHeight(blocks, at) > height) {
      column += 1;
      if (column === count) return { placed, rest: blocks.slice(at) };
      y = 0;
    }
    y += y === 0 ? 0 : block.gap;
    placed.push({ block, column, y });
    y += block.height;
  }
  return { placed, rest: [] };
}

/** The height of a block together with the blocks that it must stay with. */
function keptHeight(blocks: Block[], from: number): number {
  let total = 0;
  for (let at = from; ; at++) {
    const block = blocks[at];
    if (!block) return total;
    total += block.height + (at > from ? block.gap : 0);
    if (!block.keepWithNext) return total;
  }
}

/** Blocks on pages of `count` columns. The columns of the last page are balanced. No block is higher than a column. */
export function flow(blocks: Block[], height: number, count: number): PlacedBlock[][] {
  const pages: PlacedBlock[][] = [];
  let left = blocks;
  while (left.length > 0) {
    const full = fillColumns(left, height, count);
    pages.push(full.rest.length === 0 ? levelled(left, height, count) : full.placed);
    left = full.rest;
  }
  return pages;
}

const leavesHeadingBehind = (placed: PlacedBlock[]): boolean =>
  placed.some(({ block, column }, at) => block.keepWithNext && (placed[at + 1]?.column ?? column) !== column);

/** Columns of the last page end as high as they can, in steps. */
function levelled(blocks: Block[], height: number, count: number): PlacedBlock[] {
  for (let tried = lowest(blocks, count); tried < height; tried += STEP) {
    const { placed, rest } = fillColumns(blocks, tried, count);
    const bottom = Math.max(...placed.map(({ block, y }) => y + block.height));
    if (rest.length === 0 && bottom <= tried && !leavesHeadingBehind(placed)) return placed;
  }
  return fillColumns(blocks, height, count).placed;
}

const LEAST = 40;
const STEP = 6;

/** The last step at which columns are too low for all blocks, or the first: only the first block of a column has no gap. */
function lowest(blocks: Block[], count: number): number {
  const whole = blocks.reduce((sum, { height, gap }) => sum + height + gap, 0);
  const share = whole / count - Math.max(...blocks.map(({ gap }) => gap));
  return LEAST + STEP * Math.max(0, Math.floor((share - LEAST) / STEP));
}
