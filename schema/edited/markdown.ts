import { Marked, type Token, type Tokens } from 'marked';
import type { Fault } from './faults.ts';

const markdown = new Marked({ gfm: true });
const SAFE_LINK = /^(https:\/\/|mailto:|tel:)/i;
/** Sections that no reading formula counts: NBCC excludes references and key takeaways. */
const UNCOUNTED_HEADING = /^(references|further reading|key takeaways?)$/i;
const BLOCKS = new Set([
  'paragraph',
  'heading',
  'blockquote',
  'list',
  'list_item',
  'table',
  'code',
  'space',
  'hr',
  'br',
]);

export type MarkdownFault = { line: number; message: string };

/** Beyond these limits, the time to read a text grows with the square of its length. Real modules stay far below. */
const MAX_TEXT = 200_000;
const MAX_WORD = 2_500;
const DEEP_LINE = /^(?:[\s>]|[-+*]\s|\d{1,9}[.)]\s){61}/;
/** Characters that may begin or end markup within a paragraph. */
const MARK = /[*_~`<[!]/g;
const MAX_MARKS = 1_000;
const TOO_MANY_MARKS = `This paragraph has more than ${MAX_MARKS} marks such as * and <; split it with empty lines.`;
/** Nobody corrects more at once, and each one is searched for in its block. */
const MAX_FAULTS = 100;

function sizeFaults(text: string): MarkdownFault[] {
  if (text.length > MAX_TEXT)
    return [{ line: 1, message: `Split this text; it may have at most ${MAX_TEXT} characters.` }];
  let marks = 0;
  return text.split('\n').flatMap((words, index) => {
    const marksBefore = words.trim() === '' ? 0 : marks;
    marks = marksBefore + (words.match(MARK)?.length ?? 0);
    const message = lineFault(words) ?? (marksBefore <= MAX_MARKS && marks > MAX_MARKS ? TOO_MANY_MARKS : null);
    return message === null ? [] : [{ line: index + 1, message }];
  });
}

function lineFault(words: string): string | null {
  if (DEEP_LINE.test(words)) return 'This line is indented too far; nest less deeply.';
  const long = words.split(/\s/).some((word) => word.length > MAX_WORD);
  return long ? `This line has a word of more than ${MAX_WORD} characters; add spaces to it.` : null;
}

/**
 * What a course's Markdown must not contain: raw HTML, images from other hosts, links that are not https, mailto or tel. With
 * `files` it may show and link what lies in the folder files/.
 */
export function markdownFaults(text: string, files = false): MarkdownFault[] {
  const faults = sizeFaults(text);
  if (faults.length > 0) return faults;
  return placed(text, (token) => faultOf(token, files)).map(({ line, found }) => ({ line, message: found }));
}

/** What is found in the parts of a text, each with its line; at most MAX_FAULTS. */
function placed<Found>(text: string, find: (token: Token) => Found | null): { line: number; found: Found }[] {
  const all: { line: number; found: Found }[] = [];
  let line = 1;
  for (const block of markdown.lexer(text)) {
    const start = line;
    let from = 0;
    markdown.walkTokens([block], (token) => {
      const found = find(token);
      if (found === null || all.length === MAX_FAULTS) return;
      const at = Math.max(0, block.raw.indexOf(token.raw.trim(), from));
      from = at + 1;
      all.push({ line: start + breaksIn(block.raw.slice(0, at)), found });
    });
    line += breaksIn(block.raw);
  }
  return all;
}

const OF_FILES = /^files\//;

/** Where a text shows a file of its course, or links to one. `alone`: a picture that is a paragraph of its own. */
export type FileReference = { line: number; path: string; as: 'SHOWN' | 'LINKED'; words: string; alone: boolean };

/** Every such place, up to MAX_FAULTS; none in a text that is too large to be read. */
export function fileReferences(text: string, firstLine = 1): FileReference[] {
  if (sizeFaults(text).length > 0) return [];
  const alone = new Set<Token>();
  return placed(text, (token) => {
    const parts = token.type === 'paragraph' ? (token.tokens ?? []) : [];
    if (parts.length === 1 && parts[0] !== undefined) alone.add(parts[0]);
    if ((token.type !== 'image' && token.type !== 'link') || !OF_FILES.test(String(token.href))) return null;
    const as = token.type === 'image' ? ('SHOWN' as const) : ('LINKED' as const);
    return { path: String(token.href), as, words: String(token.text).trim(), alone: alone.has(token) };
  }).map(({ line, found }) => ({ line: firstLine + line - 1, ...found }));
}

/** The same for a text whose first line is line `firstLine` of its file. */
export function proseFaults(file: string, text: string, firstLine = 1, files = false): Fault[] {
  return markdownFaults(text, files).map(({ line, message }) => ({ file, line: firstLine + line - 1, message }));
}

const breaksIn = (text: string): number => text.split('\n').length - 1;

function faultOf(token: Token, files: boolean): string | null {
  if (token.type === 'html') return `Write this in Markdown; HTML such as ${shortened(token.raw)} is not allowed.`;
  const href = 'href' in token ? String(token.href) : '';
  if (files && OF_FILES.test(href)) return null;
  if (token.type === 'image')
    return /^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)
      ? 'Describe the image in words; an image from another host would tell that host who reads this.'
      : 'Put the picture into the folder files/; a module shows it with ![what it shows](files/name.svg), other texts show none.';
  if (token.type === 'link' && !SAFE_LINK.test(href))
    return `Begin the link ${shortened(String(token.href))} with https://, mailto: or tel:.`;
  return null;
}

