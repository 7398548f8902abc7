import type { Token } from 'marked';
import type { KitPiece } from '../../../certificates/draw/kitDocument.ts';
import { drawableText } from '../../../certificates/fonts/drawable.ts';
import { isBreak, within } from '../dialect.ts';
import { foreignFault } from '../foreign.ts';
import { htmlFault, shortened } from '../markdown.ts';
import { ENDS_WITH_LINE, STRAY_PLACE } from './dialect.ts';

export type Say = (raw: string, message: string) => void;
/** The words of a paragraph, an entry or a cell. `write`: a line to write on follows them. */
export type ReadWords = { words: KitPiece[]; write: boolean };

const ENTITY = /&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});/i;

/** Reads words within one block. `raw` is where a fault of the whole block is. */
export function readWords(
  tokens: readonly Token[],
  raw: string,
  say: Say,
  place: { inCell: boolean; mayWrite: boolean },
): ReadWords {
  const pieces: KitPiece[] = [];
  const visit = (token: Token, role: KitPiece['role']): void => {
    const message = faultOf(token, place.inCell);
    if (message !== null) say(token.raw, message);
    else if (token.type === 'br' || isBreak(token)) pieces.push({ text: '\n', role });
    else if (token.type === 'em' || token.type === 'strong')
      for (const one of within(token)) visit(one, token.type === 'strong' || role === 'strong' ? 'strong' : 'italic');
    else if ('text' in token && token.type !== 'checkbox')
      pieces.push({ text: String(token.text).replace(/\s+/g, ' '), role });
  };
  for (const token of tokens) visit(token, 'serif');
  const write = place.mayWrite && ENDS_WITH_LINE.test(pieces.at(-1)?.text ?? '');
  const words = write ? withoutLine(pieces) : pieces;
  const message = wordsFault(words);
  if (message !== null) say(raw, message);
  return { words, write };
}

function withoutLine(pieces: readonly KitPiece[]): KitPiece[] {
  return pieces
    .map((piece, at) => (at + 1 === pieces.length ? { ...piece, text: piece.text.replace(ENDS_WITH_LINE, '') } : piece))
    .filter(({ text }) => text !== '');
}

function faultOf(token: Token, inCell: boolean): string | null {
  switch (token.type) {
    case 'text':
      if (ENTITY.test(token.raw))
        return `Write the character itself instead of ${ENTITY.exec(token.raw)?.[0] ?? '&...;'}.`;
      return foreignFault(String(token.raw).replace(new RegExp(STRAY_PLACE, 'gi'), ''), false)?.message ?? null;
    case 'escape':
    case 'em':
    case 'strong':
    case 'br':
      return null;
    case 'checkbox':
      return token.checked === true ? 'Write - [ ]; whoever has the sheet ticks it.' : null;
    case 'link':
      return 'A sheet is paper: write in words what to look for, without a link or an address.';
    case 'html':
      if (isBreak(token))
        return inCell ? null : 'End the line with \\ instead; <br> is known in the cells of a table only.';
      return htmlFault(token);
    default:
      return `${shortened(token.raw)} is not known on a sheet.`;
  }
}

function wordsFault(words: readonly KitPiece[]): string | null {
  const text = words.map((piece) => piece.text).join('');
  if (STRAY_PLACE.test(text))
    return 'Write [line] at the end of a paragraph or an entry, or [lines 3] or [box 6] as a paragraph of its own, 20 at most.';
  const drawable = text.trim() === '' ? ({ ok: true } as const) : drawableText(text);
  if (drawable.ok) return null;
  return `No font of the sheets has ${drawable.characters.join(' ') || 'these letters together'}; write Latin, Greek or Cyrillic letters.`;
}

export const lengthOf = (words: readonly KitPiece[]): number => words.reduce((sum, { text }) => sum + text.length, 0);
export const isBlank = (words: readonly KitPiece[]): boolean => words.every(({ text }) => text.trim() === '');
