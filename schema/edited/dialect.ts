import { Marked, type Token, type TokenizerExtension, type Tokens } from 'marked';

/** A way of writing that a course's text has, the tokens that it becomes, an example, and what readers see. */
type Form = { name: string; tokens: readonly string[]; write: string; shown: string };

/** What a version stores whose texts are in this dialect. Those from before it are Markdown alone, and are shown as ever. */
export const DIALECT_NUMBER = 2;

/** The dialect of a course's text. A token that no row names is refused; `docs/guides/courses.md` prints the rows. */
export const DIALECT: readonly Form[] = [
  {
    name: 'paragraph, line break',
    tokens: ['paragraph', 'text', 'escape', 'space', 'br'],
    write: 'an empty line; two spaces or `\\` at the end of a line',
    shown: 'a paragraph; a new line within it',
  },
  { name: 'heading', tokens: ['heading'], write: '`## Words`, `### Words`', shown: 'a heading' },
  {
    name: 'emphasis',
    tokens: ['em', 'strong', 'del'],
    write: '`*so*`, `**so**`, `~~so~~`',
    shown: 'slanted, bold, struck',
  },
  { name: 'list', tokens: ['list', 'list_item'], write: '`- one`, `1. one`', shown: 'a list' },
  { name: 'quotation', tokens: ['blockquote'], write: '`> words`', shown: 'a quotation' },
  {
    name: 'table',
    tokens: ['table'],
    write: '`| a | b |` below `| - | - |`',
    shown: 'a table; `<br>` breaks a line in a cell',
  },
  { name: 'code', tokens: ['code', 'codespan'], write: 'between backticks', shown: 'the words as they stand' },
  { name: 'rule', tokens: ['hr'], write: '`---`', shown: 'a line' },
  {
    name: 'web link',
    tokens: ['link', 'def'],
    write: '`[words](https://example.org/)`, also `mailto:` and `tel:`',
    shown: 'a link',
  },
  {
    name: 'picture, recording',
    tokens: ['image'],
    write: '`![what it shows](files/loop.svg "Caption")`, in a paragraph of its own',
    shown: 'the picture with its caption, or the recording with captions and transcript',
  },
  {
    name: 'document',
    tokens: [],
    write: '`[The printable kit](files/kit.pdf)`',
    shown: 'a link with kind and size',
  },
  {
    name: 'sheet to print',
    tokens: [],
    write: '`[Safety plan](kit/safety-plan.pdf)`, of all sheets `kit/kit.pdf`',
    shown: 'a link to the sheet of kit/safety-plan.md, drawn for A4, with kind and size',
  },
  {
    name: 'link to a module',
    tokens: [],
    write: '`[screening](module:screening)`',
    shown: 'a link to the module with this id',
  },
  {
    name: 'source',
    tokens: [],
    write: '`[Gordon et al., 2004](ref:gordon-2004)`',
    shown: 'a button that opens the reference with its DOI or address',
  },
  {
    name: 'term',
    tokens: [],
    write: '`[window](term:window-of-tolerance)`',
    shown: 'a button that opens its meaning in `glossary` of course.yaml',
  },
  {
    name: 'claim',
    tokens: [],
    write: '`[Words that claim something](claim:couples-align)`',
    shown: 'the words with a mark of their evidence, which opens sources and what would change it',
  },
  {
    name: 'callout',
    tokens: [],
    write: '`> [!NOTE]`, `> [!CAUTION]` or `> [!PRACTICE]`, then `> words`',
    shown: 'a box that says Note, Caution or Try it',
  },
  {
    name: 'footnote',
    tokens: ['footnote', 'noteMark'],
    write: '`words[^x]`, and `[^x]: The note.` on a line of its own',
    shown: 'a number, and the note at the end of the module',
  },
  {
    name: 'below, above',
    tokens: [],
    write: '`H<sub>2</sub>O`, `r<sup>2</sup>`',
    shown: 'letters below or above the line',
  },
  {
    name: 'comment',
    tokens: [],
    write: '`<!-- for editors -->` on lines of its own',
    shown: 'nothing: it stays in the folder, and is not stored, sent, counted, hashed or exported',
  },
];

