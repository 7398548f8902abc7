import { artifact, type Canvas, newCanvas, openPage, openSection } from './draw/canvas.ts';
import { finish, openDocument } from './draw/document.ts';
import { enclose } from './draw/enclosures.ts';
import { drawFurniture } from './draw/forms.ts';
import { rules } from './draw/furniture/rules.ts';
import type { DocumentInfo } from './draw/metadata.ts';
import { paletteOf } from './draw/palette.ts';
import { transcriptPages } from './draw/transcript.ts';
import type { TranscriptDocument } from './draw/transcriptDocument.ts';
import { printedText } from './fonts/drawable.ts';
import { addSignatureField } from './seal/signatureField.ts';
import { requireDrawable } from './undrawable.ts';

export type { TranscriptDocument } from './draw/transcriptDocument.ts';

export type TranscriptOptions = {
  /** False leaves the text operators in the file uncompressed; default true. */
  compress?: boolean;
  /** Reserves space for a seal of this many bytes; `sealPdf` fills it. */
  seal?: { room: number };
};

const CSV_NAME = 'transcript.csv';

/**
 * Draws a transcript, A4 landscape, as PDF/A-3A and PDF/UA-1 with a table that screen readers can walk. The same document always
 * gives the same bytes. Throws UndrawableFacts.
 */
export function drawTranscript(
  document: TranscriptDocument,
  { compress = true, seal }: TranscriptOptions = {},
): Buffer {
  requireDrawable(textsOf(document), 'A transcript');
  const info = infoOf(document);
  const canvas = newCanvas(openDocument(info, compress), paletteOf('QUIET', undefined));
  openSection(canvas);
  const pages = transcriptPages(canvas, document);
  for (const [at, draw] of pages.entries()) {
    openPage(canvas);
    artifact(canvas, 'background', () => drawFurniture(canvas, rules(canvas.palette)));
    draw({ number: at + 1, of: pages.length });
  }
  encloseTable(canvas, document, info.at);
  if (seal) addSignatureField(canvas.doc, { ...fieldOf(document, info.at), room: seal.room });
  return finish(canvas, info);
}

function encloseTable(canvas: Canvas, { csv }: TranscriptDocument, at: Date): void {
  // A buffer from another thread is a plain array of bytes.
  const bytes = Buffer.from(csv.buffer, csv.byteOffset, csv.byteLength);
  const description = 'The same transcript as a table for spreadsheets';
  enclose(canvas, [{ name: CSV_NAME, mediaType: 'text/csv', relationship: 'Alternative', description, bytes }], at);
}

const infoOf = ({ title, learnerName, sealedBy, madeAt }: TranscriptDocument): DocumentInfo => ({
  title: printedText(`${title}: ${learnerName}`),
  author: printedText(sealedBy),
  subject: printedText(title),
  creator: 'Attune',
  producer: 'Attune with PDFKit',
  at: new Date(madeAt),
});

const fieldOf = ({ title, sealedBy }: TranscriptDocument, at: Date) => ({
  signedBy: printedText(sealedBy),
  reason: printedText(title),
  at,
  tooltip: 'Seal of the transcript',
});

const textsOf = ({ learnerName, facts, columns, rows, totals, notes, ...document }: TranscriptDocument): string[] => [
  ...[document.title, document.noRows, learnerName, ...notes],
  ...columns.map(({ title }) => title),
  ...[...facts, ...totals].flatMap(({ label, value }) => [label, value]),
  ...rows.flat(2),
];
