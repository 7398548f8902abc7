import { shortened } from '../../../edited/markdown.ts';
import { STAND_INS, standsFor } from './blocks.ts';
import { entityOf } from './entities.ts';

/** How Moodle reads a piece of text: `moodle` is plain words in which HTML counts. */
export type Format = 'moodle' | 'html' | 'plain' | 'markdown';
/** Prose is Markdown of several paragraphs; a line has no marks. */
type As = 'PROSE' | 'LINE';
type Text = { ok: true; text: string } | { ok: false; message: string };

const FORMAT = /^\[(moodle|html|plain|markdown)\]/;
const TAG = /<(\/?)([a-z][a-z0-9]{0,20})(?=[\s/>])[^<>]*>/iy;
const BLOCKS = ['p', 'div', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote'];
/** What looks otherwise and says nothing else. */
const LEFT_OUT = ['span', 'font', 'u', 'small', 'big', 'section', 'article'];
const EMPHASIS: Record<string, string> = { b: '**', strong: '**', i: '*', em: '*' };

/** The format of a piece of text, which the text of the question passes on to its parts, and the words after it. */
export function formatted(raw: string, inherited: Format): { format: Format; words: string } {
  const words = raw.trim();
  const found = FORMAT.exec(words);
  return found === null
    ? { format: inherited, words }
    : { format: found[1] as Format, words: words.slice(found[0].length).trim() };
}

/** A piece of GIFT in the words of a quiz file. Refuses HTML that says more than words, such as a picture. */
export function wordsOf(raw: string, inherited: Format, as: As): Text {
  const { format, words } = formatted(raw, inherited);
  if (format === 'markdown') return { ok: true, text: laid(restored(words, '\n'), as) };
  if (format === 'plain') return { ok: true, text: laid(guarded(restored(words, BREAK), as), as) };
  const reduced = withoutTags(words, as);
  return reduced.ok ? { ok: true, text: laid(reduced.text, as) } : reduced;
}

/** A line ends here: no character of a text, as the stand-ins are. */
const BREAK = '\ufdd8';

function restored(words: string, lineBreak: string): string {
  return words.replace(STAND_INS, (one) => (standsFor(one) === '\n' ? lineBreak : standsFor(one)));
}

/** Spaces and breaks in order. Every form is bounded, so that a long text costs its length. */
function laid(text: string, as: As): string {
  if (as === 'LINE') return text.replace(/[\s\u00a0\ufdd8]+/g, ' ').trim();
  return text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/[ \n]{0,3}\ufdd8[ \n]{0,3}/g, BREAK)
    .replace(/\ufdd8{2,}/g, '\n\n')
    .replace(/^\ufdd8/, '')
    .replace(/\ufdd8$/, '')
    .replaceAll(BREAK, '\\\n')
    .trim();
}

/** Keeps signs that would be marks in Markdown as they are. */
function guarded(words: string, as: As): string {
  if (as === 'LINE') return words;
  return words
    .replace(/[\\*`]|<(?=[a-z/!])|\[(?=[^[\]]{0,200}\]\()/gi, '\\$&')
    .replace(/(?<![\p{L}\p{N}_])_(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])_(?![\p{L}\p{N}_])/gu, '\\_')
    .replace(/^(?=#{1,6} |[+-] |>|[-=]{2,9} *$)/gm, '\\')
    .replace(/^(\d{1,9})(?=[.)] )/gm, '$1\\');
}

type Reduced = { out: string[]; emphasis: { mark: string; at: number } | null };

/** HTML as Markdown, tag by tag: each character is looked at once. */
function withoutTags(words: string, as: As): Text {
  const reduced: Reduced = { out: [], emphasis: null };
  let from = 0;
  const take = (to: number) => {
    const plain = words.slice(from, to).replace(/&(#?[a-z0-9]{1,31});/gi, entityOf);
    reduced.out.push(guarded(restored(plain, BREAK), as));
  };
  for (let at = words.indexOf('<'); at !== -1; at = words.indexOf('<', at + 1)) {
    TAG.lastIndex = at;
    const tag = TAG.exec(words);
    if (tag === null) continue;
    take(at);
    from = TAG.lastIndex;
    const [raw, closing, name = ''] = tag;
    if (!reduceTag(reduced, { name: name.toLowerCase(), closes: closing === '/', as }))
      return { ok: false, message: `HTML such as ${shortened(restored(raw, ' '))} is not taken along; ${INSTEAD}` };
  }
  take(words.length);
  return { ok: true, text: reduced.out.join('') };
}

const INSTEAD = 'write it in words, or leave it out here and add it to the quiz file.';

function reduceTag(reduced: Reduced, { name, closes, as }: { name: string; closes: boolean; as: As }): boolean {
  const { out } = reduced;
  const mark = EMPHASIS[name];
  if (mark !== undefined) {
    if (as === 'PROSE') emphasize(reduced, mark, closes);
  } else if (name === 'br') out.push(BREAK);
  else if (name === 'li') out.push(closes || as === 'LINE' ? ' ' : '\n- ');
  else if (BLOCKS.includes(name)) out.push('\n\n');
  else return LEFT_OUT.includes(name);
  return true;
}

/** Marks around words alone: not around spaces, and none within another. */
function emphasize(reduced: Reduced, mark: string, closes: boolean): void {
  const { out, emphasis } = reduced;
  if (!closes) reduced.emphasis ??= { mark, at: out.length };
  else if (emphasis?.mark === mark) {
    const inner = out.splice(emphasis.at).join('');
    const words = inner.trim();
    const marked = /^[\p{L}\p{N}]([^\n]*[\p{L}\p{N}])?$/u.test(words);
    out.push(marked ? inner.replace(words, () => `${mark}${words}${mark}`) : inner);
    reduced.emphasis = null;
  }
}
