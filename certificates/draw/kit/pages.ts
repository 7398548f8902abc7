import { printedText } from '../../fonts/drawable.ts';
import { type Block, flow, type PlacedBlock } from '../../layout/flow.ts';
import { artifact, type Canvas, child, fill } from '../canvas.ts';
import type { KitBlock, KitDocument, KitSheet } from '../kitDocument.ts';
import { drawRule } from '../ornament.ts';
import { type Style, setLine, shrunk } from '../text.ts';
import { blocksOf, keptWithNext } from './blocks.ts';
import { headingBlock, paragraphBlocks, type Voice } from './paragraphs.ts';
import { linesOf, setRich } from './richText.ts';
import { type Ground, lazily, type SheetPlan } from './sheetPlan.ts';

type Page = { number: number; of: number };
type Draw = (page: Page) => void;
type Laid = { title: string; pages: PlacedBlock[][] };

/** The pages of a kit: the list of its sheets where it has one, then each sheet from the top of a page. */
export function kitPages(canvas: Canvas, document: KitDocument, plan: SheetPlan): Draw[] {
  const level = document.cover ? 2 : 1;
  const laid = document.sheets.map((sheet) => laidOut(canvas, document, { plan, level }, partsOf(document, sheet)));
  const all = document.cover ? [coverOf(canvas, document, plan, laid), ...laid] : laid;
  return all.flatMap(({ title, pages }) =>
    pages.map((placed) => (page: Page) => {
      drawAgain(placed, plan);
      for (const { block, y } of placed) block.draw(plan.text.left, plan.top + y);
      drawFoot(canvas, document, { plan, title, page });
    }),
  );
}

type Parts = { title: string; below: string; blocks: readonly KitBlock[]; sources: readonly string[] };

const partsOf = ({ from }: KitDocument, { title, forWhom, blocks, sources }: KitSheet): Parts => ({
  ...{ title, blocks, sources },
  below: `${forWhom} · ${from}`,
});

/** The first page, which cannot know its own list's pages until the sheets are laid out. */
function coverOf(canvas: Canvas, document: KitDocument, plan: SheetPlan, laid: readonly Laid[]): Laid {
  const { words, sheets, from } = document;
  const table = (first: number): KitBlock => {
    let page = first;
    const rows = sheets.map(({ title, forWhom }, at) => {
      const begins = page;
      page += laid[at]?.pages.length ?? 0;
      return [title, forWhom, String(begins)].map((text) => [{ text, role: 'serif' as const }]);
    });
    const { sheet, forWhom, page: number } = words.contents;
    return { kind: 'TABLE', head: [sheet, forWhom, number].map((text) => [{ text, role: 'serif' }]), rows };
  };
  const parts = (first: number): Parts => ({ title: words.kit, below: from, blocks: [table(first)], sources: [] });
  const covers = laidOut(canvas, document, { plan, level: 1 }, parts(2)).pages.length;
  return laidOut(canvas, document, { plan, level: 1 }, parts(covers + 1));
}

function laidOut(
  canvas: Canvas,
  document: KitDocument,
  { plan, level }: { plan: SheetPlan; level: number },
  parts: Parts,
): Laid {
  const section = lazily(() => child(canvas, canvas.root, 'Sect'));
  const room = plan.bottom - plan.top;
  const ground: Ground = {
    canvas,
    words: document.words,
    width: plan.text.width,
    within: section,
    level,
    room: room - 40,
  };
  // Neither sources nor the last words about a sheet stand alone on a page.
  const parted = [blocksOf(ground, parts.blocks), sourceBlocks(ground, parts.sources), endBlocks(ground, document)];
  const blocks = [...titleBlocks(ground, parts), ...parted.flatMap(keptWithNext)];
  return { title: parts.title, pages: flow(bounded(blocks, room), room, 1) };
}

/** Blocks that stay together are never higher than a page. */
function bounded(blocks: readonly Block[], room: number): Block[] {
  let chain = 0;
  return blocks
    .toReversed()
    .map((block) => {
      const kept = block.keepWithNext && chain + block.height <= room;
      chain = block.height + block.gap + (kept ? chain : 0);
      return kept === block.keepWithNext ? block : { ...block, keepWithNext: kept };
    })
    .reverse();
}

