import { printedText } from '../fonts/drawable.ts';
import { face, faceFor } from '../fonts/faces.ts';
import type { TranscriptColumn } from './transcriptDocument.ts';

export const GAP = 12;

type Table = { columns: readonly TranscriptColumn[]; rows: readonly string[][][] };

/** Columns as wide as their content; columns of long texts share what is left of the width, and nothing is left. */
export function tableWidths({ columns, rows }: Table, size: number, width: number): number[] {
  const needs = columns.map(({ title }, at) =>
    Math.max(titleWidth(title, size), ...rows.flatMap((cells) => (cells[at] ?? []).map((text) => widthOf(text, size)))),
  );
  const room = width - GAP * (columns.length - 1);
  const long = longColumns(columns, needs, room);
  const short = needs.map((need, at) => (long.has(at) ? 0 : need));
  const left = room - short.reduce((sum, need) => sum + need, 0);
  // Without long texts all columns get of the rest.
  const sharing = (at: number) => long.size === 0 || long.has(at);
  const shares = columns.reduce((sum, column, at) => sum + (sharing(at) ? column.width : 0), 0);
  return columns.map((column, at) => (short[at] ?? 0) + (sharing(at) ? (left * column.width) / shares : 0));
}

/** The columns that would not get what they need from an equal share of what the others leave. */
function longColumns(columns: readonly TranscriptColumn[], needs: readonly number[], room: number): Set<number> {
  let long = new Set(columns.keys());
  for (;;) {
    const left = needs.reduce((rest, need, at) => (long.has(at) ? rest : rest - need), room);
    const shares = columns.reduce((sum, { width }, at) => sum + (long.has(at) ? width : 0), 0);
    const still = [...long].filter((at) => (needs[at] ?? 0) * shares > left * (columns[at]?.width ?? 0));
    if (still.length === long.size) return long;
    long = new Set(still);
  }
}

function widthOf(text: string, size: number): number {
  const printed = printedText(text);
  // A hair more, so that a text that just fits is not broken.
  return printed === '' ? 0 : faceFor('serif', printed).width(printed, size) + 0.1;
}

/** The width in which a title takes two lines at most. */
function titleWidth(title: string, size: number): number {
  const words = title.split(' ');
  const width = (part: string[]) => face('italic').width(part.join(' '), size);
  const breaks = words.map((_, at) => Math.max(width(words.slice(0, at + 1)), width(words.slice(at + 1))));
  return Math.min(...breaks) + 0.1;
}
