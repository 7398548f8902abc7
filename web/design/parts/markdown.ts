import { Lexer, type Token, type Tokens } from 'marked';
import { type ComponentChildren, h as create, type VNode } from 'preact';
import { isFile, LinkedFile, ShownFile } from './files.ts';

type Make = (type: string, properties: object | null, children?: ComponentChildren) => VNode;
const h = create as unknown as Make;

const SAFE_LINK = /^(https:\/\/|mailto:|tel:)/i;

export type Block = { length: number; token: Token };

/** The blocks of a text, each with its length. */
export function blocksOf(text: string): Block[] {
  return Lexer.lex(text, { gfm: true })
    .filter(({ type }) => type !== 'space')
    .map((token) => ({ token, length: token.raw.length }));
}

/**
 * A text in Markdown as elements, never as markup: what it may not contain, such as HTML, is shown as text. `top` is the level of its
 * first heading; the block numbered `place` gets the id "place".
 */
export function Markdown({
  text,
  top = 2,
  place = null,
}: {
  text: string;
  top?: 2 | 3 | 4;
  place?: number | null;
}): VNode {
  const blocks = blocksOf(text).map(({ token }, at) =>
    at === place ? h('div', { id: 'place', tabIndex: -1, key: at }, blockOf(token, top)) : blockOf(token, top),
  );
  return h('div', { class: 'prose' }, blocks);
}

const inner = (tokens: Token[] | undefined): ComponentChildren => (tokens ?? []).map(inlineOf);

function blockOf(token: Token, top: number): ComponentChildren {
  switch (token.type) {
    case 'paragraph':
      return shown(token as Tokens.Paragraph) ?? h('p', null, inner(token.tokens));
    case 'heading':
      return heading(token as Tokens.Heading, top);
    case 'blockquote':
      return h(
        'blockquote',
        null,
        (token.tokens ?? []).map((one) => blockOf(one, top)),
      );
    case 'list':
      return list(token as Tokens.List, top);
    case 'table':
      return table(token as Tokens.Table);
    case 'hr':
      return h('hr', null);
    case 'code':
      return h('pre', { tabIndex: 0 }, h('code', null, token.text));
    case 'text':
      return token.tokens === undefined ? plain(token.text) : inner(token.tokens);
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

function heading({ depth, tokens }: Tokens.Heading, top: number): VNode {
  const level = Math.min(6, top + Math.max(0, depth - 2));
  return h(`h${level}`, null, inner(tokens));
}

function list({ ordered, items, start }: Tokens.List, top: number): VNode {
  const rows = items.map((item) =>
    h(
      'li',
      null,
      item.tokens.map((one) => blockOf(one, top)),
    ),
  );
  return ordered ? h('ol', typeof start === 'number' && start !== 1 ? { start } : null, rows) : h('ul', null, rows);
}

/** A wide table scrolls by itself, also with the keyboard. */
function table({ header, rows }: Tokens.Table): VNode {
  const head = h(
    'tr',
    null,
    header.map(({ tokens }) => (tokens.length === 0 ? h('td', null) : h('th', { scope: 'col' }, inner(tokens)))),
  );
  const body = rows.map((row) =>
    h(
      'tr',
      null,
      row.map(({ tokens }) => h('td', null, inner(tokens))),
    ),
  );
  return h('div', { class: 'table', tabIndex: 0 }, h('table', null, [h('thead', null, head), h('tbody', null, body)]));
}

function inlineOf(token: Token): ComponentChildren {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return h(token.type, null, inner(token.tokens));
    case 'codespan':
      return h('code', null, plain(token.text));
    case 'br':
      return h('br', null);
    case 'link':
      if (isFile(token.href)) return create(LinkedFile, { path: token.href }, inner(token.tokens));
      return SAFE_LINK.test(token.href)
        ? h('a', { href: token.href, rel: 'noreferrer' }, inner(token.tokens))
        : inner(token.tokens);
    case 'escape':
      return plain(token.text);
    case 'text':
      return 'tokens' in token && token.tokens !== undefined ? inner(token.tokens) : plain(token.text);
    default:
      return token.raw;
  }
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
/** The lexer escapes some symbols already. */
const plain = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
