import { newCanvas, openPage, openSection } from './draw/canvas.ts';
import { finish, openDocument } from './draw/document.ts';
import { doorListPages } from './draw/doorList.ts';
import type { DoorListDocument } from './draw/doorListDocument.ts';
import type { DocumentInfo } from './draw/metadata.ts';
import { paletteOf } from './draw/palette.ts';
import { printedText } from './fonts/drawable.ts';
import { requireDrawable } from './undrawable.ts';

export type { DoorListDocument } from './draw/doorListDocument.ts';

/**
 * Draws the list of a door, A4 portrait, as PDF/A-3A and PDF/UA-1, to be signed by hand. The same document always gives the same
 * bytes. Throws UndrawableFacts.
 */
export function drawDoorList(document: DoorListDocument, { compress = true }: { compress?: boolean } = {}): Buffer {
  requireDrawable(textsOf(document), 'A door list');
  const info = infoOf(document);
  const canvas = newCanvas(openDocument(info, compress, 'portrait'), paletteOf('QUIET', undefined));
  openSection(canvas);
  const pages = doorListPages(canvas, document);
  for (const [at, draw] of pages.entries()) {
    openPage(canvas);
    draw({ number: at + 1, of: pages.length });
  }
  return finish(canvas, info);
}

const infoOf = ({ title, foot, organization, madeAt }: DoorListDocument): DocumentInfo => ({
  title: printedText(`${title}: ${foot}`),
  author: printedText(organization),
  subject: printedText(title),
  creator: 'Attune',
  producer: 'Attune with PDFKit',
  at: new Date(madeAt),
});

const textsOf = ({ facts, columns, guests, ...document }: DoorListDocument): string[] => [
  ...[document.title, document.event, document.organization, document.note, document.nobody, document.foot],
  ...[columns.number, columns.name, ...columns.boxes],
  ...facts.flatMap(({ label, value }) => [label, value]),
  ...guests.flatMap(({ name, note }) => [name ?? '', note ?? '']),
];
