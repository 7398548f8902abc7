import type { Token, Tokens } from 'marked';
import type { KitBlock } from '../../../certificates/draw/kitDocument.ts';
import { calloutOf, lexed } from '../dialect.ts';
import { breaksIn, linesOf } from '../lines.ts';
import { MAX_FAULTS, type MarkdownFault, shortened, sizeFaults } from '../markdown.ts';
import { MOST_CELL, MOST_COLUMNS, MOST_DEPTH, MOST_HEADING, MOST_LINES, MOST_SHEET, PLACE } from './dialect.ts';
import { isBlank, lengthOf, readWords, type Say } from './words.ts';

export type ReadSheet = { blocks: KitBlock[]; faults: MarkdownFault[] };

/** Reads the text of a printable sheet: what it draws, and everything that the dialect of sheets does not know, by line. */
export function readSheet(text: string): ReadSheet {
  const faults = sizeFaults(text);
  if (text.length > MOST_SHEET)
    faults.push({ line: 1, message: `A sheet may have ${MOST_SHEET} characters; make two of it.` });
  if (faults.length > 0) return { blocks: [], faults };
  const blocks: KitBlock[] = [];
  let line = 1;
  for (const token of lexed(text)) {
    const lineOf = linesOf(token.raw, line);
    const say: Say = (raw, message) => {
      if (faults.length < MAX_FAULTS) faults.push({ line: lineOf(raw), message });
    };
    const read = readBlock(token, say, { depth: 0, inCaution: false });
    if (blocks.at(-1)?.kind === 'HEADING' && read !== null && isAbove(read, blocks.at(-1)))
      say(token.raw, 'Write something between this heading and the one above it.');
    if (
      read?.kind === 'HEADING' &&
      read.level === 2 &&
      !blocks.some((one) => one.kind === 'HEADING' && one.level === 1)
    )
      say(token.raw, 'Write a heading with ## before the first one with ###.');
    if (read !== null) blocks.push(read);
    line += breaksIn(token.raw, 0, token.raw.length);
  }
  if (blocks.at(-1)?.kind === 'HEADING')
    faults.push({ line: line, message: 'Write something below the last heading.' });
  if (faults.length === 0 && blocks.length === 0)
    faults.push({ line: 1, message: 'The sheet is empty; write what it says.' });
  return { blocks, faults };
}

/** Whether a heading follows one of its own rank, or of a lower one. */
function isAbove(block: KitBlock, last: KitBlock | undefined): boolean {
  return block.kind === 'HEADING' && last?.kind === 'HEADING' && block.level <= last.level;
}

type Place = { depth: number; inCaution: boolean };

function readBlock(token: Token, say: Say, place: Place): KitBlock | null {
  switch (token.type) {
    case 'space':
      return null;
    case 'heading':
      return place.depth > 0 || place.inCaution ? unknown(token, say) : heading(token as Tokens.Heading, say);
    case 'paragraph':
    case 'text':
      return paragraph(token as Tokens.Paragraph, say);
    case 'list':
      return place.depth < MOST_DEPTH
        ? list(token as Tokens.List, say, place)
        : refused(token, say, 'Write a sheet with at most one list within another.');
    case 'table':
      return place.depth > 0 || place.inCaution ? unknown(token, say) : table(token as Tokens.Table, say);
    case 'blockquote':
      return place.depth > 0 || place.inCaution ? unknown(token, say) : caution(token as Tokens.Blockquote, say);
    default:
      return unknown(token, say);
  }
}

function refused(token: Token, say: Say, message: string): null {
  say(token.raw, message);
  return null;
}

const unknown = (token: Token, say: Say): null =>
  refused(
    token,
    say,
    `${shortened(token.raw)} is not known ${token.type === 'table' || token.type === 'heading' ? 'here' : 'on a sheet'}.`,
  );

function heading({ depth, tokens, raw }: Tokens.Heading, say: Say): KitBlock | null {
  const { words } = readWords(tokens, raw, say, { inCell: false, mayWrite: false });
  if (depth !== 2 && depth !== 3)
    say(raw, 'Begin a heading with ## or ###; the title of the sheet is at the top of the file.');
  if (isBlank(words)) say(raw, 'Write the words of this heading.');
  if (lengthOf(words) > MOST_HEADING) say(raw, `A heading may have ${MOST_HEADING} characters.`);
  return { kind: 'HEADING', level: depth === 3 ? 2 : 1, words };
}

function paragraph({ tokens = [], raw, text }: Tokens.Paragraph, say: Say): KitBlock | null {
  const { kind, count } = PLACE.exec(text.trim())?.groups ?? {};
  if (kind === 'line' && count === undefined) return { kind: 'LINES', count: 1 };
  if (kind !== undefined && kind !== 'line') {
    const lines = Number(count ?? 0);
    if (lines >= 1 && lines <= MOST_LINES) return { kind: kind === 'box' ? 'BOX' : 'LINES', count: lines };
    return refused({ type: 'text', raw } as Token, say, `Write [${kind} 1] to [${kind} ${MOST_LINES}].`);
  }
  const { words, write } = readWords(tokens, raw, say, { inCell: false, mayWrite: true });
  return { kind: 'PARAGRAPH', words, write };
}

function list({ items, ordered, start, raw }: Tokens.List, say: Say, place: Place): KitBlock {
  const ticked = items.filter(({ task }) => task).length;
  if (ticked > 0 && (ordered || ticked < items.length))
    say(raw, 'Write - [ ] in front of every entry of this list, or of none.');
  const read = items.map((item) => {
    const blocks = item.tokens
      // Beside the words where entries are tight, it stands before them as a token of its own.
      .filter(({ type }) => type !== 'checkbox')
      .flatMap((token) => readBlock(token, say, { ...place, depth: place.depth + 1 }) ?? []);
    if (item.checked === true && item.tokens.some(({ type }) => type === 'checkbox'))
      say(item.raw, 'Write - [ ]; whoever has the sheet ticks it.');
    const [first] = blocks;
    if (first?.kind !== 'PARAGRAPH' || isBlank(first.words)) say(item.raw, 'Begin every entry of a list with words.');
    return blocks;
  });
  const marks = ticked > 0 ? 'TICK' : ordered ? 'NUMBER' : 'BULLET';
  return { kind: 'LIST', marks, start: typeof start === 'number' ? Math.min(start, 999) : 1, items: read };
}

function table({ header, rows, raw }: Tokens.Table, say: Say): KitBlock {
  const cell = ({ tokens, text }: Tokens.TableCell) => {
    const { words } = readWords(tokens, text, say, { inCell: true, mayWrite: false });
    if (lengthOf(words) > MOST_CELL) say(text, `A cell may have ${MOST_CELL} characters.`);
    return words;
  };
  if (header.length > MOST_COLUMNS) say(raw, `A table may have ${MOST_COLUMNS} columns.`);
  if (rows.length === 0) say(raw, 'Write a row below the head of this table; its cells may be empty.');
  return { kind: 'TABLE', head: header.map(cell), rows: rows.map((row) => row.map(cell)) };
}

function caution(token: Tokens.Blockquote, say: Say): KitBlock | null {
  const callout = calloutOf(token);
  if (callout?.kind !== 'CAUTION')
    return refused(token, say, 'Write > [!CAUTION]; other quotations and boxes are not known on a sheet.');
  const blocks = callout.tokens.flatMap((one) => readBlock(one, say, { depth: 0, inCaution: true }) ?? []);
  if (blocks.length === 0) say(token.raw, 'Write words below [!CAUTION].');
  return { kind: 'CAUTION', blocks };
}
