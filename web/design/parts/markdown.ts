import { Lexer, type Token, type Tokens } from 'marked';
import { type ComponentChildren, h as create, type VNode } from 'preact';
import { isFile, LinkedFile, ShownFile } from './files.ts';

type Make = (type: string, properties: object | null, children?: ComponentChildren) => VNode;
export const h = create as unknown as Make;

const SAFE_LINK = /^(https:\/\/|mailto:|tel:)/i;

export type Block = { length: number; token: Token };
/** How Markdown shows what stands in something that a dialect shows. */
export type Show = {
  inner: (tokens: Token[] | undefined) => ComponentChildren;
  blocks: (tokens: Token[]) => ComponentChildren;
};

/** What a text may have beside Markdown. It is made anew for each time that a text is shown, and may count what it has shown. */
export type Dialect = {
  /** Told of the whole text before any of it is shown. */
  begin: (tokens: Token[]) => void;
  /** A block as the dialect shows it; undefined for what Markdown alone shows. */
  block: (token: Token, show: Show) => ComponentChildren | undefined;
  /** The same for words at a place among others, with how many tokens they are. */
  inline: (tokens: Token[], at: number, show: Show) => { node: ComponentChildren; taken: number } | undefined;
  /** What stands below the text. */
  below: (show: Show) => ComponentChildren;
};
/** The level of the first heading, and the dialect. */
type How = { top: number; dialect: Dialect | null };

/** The blocks of a text, each with its length. What stands below the text is none. */
export function blocksOf(text: string, lex: (text: string) => Token[] = lexPlain): Block[] {
  return shownOf(lex(text));
}

function shownOf(tokens: Token[]): Block[] {
  return tokens
    .filter(({ type }) => type !== 'space' && type !== 'footnote')
    .map((token) => ({ token, length: token.raw.length }));
}

const lexPlain = (text: string): Token[] => Lexer.lex(text, { gfm: true });

/**
 * A text in Markdown as elements, never as markup: what it may not contain, such as HTML, is shown as text. `top` is the level of its
 * first heading; the block numbered `place` gets the id "place".
 */
export function Markdown({
  text,
  top = 2,
  place = null,
  lex = lexPlain,
  dialect = () => null,
}: {
  text: string;
  top?: 2 | 3 | 4;
  place?: number | null;
  lex?: (text: string) => Token[];
  dialect?: () => Dialect | null;
}): VNode {
  const how = { top, dialect: dialect() };
  const tokens = lex(text);
  how.dialect?.begin(tokens);
  const blocks = shownOf(tokens).map(({ token }, at) =>
    at === place ? h('div', { id: 'place', tabIndex: -1, key: at }, blockOf(token, how)) : blockOf(token, how),
  );
  return h('div', { class: 'prose' }, [...blocks, how.dialect?.below(showing(how))]);
}

const showing = (how: How): Show => ({
  inner: (tokens) => inner(tokens, how),
  blocks: (tokens) => tokens.map((one) => blockOf(one, how)),
});

function inner(tokens: Token[] | undefined, how: How): ComponentChildren {
  const shown: ComponentChildren[] = [];
  for (let at = 0; at < (tokens?.length ?? 0); ) {
    const special = how.dialect?.inline(tokens ?? [], at, showing(how));
    shown.push(special === undefined ? inlineOf(tokens?.[at] as Token, how) : special.node);
    at += special?.taken ?? 1;
  }
  return shown;
}

function blockOf(token: Token, how: How): ComponentChildren {
  const special = how.dialect?.block(token, showing(how));
  if (special !== undefined) return special;
  switch (token.type) {
    case 'paragraph':
      return shown(token as Tokens.Paragraph) ?? h('p', null, inner(token.tokens, how));
    case 'heading':
      return heading(token as Tokens.Heading, how);
    case 'blockquote':
      return h(
        'blockquote',
        null,
        (token.tokens ?? []).map((one) => blockOf(one, how)),
      );
    case 'list':
      return list(token as Tokens.List, how);
    case 'table':
      return table(token as Tokens.Table, how);
    case 'hr':
      return h('hr', null);
    case 'code':
      return h('pre', { tabIndex: 0 }, h('code', null, token.text));
    case 'text':
      return token.tokens === undefined ? plain(token.text) : inner(token.tokens, how);
    case 'space':
      return null;
    default:
      return h('p', null, token.raw);
  }
}

/** A picture or a recording of the course, which is a paragraph of its own. */
function shown({ tokens }: Tokens.Paragraph): ComponentChildren {
  const [only] = tokens;
  if (tokens.length !== 1 || only?.type !== 'image' || !isFile(only.href)) return null;
  return create(ShownFile, {
    path: only.href,
    alternative: plain(only.text),
    caption: only.title && plain(only.title),
  });
}

function heading({ depth, tokens }: Tokens.Heading, how: How): VNode {
  const level = Math.min(6, how.top + Math.max(0, depth - 2));
  return h(`h${level}`, null, inner(tokens, how));
}

function list({ ordered, items, start }: Tokens.List, how: How): VNode {
  const rows = items.map((item) =>
    h(
      'li',
      null,
      item.tokens.map((one) => blockOf(one, how)),
    ),
  );
  return ordered ? h('ol', typeof start === 'number' && start !== 1 ? { start } : null, rows) : h('ul', null, rows);
}

/** A wide table scrolls by itself, also with the keyboard. */
function table({ header, rows }: Tokens.Table, how: How): VNode {
  const head = h(
    'tr',
    null,
    header.map(({ tokens }) => (tokens.length === 0 ? h('td', null) : h('th', { scope: 'col' }, inner(tokens, how)))),
  );
  const body = rows.map((row) =>
    h(
      'tr',
      null,
      row.map(({ tokens }) => h('td', null, inner(tokens, how))),
    ),
  );
  return h('div', { class: 'table', tabIndex: 0 }, h('table', null, [h('thead', null, head), h('tbody', null, body)]));
}

function inlineOf(token: Token, how: How): ComponentChildren {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return h(token.type, null, inner(token.tokens, how));
    case 'codespan':
      return h('code', null, plain(token.text));
    case 'br':
      return h('br', null);
    case 'link':
      if (isFile(token.href)) return create(LinkedFile, { path: token.href }, inner(token.tokens, how));
      return SAFE_LINK.test(token.href)
        ? h('a', { href: token.href, rel: 'noreferrer' }, inner(token.tokens, how))
        : inner(token.tokens, how);
    case 'escape':
      return plain(token.text);
    case 'text':
      return 'tokens' in token && token.tokens !== undefined ? inner(token.tokens, how) : plain(token.text);
    default:
      return token.raw;
  }
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
/** The lexer escapes some symbols already. */
export function plain(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