function shortened(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** The name of the way in which `countWords` counts. A version stores it with its hours, so a change of the way is a new name. */
export const WORD_COUNT =
  'version 2: words between spaces, and the words of Intl.Segmenter where a script has no spaces';

/** Words of instructional prose: headings, lists and tables count; references, takeaways, HTML and addresses do not. */
export function countWords(text: string): number {
  return proseOf(counted(markdown.lexer(text)))
    .split(/\s+/u)
    .reduce((sum, chunk) => sum + wordsIn(chunk), 0);
}

/** Scripts that put no space between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** What joins the parts of one word: self-paced, don’t. */
const JOINER = /^[\p{Pd}'’.]$/u;

let segmenter: Intl.Segmenter | undefined;
/** Making it takes milliseconds, and a course whose script has spaces never needs it. */
function segmentsOf(chunk: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return segmenter.segment(chunk);
}

/** Between two spaces stands one word, such as "self-paced", unless its script puts no space between words. */
function wordsIn(chunk: string): number {
  if (!/[\p{L}\p{N}]/u.test(chunk)) return 0;
  if (!UNSPACED.test(chunk)) return 1;
  let [words, inSpacedWord] = [0, false];
  for (const { segment, isWordLike } of segmentsOf(chunk)) {
    const unspaced = UNSPACED.test(segment);
    if (isWordLike && (unspaced || !inSpacedWord)) words += 1;
    inSpacedWord = !unspaced && (isWordLike === true || (inSpacedWord && JOINER.test(segment)));
  }
  return words;
}

function counted(blocks: Token[]): Token[] {
  let uncountedDepth = 0;
  return blocks.filter((block) => {
    if (block.type === 'heading') {
      const { depth, text } = block as Tokens.Heading;
      if (uncountedDepth === 0 || depth <= uncountedDepth)
        uncountedDepth = UNCOUNTED_HEADING.test(text.trim()) ? depth : 0;
    }
    return uncountedDepth === 0;
  });
}

const proseOf = (tokens: Token[]): string => tokens.map(proseOfOne).join('');

function proseOfOne(token: Token): string {
  const text = innerProse(token);
  return BLOCKS.has(token.type) || (token.type === 'text' && 'tokens' in token) ? `${text}\n` : text;
}

// The lexer's union has an open member, so a type alone does not narrow it.
function innerProse(token: Token): string {
  if (token.type === 'image' || token.type === 'html' || token.type === 'def') return '';
  if (token.type === 'list') return proseOf((token as Tokens.List).items);
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows]
      .flat()
      .map((cell) => `${proseOf(cell.tokens)}\n`)
      .join('');
  }
  if ('tokens' in token && token.tokens) return proseOf(token.tokens);
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}
