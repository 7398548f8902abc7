/** A column of the table; `width` is its share. */
export type TranscriptColumn = { title: string; width: number; align: 'left' | 'right' };

/** What a transcript prints. Every text is as it is to be read; nothing is computed here. */
export type TranscriptDocument = {
  title: string;
  learnerName: string;
  /** License, board, cycle and the like. */
  facts: { label: string; value: string }[];
  columns: TranscriptColumn[];
  /** Rows of cells, each with its paragraphs. */
  rows: string[][][];
  /** The line that stands in place of rows when there are none. */
  noRows: string;
  totals: { label: string; value: string; strong: boolean }[];
  notes: string[];
  /** Who seals it. */
  sealedBy: string;
  /** RFC 3339. */
  madeAt: string;
  /** The same transcript as a table for spreadsheets, enclosed in the file. */
  csv: Uint8Array;
};
