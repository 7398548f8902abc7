import { badgePages } from './draw/badges.ts';
import type { BadgesDocument } from './draw/badgesDocument.ts';
import { newCanvas, openPage } from './draw/canvas.ts';
import { finish, openDocument } from './draw/document.ts';
import type { DocumentInfo } from './draw/metadata.ts';
import { paletteOf } from './draw/palette.ts';
import { printedText } from './fonts/drawable.ts';
import { requireDrawable } from './undrawable.ts';

export type { BadgesDocument } from './draw/badgesDocument.ts';

/**
 * Draws name badges, eight to a page of A4 portrait, as PDF/A-3A and PDF/UA-1. The same document always gives the same bytes. Throws
 * UndrawableFacts.
 */
export function drawBadges(document: BadgesDocument, { compress = true }: { compress?: boolean } = {}): Buffer {
  const { title, event, organization, nobody, badges } = document;
  const said = badges.flatMap(({ name, codeSays }) => [name ?? '', codeSays]);
  requireDrawable([title, event, organization, nobody, ...said], 'A name badge');
  const info = infoOf(document);
  const canvas = newCanvas(openDocument(info, compress, 'portrait'), paletteOf('QUIET', undefined));
  const pages = badgePages(canvas, document);
  for (const [at, draw] of pages.entries()) {
    openPage(canvas);
    draw({ number: at + 1, of: pages.length });
  }
  return finish(canvas, info);
}

const infoOf = ({ title, event, organization, madeAt }: BadgesDocument): DocumentInfo => ({
  title: printedText(`${title}: ${event}`),
  author: printedText(organization),
  subject: printedText(title),
  creator: 'Attune',
  producer: 'Attune with PDFKit',
  at: new Date(madeAt),
});
