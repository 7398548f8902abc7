import type { Token, Tokens } from 'marked';
import { calloutOf, isBreak, lexed } from './dialect.ts';

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

const UNCOUNTED = new Set(['image', 'html', 'def', 'footnote', 'noteMark']);

/** The name of the way in which `countWords` counts. A version stores it with its hours, so a change of the way is a new name. */
export const WORD_COUNT =
  'version 3: words between spaces, and the words of Intl.Segmenter where a script has no spaces; footnotes and marks do not count';

/** Words of instructional prose: headings, lists and tables count; references, takeaways, footnotes, HTML and addresses do not. */
export function countWords(text: string): number {
  return proseOf(counted(lexed(text)))
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

/** The words of tokens, without marks and footnotes; blocks and cells end with a line. */
export const proseOf = (tokens: readonly Token[]): string => tokens.map(proseOfOne).join('');

function proseOfOne(token: Token): string {
  const text = innerProse(token);
  return BLOCKS.has(token.type) || (token.type === 'text' && 'tokens' in token) ? `${text}\n` : text;
}

// The lexer's union has an open member, so a type alone does not narrow it.
function innerProse(token: Token): string {
  if (isBreak(token)) return '\n';
  if (UNCOUNTED.has(token.type)) return '';
  if (token.type === 'blockquote') return proseOf(calloutOf(token as Tokens.Blockquote)?.tokens ?? token.tokens ?? []);
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
