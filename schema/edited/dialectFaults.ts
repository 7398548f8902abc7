import type { Token, Tokens } from 'marked';
import { withoutComments } from './comments.ts';
import { proseOf } from './countWords.ts';
import { CALLOUTS, calloutOf, DIALECT, isBreak, type Linked, lexed, linkedBy, shiftedAt, within } from './dialect.ts';
import { didYouMean } from './faults.ts';
import { foreignFault } from './foreign.ts';
import { breaksIn, linesOf } from './lines.ts';
import {
  htmlFault,
  imageFault,
  isOfFiles,
  MAX_FAULTS,
  type MarkdownFault,
  SAFE_LINK,
  shortened,
  sizeFaults,
} from './markdown.ts';

/** A link of a text to something of its course: where it stands and what its words are. */
export type Use = Linked & { line: number; words: string };
/** Where a text shows a file of its course, or links to one. `alone`: a picture that is a paragraph of its own. */
export type FileReference = { line: number; path: string; as: 'SHOWN' | 'LINKED'; words: string; alone: boolean };
export type ReadText = { stored: string; faults: MarkdownFault[]; uses: Use[]; references: FileReference[] };

/** Each one is searched for in its block. */
const MAX_USES = 2_000;
const TOO_MANY_USES = `This text has more than ${MAX_USES} links and footnotes; split it.`;
const KNOWN = new Set(DIALECT.flatMap(({ tokens }) => tokens));

/** Reads the text of a module: what is stored of it, everything in it that the dialect does not know, and what it links. */
export function readText(text: string): ReadText {
  const { blanked, stored, faults: unclosed } = withoutComments(text);
  const faults = [...sizeFaults(text), ...unclosed];
  if (faults.length > 0) return { stored, faults, uses: [], references: [] };
  const found = placesIn(blanked);
  const uses = found.flatMap(({ use, line }) => (use === null ? [] : [{ ...use, line }]));
  if (found.length >= MAX_USES) faults.push({ line: found.at(-1)?.line ?? 1, message: TOO_MANY_USES });
  faults.push(...found.flatMap(({ message, line }) => (message === null ? [] : [{ line, message }])));
  faults.push(...noteFaults(found));
  const references = found.flatMap(({ file, line }) => (file === null ? [] : [{ ...file, line }]));
  return { stored, faults: faults.slice(0, MAX_FAULTS), uses, references };
}

/** What a claim, a term or a source is called in the text: its words on one line. */
const wordsOf = (tokens: readonly Token[]): string => proseOf(tokens).replace(/\s+/g, ' ').trim();

type Note = { label: string; marks: boolean };
type Found = {
  line: number;
  message: string | null;
  use: (Linked & { words: string }) | null;
  note: Note | null;
  file: Omit<FileReference, 'line'> | null;
};
type Place = { siblings: readonly Token[]; at: number; top: boolean; inCell: boolean; inLink: boolean; alone: boolean };

/** Faults, links and footnotes in the order of the text, each with its line. */
function placesIn(text: string): Found[] {
  const found: Found[] = [];
  let firstLine = 1;
  const blocks = lexed(text);
  for (const [at, block] of blocks.entries()) {
    const lineOf = linesOf(block.raw, firstLine);
    visit(block, { siblings: blocks, at, top: true, inCell: false, inLink: false, alone: false }, (token, place) => {
      if (found.length >= MAX_USES) return;
      const foreign = foreignOf(token, place);
      const one = {
        message: faultOf(token, place) ?? foreign?.message ?? null,
        use: useOf(token),
        note: noteOf(token),
        file: fileOf(token, place),
      };
      if (Object.values(one).some((part) => part !== null))
        found.push({ ...one, line: lineOf(token.raw) + (foreign?.below ?? 0) });
    });
    firstLine += breaksIn(block.raw, 0, block.raw.length);
  }
  return found;
}

type See = (token: Token, place: Place) => void;

function visit(token: Token, place: Place, see: See): void {
  see(token, place);
  const inLink = place.inLink || token.type === 'link';
  const inCell = place.inCell || token.type === 'table';
  for (const siblings of groupsOf(token)) {
    const alone = token.type === 'paragraph' && siblings.length === 1;
    for (const [at, one] of siblings.entries()) visit(one, { siblings, at, top: false, inCell, inLink, alone }, see);
  }
}

/** What stands side by side within a token: the cells of a table each have words of their own. */
function groupsOf(token: Token): readonly (readonly Token[])[] {
  if (token.type !== 'table') return [within(token)];
  const { header, rows } = token as Tokens.Table;
  return [header, ...rows].flat().map(({ tokens }) => tokens);
}

function useOf(token: Token): Found['use'] {
  const linked = token.type === 'link' ? linkedBy(token.href) : null;
  return linked === null ? null : { ...linked, words: wordsOf(within(token)) };
}

