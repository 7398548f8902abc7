import { Lexer, type Token, type TokenizerExtensionFunction, type Tokens } from 'marked';

// The server reads the same way in schema/edited/dialect.ts; test/web/dialect.test.ts holds the two together.

const footnote: TokenizerExtensionFunction = function (source) {
  const found = /^\[\^([a-z0-9-]{1,40})\]:[ \t]+([^\n]+(?:\n {2,}\S[^\n]*)*)(?:\n+|$)/.exec(source);
  if (found === null) return undefined;
  const [raw, label = '', text = ''] = found;
  const tokens: Token[] = [];
  this.lexer.inline(text.replace(/\n +/g, '\n'), tokens);
  return { type: 'footnote', raw, label, tokens };
};

const noteMark: TokenizerExtensionFunction = (source) => {
  const found = /^\[\^([a-z0-9-]{1,40})\]/.exec(source);
  return found === null ? undefined : { type: 'noteMark', raw: found[0], label: found[1] };
};

const extensions = { block: [footnote], inline: [noteMark], childTokens: {}, renderers: {} };

/** The blocks of a text in the dialect of courses. */
export const lexDialect = (text: string): Token[] => new Lexer({ gfm: true, extensions }).lex(text);

/** What a link names within the course; null for an address. */
export function linkedBy(href: string): { kind: string; id: string } | null {
  const [, kind, id] = /^(module|ref|term|claim):([a-z0-9-]+)$/.exec(href) ?? [];
  return kind === undefined || id === undefined ? null : { kind, id };
}

/** The box that a quotation begins with, and its blocks without the mark; null for a quotation. */
export function calloutOf({ tokens }: { tokens?: Token[] }): { kind: string; tokens: Token[] } | null {
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
export function shiftedAt(tokens: readonly Token[], at: number): { name: 'sub' | 'sup'; words: Tokens.Text } | null {
  const [open, words, close] = tokens.slice(at, at + 3);
  const [, name] = (open?.type === 'html' && /^<(su[bp])>$/.exec(open.raw)) || [];
  if (name === undefined || words?.type !== 'text' || close?.raw !== `</${name}>`) return null;
  return { name: name as 'sub' | 'sup', words: words as Tokens.Text };
}
