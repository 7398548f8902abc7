import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { END_OF_ROWS, FIRST, LAST, Manifest, opening, Sums, summing, type Table } from './format.ts';

/** No row of Attune is nearly as long. A line is held in memory until its end. */
const MOST_LINE_BYTES = 256 * 1024 * 1024;

/** A part of a backup, in the order of the file. Rows come in pieces of whole lines. */
export type Part =
  | { kind: 'manifest'; manifest: Manifest }
  | { kind: 'table'; table: Table }
  | { kind: 'rows'; rows: Buffer }
  | { kind: 'sums'; sums: Sums };

/** Reads a backup completely and compares every sum. Throws one line when the file is not a complete, unchanged backup. */
export async function checkBackup(file: string, signal?: AbortSignal): Promise<{ manifest: Manifest; sums: Sums }> {
  let manifest: Manifest | null = null;
  let sums: Sums | null = null;
  let current = summing();
  const counted = new Map<string, typeof current>();
  for await (const part of partsOf(file)) {
    signal?.throwIfAborted();
    if (part.kind === 'manifest') manifest = part.manifest;
    if (part.kind === 'rows') current.add(part.rows);
    if (part.kind === 'sums') sums = part.sums;
    if (part.kind !== 'table') continue;
    current = summing();
    counted.set(part.table.name, current);
  }
  if (manifest === null || sums === null) throw notABackup(file, 'it ends too early');
  requireEqual(file, counted, sums);
  return { manifest, sums };
}

function requireEqual(file: string, counted: ReadonlyMap<string, ReturnType<typeof summing>>, sums: Sums): void {
  for (const [name, of] of counted) {
    const { rows, sha256 } = of.sum();
    if (sums[name]?.rows !== rows || sums[name]?.sha256 !== sha256)
      throw notABackup(file, `the rows of ${name} are not those that were written`);
  }
}

/** The parts of a backup as they are read. Throws one line when the file is none, or ends too early. */
export async function* partsOf(file: string, mostLineBytes = MOST_LINE_BYTES): AsyncGenerator<Part> {
  const state: State = { manifest: null, next: 0, inRows: false, ended: false };
  for await (const block of blocksOf(file, mostLineBytes)) {
    let rest = block;
    while (rest.length > 0) {
      if (state.inRows) {
        const { rows, after } = untilEnd(rest);
        if (rows.length > 0) yield { kind: 'rows', rows };
        if (after === null) break;
        state.inRows = false;
        rest = after;
        continue;
      }
      if (state.ended) throw notABackup(file, 'something follows its end');
      const end = rest.indexOf(10);
      const line = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      const part = readLine(file, line, state);
      yield part;
    }
  }
}

type State = { manifest: Manifest | null; next: number; inRows: boolean; ended: boolean };

function readLine(file: string, line: string, state: State): Part {
  if (state.manifest === null) {
    state.manifest = readJson(file, line, FIRST, Manifest);
    return { kind: 'manifest', manifest: state.manifest };
  }
  const table = state.manifest.tables[state.next];
  if (table === undefined) {
    state.ended = true;
    return { kind: 'sums', sums: readJson(file, line, LAST, Sums) };
  }
  if (line !== opening(table)) throw notABackup(file, `the table ${table.name} does not begin where it should`);
  state.next += 1;
  state.inRows = true;
  return { kind: 'table', table };
}

const END = Buffer.from(`${END_OF_ROWS}\n`);
const END_AFTER_ROW = Buffer.from(`\n${END_OF_ROWS}\n`);

/** The rows at the start of whole lines, and what follows the line that ends them; null when the rows go on. */
function untilEnd(lines: Buffer): { rows: Buffer; after: Buffer | null } {
  if (lines.subarray(0, END.length).equals(END))
    return { rows: lines.subarray(0, 0), after: lines.subarray(END.length) };
  const at = lines.indexOf(END_AFTER_ROW);
  if (at === -1) return { rows: lines, after: null };
  return { rows: lines.subarray(0, at + 1), after: lines.subarray(at + END_AFTER_ROW.length) };
}

/** The file's text in pieces of whole lines. */
async function* blocksOf(file: string, mostLineBytes: number): AsyncGenerator<Buffer> {
  let open: Buffer[] = [];
  let bytes = 0;
  try {
    const text = pipeline(createReadStream(file), createGunzip(), () => {});
    for await (const chunk of text as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(10) + 1;
      if (end > 0) yield Buffer.concat([...open, chunk.subarray(0, end)]);
      if (end > 0) [open, bytes] = [[], 0];
      if (end < chunk.length) open.push(chunk.subarray(end));
      bytes += chunk.length - end;
      if (bytes > mostLineBytes) throw notABackup(file, 'a line in it is too long');
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (open.length > 0) throw notABackup(file, 'it ends too early');
}

function unreadable(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new Error(`There is no file ${file}.`, { cause: error });
  if (code === 'EISDIR') return new Error(`${file} is a folder.`, { cause: error });
  return code.startsWith('Z_') ? notABackup(file, 'it is cut or damaged', error) : error;
}

function readJson<Schema extends z.ZodType>(
  file: string,
  line: string,
  start: string,
  schema: Schema,
): z.output<Schema> {
  if (!line.startsWith(start)) throw notABackup(file, `a line does not begin with “${start.trim()}”`);
  try {
    return schema.parse(JSON.parse(line.slice(start.length)));
  } catch (error) {
    throw notABackup(file, `the line “${start.trim()}” cannot be read`, error);
  }
}

const notABackup = (file: string, because: string, cause?: unknown): Error =>
  new Error(`${file} is not a complete backup of Attune: ${because}. Nothing was changed.`, { cause });