function fileOf(token: Token, { alone }: Place): Found['file'] {
  if ((token.type !== 'image' && token.type !== 'link') || !isOfFiles(String(token.href))) return null;
  const as = token.type === 'image' ? 'SHOWN' : 'LINKED';
  return { path: String(token.href), as, words: String(token.text).trim(), alone };
}

function noteOf(token: Token): Note | null {
  return token.type === 'footnote' || token.type === 'noteMark'
    ? { label: String(token.label), marks: token.type === 'noteMark' }
    : null;
}

function noteFaults(found: readonly Found[]): MarkdownFault[] {
  const notes = found.flatMap(({ note, line }) => (note === null ? [] : [{ ...note, line }]));
  const [written, marked] = [new Map<string, number>(), new Set<string>()];
  const faults: MarkdownFault[] = [];
  for (const { label, marks, line } of notes) {
    if (marks) marked.add(label);
    else if (written.has(label)) faults.push({ line, message: `The footnote ${label} is written twice; rename one.` });
    else written.set(label, line);
  }
  for (const { label, marks, line } of notes)
    if (marks && !written.has(label))
      faults.push({ line, message: `There is no footnote ${label}; write it on a line of its own: [^${label}]: ...` });
  for (const [label, line] of written)
    if (!marked.has(label))
      faults.push({ line, message: `Nothing refers to the footnote ${label}; write [^${label}].` });
  return faults;
}

function faultOf(token: Token, place: Place): string | null {
  switch (token.type) {
    case 'html':
      return isShown(token, place) ? null : tagFault(token);
    case 'image':
      return isOfFiles(String(token.href)) ? null : imageFault(String(token.href));
    case 'link':
      return linkFault(token as Tokens.Link);
    case 'def':
      return targetFault(String(token.href));
    case 'blockquote':
      return calloutFault(token as Tokens.Blockquote);
    case 'del':
      return token.raw.startsWith('~~') ? null : 'Write ~~struck~~ or <sub>below</sub>; a single ~ is not known.';
    case 'checkbox':
      return 'Write a plain list; boxes to tick are for the sheets in kit/.';
    case 'footnote':
      return place.top ? null : 'Write the footnote outside of lists and quotations.';
    case 'noteMark':
      return place.inLink ? 'Put the footnote after the link, not into it.' : null;
    case 'text':
      return null;
    default:
      return KNOWN.has(token.type) ? null : `${shortened(token.raw)} is not known here.`;
  }
}

/** What plain words have of another dialect. */
function foreignOf(token: Token, place: Place): ReturnType<typeof foreignFault> {
  if (token.type === 'def') return foreignFault(token.raw.trimStart().slice(0, 2), true);
  if (token.type !== 'text' || ('tokens' in token && token.tokens)) return null;
  return foreignFault(token.raw, place.at === 0);
}

/** A tag that is known where it stands: a break in a cell, or letters below or above the line. */
function isShown(token: Token, { siblings, at, inCell }: Place): boolean {
  if (isBreak(token)) return inCell;
  return shiftedAt(siblings, at) !== null || (at >= 2 && shiftedAt(siblings, at - 2) !== null);
}

function tagFault(token: Token): string {
  if (isBreak(token)) return 'End the line with \\ instead; <br> is known in the cells of a table only.';
  if (token.raw.trimStart().startsWith('<!--'))
    return 'Put the comment on lines of its own, outside of paragraphs, lists and quotations.';
  return /^<\/?su[bp]>$/.test(token.raw)
    ? 'Write plain words between <sub> and </sub>, or <sup> and </sup>.'
    : htmlFault(token);
}

function linkFault(token: Tokens.Link): string | null {
  const fault = targetFault(token.href);
  if (fault !== null || linkedBy(token.href) === null) return fault;
  return wordsOf(token.tokens) === '' ? 'Write words between [ and ]; they are what readers see.' : null;
}

function targetFault(href: string): string | null {
  if (SAFE_LINK.test(href) || isOfFiles(href) || linkedBy(href) !== null) return null;
  return `Begin the link ${shortened(href)} with https://, mailto: or tel:, or name a module:, ref:, term: or claim: by its id.`;
}

/** The names that other programs give such boxes. */
const SAME_BOX: Record<string, string> = { TIP: 'PRACTICE', IMPORTANT: 'CAUTION', WARNING: 'CAUTION', INFO: 'NOTE' };

function calloutFault(token: Tokens.Blockquote): string | null {
  const callout = calloutOf(token);
  if (callout === null) return null;
  const { kind, tokens } = callout;
  const known: readonly string[] = CALLOUTS;
  if (known.includes(kind)) return tokens.length === 0 ? `Write words below [!${kind}].` : null;
  const same = SAME_BOX[kind.toUpperCase()];
  const meant = same === undefined ? didYouMean(kind, known) : `; write [!${same}].`;
  return `The box [!${kind}] is not known${meant || `; known are ${known.join(', ')}.`}`;
}
