import { newCanvas, openPage, openSection } from './draw/canvas.ts';
import { finish, openDocument } from './draw/document.ts';
import { invoicePages } from './draw/invoice.ts';
import type { InvoiceDocument } from './draw/invoiceDocument.ts';
import type { DocumentInfo } from './draw/metadata.ts';
import { paletteOf } from './draw/palette.ts';
import { printedText } from './fonts/drawable.ts';
import { requireDrawable } from './undrawable.ts';

export type { InvoiceDocument } from './draw/invoiceDocument.ts';

/**
 * Draws an invoice or a credit note, A4 portrait, as PDF/A-3A and PDF/UA-1. The same document always gives the same bytes. Throws
 * UndrawableFacts.
 */
export function drawInvoice(document: InvoiceDocument, { compress = true }: { compress?: boolean } = {}): Buffer {
  requireDrawable(textsOf(document), 'An invoice');
  const info = infoOf(document);
  const canvas = newCanvas(openDocument(info, compress, 'portrait'), paletteOf('QUIET', undefined));
  openSection(canvas);
  const pages = invoicePages(canvas, document);
  for (const [at, draw] of pages.entries()) {
    openPage(canvas);
    draw({ number: at + 1, of: pages.length });
  }
  return finish(canvas, info);
}

const infoOf = ({ title, number, seller: [name = ''], madeAt }: InvoiceDocument): DocumentInfo => ({
  title: printedText(`${title} ${number}`),
  author: printedText(name),
  subject: printedText(title),
  creator: 'Attune',
  producer: 'Attune with PDFKit',
  at: new Date(madeAt),
});

const textsOf = ({ columns, facts, payer, rows, totals, ...document }: InvoiceDocument): string[] => [
  ...[document.title, document.number, ...document.seller, payer.label, ...payer.lines, ...document.notes],
  ...columns.map(({ title }) => title),
  ...[...facts, ...totals].flatMap(({ label, value }) => [label, value]),
  ...rows.flat(2),
];
