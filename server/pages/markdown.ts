import { Marked, type Token, type Tokens } from 'marked';
import { type Html, html } from '../http/html.ts';
import { type FileOfPage, figure, fileLink } from './files.ts';

const markdown = new Marked({ gfm: true });
const SAFE_LINK = /^(https:\/\/|mailto:|tel:)/i;

/**
 * Markdown of a course, an event or a policy as markup. What it may not contain, such as HTML, is shown as text. `top` is the level
 * of its first heading; of `files`, pictures are shown and documents linked.
 */
export function markdownHtml(text: string, top = 2, files: readonly FileOfPage[] = []): Html {
  return joined(markdown.lexer(text).map((token) => shown(token, files) ?? block(token, top)));
}

const joined = (parts: Html[]): Html => html`${parts}`;
const inner = (tokens: Token[] | undefined): Html => joined((tokens ?? []).map(inline));

function block(token: Token, top: number): Html {
  switch (token.type) {
    case 'paragraph':
      return html`<p>${inner(token.tokens)}</p>\n`;
    case 'heading':
      return heading(token as Tokens.Heading, top);
    case 'blockquote':
      return html`<blockquote>${joined((token.tokens ?? []).map((one) => block(one, top)))}</blockquote>\n`;
    case 'list':
      return list(token as Tokens.List, top);
    case 'table':
      return table(token as Tokens.Table);
    case 'hr':
      return html`<hr>\n`;
    case 'text':
      return token.tokens === undefined ? html`${token.text}` : inner(token.tokens);
    case 'space':
      return html``;
    default:
      return html`<p>${token.raw}</p>\n`;
  }
}

/** A paragraph that is a picture of the course, or that links one of its documents. */
function shown(token: Token, files: readonly FileOfPage[]): Html | null {
  const parts = token.type === 'paragraph' ? (token.tokens ?? []) : [];
  const [only] = parts;
  if (only?.type === 'image' && parts.length === 1) {
    const { href, text, title } = only as Tokens.Image;
    return figure(files, { path: href, alternative: unescaped(text), caption: title && unescaped(title) });
  }
  const linked = (part: Token) => (part.type === 'link' ? fileLink(files, part.href, inner(part.tokens)) : null);
  if (!parts.some((part) => linked(part) !== null)) return null;
  return html`<p>${joined(parts.map((part) => linked(part) ?? inline(part)))}</p>\n`;
}

function heading({ depth, tokens }: Tokens.Heading, top: number): Html {
  const text = inner(tokens);
  const level = Math.min(6, top + Math.max(0, depth - 2));
  if (level <= 2) return html`<h2>${text}</h2>\n`;
  return level === 3 ? html`<h3>${text}</h3>\n` : html`<h4>${text}</h4>\n`;
}

function list({ ordered, items }: Tokens.List, top: number): Html {
  const rows = joined(items.map((item) => html`<li>${joined(item.tokens.map((one) => block(one, top)))}</li>\n`));
  return ordered ? html`<ol>${rows}</ol>\n` : html`<ul>${rows}</ul>\n`;
}

function table({ header, rows }: Tokens.Table): Html {
  // A corner without words is no heading.
  const head = joined(
    header.map(({ text, tokens }) => (text === '' ? html`<td></td>` : html`<th scope="col">${inner(tokens)}</th>`)),
  );
  const body = rows.map((row) => html`<tr>${row.map(({ tokens }) => html`<td>${inner(tokens)}</td>`)}</tr>\n`);
  return html`<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>\n`;
}

function inline(token: Token): Html {
  switch (token.type) {
    case 'strong':
      return html`<strong>${inner(token.tokens)}</strong>`;
    case 'em':
      return html`<em>${inner(token.tokens)}</em>`;
    case 'del':
      return html`<del>${inner(token.tokens)}</del>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'br':
      return html`<br>`;
    case 'link':
      return SAFE_LINK.test(token.href)
        ? html`<a href="${token.href}" rel="noreferrer">${inner(token.tokens)}</a>`
        : inner(token.tokens);
    case 'escape':
      return html`${unescaped(token.text)}`;
    case 'text':
      return 'tokens' in token ? inner(token.tokens) : html`${unescaped(token.text)}`;
    default:
      return html`${token.raw}`;
  }
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
/** The lexer escapes some symbols already, and html escapes each again. */
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