/** Boxes that a quotation may become. */
export const CALLOUTS = ['NOTE', 'CAUTION', 'PRACTICE'] as const;
/** What a link may name within the course. */
export const LINKED = ['module', 'ref', 'term', 'claim'] as const;
export type Linked = { kind: (typeof LINKED)[number]; id: string };

/** Reads `[^x]: note`. A note goes on in lines that begin with two spaces. It has no `start`: looking ahead would cost the square. */
const footnote: TokenizerExtension = {
  name: 'footnote',
  level: 'block',
  tokenizer(source) {
    const found = /^\[\^([a-z0-9-]{1,40})\]:[ \t]+([^\n]+(?:\n {2,}\S[^\n]*)*)(?:\n+|$)/.exec(source);
    if (found === null) return undefined;
    const [raw, label = '', text = ''] = found;
    const tokens: Token[] = [];
    this.lexer.inline(text.replace(/\n +/g, '\n'), tokens);
    return { type: 'footnote', raw, label, tokens };
  },
};

const noteMark: TokenizerExtension = {
  name: 'noteMark',
  level: 'inline',
  tokenizer(source) {
    const found = /^\[\^([a-z0-9-]{1,40})\]/.exec(source);
    return found === null ? undefined : { type: 'noteMark', raw: found[0], label: found[1] };
  },
};

const marked = new Marked({ gfm: true }, { extensions: [footnote, noteMark] });

/** The blocks of a course's text. */
export const lexed = (text: string): Token[] => marked.lexer(text);

/** What a link names within the course; null for an address. */
export function linkedBy(href: string): Linked | null {
  const [, kind, id] = /^(module|ref|term|claim):([a-z0-9-]+)$/.exec(href) ?? [];
  return kind === undefined || id === undefined ? null : { kind: kind as Linked['kind'], id };
}

export type Callout = { kind: string; tokens: Token[] };

/** The box that a quotation begins with, and its blocks without the mark; null for a quotation. */
export function calloutOf({ tokens }: { tokens?: Token[] }): Callout | null {
  const [first, ...rest] = tokens ?? [];
  const words = first?.type === 'paragraph' ? (first as Tokens.Paragraph).tokens : [];
  const [mark, ...more] = words;
  const [raw, kind] = (mark?.type === 'text' && /^\[!([A-Za-z]+)\][ \t]*(?:\n|$)/.exec(mark.raw)) || [];
  if (first === undefined || mark === undefined || raw === undefined || kind === undefined) return null;
  const left = mark.raw.slice(raw.length);
  const shown = left === '' ? more : [{ ...mark, raw: left, text: left }, ...more];
  return { kind, tokens: shown.length === 0 ? rest : [{ ...first, tokens: shown }, ...rest] };
}

export const isBreak = (token: Token): boolean => token.type === 'html' && /^<br ?\/?>$/.test(token.raw);

/** Letters below or above the line that begin at a place of a list of tokens: `<sub>`, plain words, `</sub>`. */
export function shiftedAt(tokens: readonly Token[], at: number): { name: 'sub' | 'sup'; words: Token } | null {
  const [open, words, close] = tokens.slice(at, at + 3);
  const [, name] = (open?.type === 'html' && /^<(su[bp])>$/.exec(open.raw)) || [];
  if (name === undefined || words?.type !== 'text' || close?.raw !== `</${name}>`) return null;
  return { name: name as 'sub' | 'sup', words };
}

/** The blocks, cells or words within a token, in the order in which they stand. */
export function within(token: Token): Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].flat().flatMap(({ tokens }) => tokens);
  }
  return 'tokens' in token && token.tokens ? token.tokens : [];
}
