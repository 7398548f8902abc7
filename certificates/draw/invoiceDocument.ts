import type { TranscriptColumn } from './transcriptDocument.ts';

/** What an invoice or a credit note prints. Every text is as it is to be read; nothing is computed here. */
export type InvoiceDocument = {
  /** Invoice, Credit note. */
  title: string;
  /** INV-000012. */
  number: string;
  /** The seller's name, then the lines of its address and its registration. */
  seller: string[];
  /** "Billed to" and the lines of the payer. */
  payer: { label: string; lines: string[] };
  /** Number, dates, references. */
  facts: { label: string; value: string }[];
  columns: TranscriptColumn[];
  /** Rows of cells, each with its paragraphs. */
  rows: string[][][];
  totals: { label: string; value: string; strong: boolean }[];
  notes: string[];
  /** RFC 3339. */
  madeAt: string;
};
