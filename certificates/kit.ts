import { newCanvas, openPage } from './draw/canvas.ts';
import { finish, openDocument } from './draw/document.ts';
import { kitPages } from './draw/kit/pages.ts';
import { type KitPaper, sheetPlan } from './draw/kit/sheetPlan.ts';
import type { KitBlock, KitDocument, KitPiece } from './draw/kitDocument.ts';
import type { DocumentInfo } from './draw/metadata.ts';
import { paletteOf } from './draw/palette.ts';
import { printedText } from './fonts/drawable.ts';
import { requireDrawable } from './undrawable.ts';

export { KIT_PAPERS, type KitPaper } from './draw/kit/sheetPlan.ts';
export type { KitDocument } from './draw/kitDocument.ts';

/**
 * Draws printable sheets, portrait, as PDF/A-3A and PDF/UA-1, to be written on by hand. The same document on the same paper always
 * gives the same bytes. Throws UndrawableFacts.
 */
export function drawKit(
  document: KitDocument,
  { paper = 'A4', compress = true }: { paper?: KitPaper; compress?: boolean } = {},
): { file: Buffer; pages: number } {
  requireDrawable(textsOf(document), 'A printable sheet');
  const info = infoOf(document);
  const canvas = newCanvas(openDocument(info, compress, 'portrait', paper), paletteOf('QUIET', undefined));
  const pages = kitPages(canvas, document, sheetPlan(paper));
  for (const [at, draw] of pages.entries()) {
    openPage(canvas);
    draw({ number: at + 1, of: pages.length });
  }
  return { file: finish(canvas, info), pages: pages.length };
}

function infoOf({ sheets, words, course, from, owner, cover, language, madeAt }: KitDocument): DocumentInfo {
  const title = cover ? words.kit : (sheets[0]?.title ?? words.kit);
  return {
    ...{ title: printedText(`${title}: ${course}`), author: printedText(owner || course), subject: printedText(from) },
    ...{ creator: 'Attune', producer: 'Attune with PDFKit', at: new Date(madeAt), language },
  };
}

function textsOf({ sheets, words, course, from, owner }: KitDocument): string[] {
  const { contents, ...said } = words;
  return [
    ...[course, from, owner, ...Object.values(said), ...Object.values(contents)],
    ...sheets.flatMap(({ title, forWhom, blocks, sources }) => [
      title,
      forWhom,
      ...sources,
      ...blocks.flatMap(textsIn),
    ]),
  ];
}

const sentence = (words: readonly KitPiece[]): string => words.map(({ text }) => text).join('');

/** Every text of a block. Each is drawn by one font. */
function textsIn(block: KitBlock): string[] {
  switch (block.kind) {
    case 'HEADING':
    case 'PARAGRAPH':
      return [sentence(block.words)];
    case 'LIST':
      return block.items.flat().flatMap(textsIn);
    case 'TABLE':
      return [block.head, ...block.rows].flat().map(sentence);
    case 'CAUTION':
      return block.blocks.flatMap(textsIn);
    default:
      return [];
  }
}
