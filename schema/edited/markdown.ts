import { Marked, type Token, type Tokens } from 'marked';
import type { Fault } from './faults.ts';

const markdown = new Marked({ gfm: true });
export const SAFE_LINK = /^(https:\/\/|mailto:|tel:)/i;
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
export const MAX_FAULTS = 100;

/** What makes a text too costly to read. */
export function sizeFaults(text: string): MarkdownFault[] {
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

/** A heading "##" of a text whose parts have places. */
export const isPart = (token: Token): token is Tokens.Heading => token.type === 'heading' && token.depth === 2;

/** Where such a text may link: to whom to call, and to its own parts, by number. */
export function placesIn(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(['#help', ...tokens.filter(isPart).map((_, at) => `#part-${at + 1}`)]);
}

const NOWHERE: ReadonlySet<string> = new Set();

/** What a course's Markdown must not contain: raw HTML, images from other hosts, links that are not https, mailto or tel, nor to a place it has. */
export function markdownFaults(text: string, { placed = false } = {}): MarkdownFault[] {
  const faults = sizeFaults(text);
  if (faults.length > 0) return faults;
  const blocks = markdown.lexer(text);
  const places = placed ? placesIn(blocks) : NOWHERE;
  let line = 1;
  for (const block of blocks) {
    const start = line;
    let from = 0;
    markdown.walkTokens([block], (token) => {
      const message = faultOf(token, places);
      if (message === null || faults.length === MAX_FAULTS) return;
      const at = Math.max(0, block.raw.indexOf(token.raw.trim(), from));
      from = at + 1;
      faults.push({ line: start + breaksIn(block.raw.slice(0, at)), message });
    });
    line += breaksIn(block.raw);
  }
  return faults;
}

/** The same for a text whose first line is line `firstLine` of its file. */
export function proseFaults(file: string, text: string, firstLine = 1, how = { placed: false }): Fault[] {
  return markdownFaults(text, how).map((fault) => ({ file, line: firstLine + fault.line - 1, message: fault.message }));
}

const breaksIn = (text: string): number => text.split('\n').length - 1;

/** Whether an address leads to what lies in the folders files/ or kit/ of a course. */
export const isOfFiles = (href: string): boolean => /^(files|kit)\//.test(href);

/** Why a picture is refused: one from elsewhere, and one that no module shows. */
export function imageFault(href: string): string {
  return /^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)
    ? 'Describe the image in words; an image from another host would tell that host who reads this.'
    : 'Put the picture into the folder files/; a module shows it with ![what it shows](files/name.svg), other texts show none.';
}
/** The sentence about raw HTML. */
export function htmlFault({ raw }: Token): string {
  return `Write this in Markdown; HTML such as ${shortened(raw)} is not allowed.`;
}

function faultOf(token: Token, places: ReadonlySet<string>): string | null {
  if (token.type === 'html') return htmlFault(token);
  if (token.type === 'image') return imageFault(String(token.href));
  return token.type === 'link' ? linkFault(String(token.href), places) : null;
}

function linkFault(href: string, places: ReadonlySet<string>): string | null {
  if (SAFE_LINK.test(href) || places.has(href)) return null;
  const here =
    places.size === 0 ? '' : ', or name a place of this page: #help, or #part-1 for its first "##" and so on';
  return `Begin the link ${shortened(href)} with https://, mailto: or tel:${here}.`;
}

/** The beginning of a text, for a sentence about it. */
export function shortened(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