const TITLE = { size: 23, leading: 26 };

function titleBlocks(ground: Ground, { title, below }: Parts): Block[] {
  const { canvas, width, within, level } = ground;
  const { primary, gray } = canvas.palette;
  const lines = linesOf([{ text: title, role: 'serif' }], TITLE.size, width);
  const voice: Voice = { size: 11, leading: 14, ink: gray };
  const under = paragraphBlocks(ground, [{ text: below, role: 'italic' }], { voice, gap: 2 });
  return [
    {
      ...{ height: lines.length * TITLE.leading, gap: 0, keepWithNext: true },
      draw: (x, y) =>
        fill(canvas, child(canvas, within(), `H${level}`), () =>
          setRich(canvas, lines, { ...TITLE, ink: primary }, [x, y + TITLE.size * 0.9]),
        ),
    },
    ...under.map((block) => ({ ...block, keepWithNext: true })),
    ruleBlock(canvas, width, 5),
  ];
}

const ruleBlock = (canvas: Canvas, width: number, gap: number): Block => ({
  ...{ height: 2, gap, keepWithNext: true },
  draw: (x, y) => drawRule(canvas, x, x + width, y + 1),
});

/** So many sources stay together. */
const MOST_KEPT = 6;
const SMALL = { size: 9.4, leading: 11.8 };

function sourceBlocks(ground: Ground, sources: readonly string[]): Block[] {
  if (sources.length === 0) return [];
  const heading = headingBlock(ground, [{ text: ground.words.sources, role: 'strong' }], 1, 2);
  const voice = { ...SMALL, ink: ground.canvas.palette.gray };
  const list = lazily(() => child(ground.canvas, ground.within(), 'L'));
  const entries = sources.flatMap((text) => {
    const within = lazily(() => child(ground.canvas, child(ground.canvas, list(), 'LI'), 'LBody'));
    const blocks = paragraphBlocks({ ...ground, within }, [{ text, role: 'serif' }], { voice, gap: 2.5 });
    return blocks.map((block) => ({ ...block, keepWithNext: sources.length <= MOST_KEPT }));
  });
  return [heading, ...entries];
}

/** Where it is from, whose it is, and what it is not: the last words of every sheet. */
function endBlocks(ground: Ground, { from, owner, words }: KitDocument): Block[] {
  const voice = { ...SMALL, ink: ground.canvas.palette.gray };
  const text = [words.notTherapy, `${from}.`, owner].filter(Boolean).join(' ');
  return [
    ruleBlock(ground.canvas, ground.width, 14),
    ...paragraphBlocks(ground, [{ text, role: 'serif' }], { voice, gap: 5 }),
  ];
}

/** A head that is higher than the margin is not repeated. */
const MOST_AGAIN = 34;

/** Where a table goes on at the top of a page, its head stands above it for the eye. */
function drawAgain([first]: readonly PlacedBlock[], { text, top }: SheetPlan): void {
  const again = first?.block.again;
  if (again && again.height <= MOST_AGAIN) again.draw(text.left, top - again.height);
}

const PAGE_ROOM = 90;

function drawFoot(
  canvas: Canvas,
  document: KitDocument,
  { plan, title, page }: { plan: SheetPlan; title: string; page: Page },
): void {
  const { left, right, width } = plan.text;
  const style: Style = { role: 'serif', size: 9, ink: canvas.palette.gray };
  const { from, words } = document;
  const number = words.page.replace('{page}', String(page.number)).replace('{of}', String(page.of));
  const first = printedText(`${from} · ${title}`);
  drawRule(canvas, left, right, plan.foot - 12, 0.4);
  artifact(canvas, 'foot', () => {
    setLine(canvas, first, shrunk(first, style, width - PAGE_ROOM), left, plan.foot);
    setLine(canvas, number, style, right, plan.foot, 'right');
    setLine(canvas, words.notTherapy, shrunk(words.notTherapy, style, width), left, plan.foot + 11.5);
  });
}
