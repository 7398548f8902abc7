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
  return blocksHtml(lexedPlain(text), { top, dialect: null, files });
}

/** The parts of Markdown alone. */
export const lexedPlain = (text: string): Token[] => markdown.lexer(text);

/** How Markdown shows what stands in something that a dialect shows. */
export type Show = { inner: (tokens: Token[] | undefined) => Html; blocks: (tokens: Token[]) => Html };
/** What a text has beside Markdown; undefined for what Markdown alone shows. */
export type Dialect = {
  block: (token: Token, show: Show) => Html | undefined;
  inline: (tokens: Token[], at: number, show: Show) => { shown: Html; taken: number } | undefined;
};
type How = { top: number; dialect: Dialect | null; files: readonly FileOfPage[] };

/** Blocks as markup. */
export const blocksHtml = (tokens: Token[], how: How): Html => joined(tokens.map((token) => block(token, how)));
/** How the parts of blocks and words are shown. */
export function showing(how: How): Show {
  return { inner: (tokens) => inner(tokens, how), blocks: (tokens) => blocksHtml(tokens, how) };
}

export const joined = (parts: Html[]): Html => html`${parts}`;

function inner(tokens: Token[] = [], how: How): Html {
  const parts: Html[] = [];
  for (let at = 0; at < tokens.length; ) {
    const special = how.dialect?.inline(tokens, at, showing(how));
    parts.push(special?.shown ?? inline(tokens[at] as Token, how));
    at += special?.taken ?? 1;
  }
  return joined(parts);
}

function block(token: Token, how: How): Html {
  const special = how.dialect?.block(token, showing(how));
  if (special !== undefined) return special;
  switch (token.type) {
    case 'paragraph':
      return pictured(token as Tokens.Paragraph, how.files) ?? html`<p>${inner(token.tokens, how)}</p>\n`;
    case 'heading':
      return heading(token as Tokens.Heading, how);
    case 'blockquote':
      return html`<blockquote>${joined((token.tokens ?? []).map((one) => block(one, how)))}</blockquote>\n`;
    case 'list':
      return list(token as Tokens.List, how);
    case 'table':
      return table(token as Tokens.Table, how);
    case 'hr':
      return html`<hr>\n`;
    case 'code':
      return html`<pre tabindex="0"><code>${token.text}</code></pre>\n`;
    case 'text':
      return token.tokens === undefined ? html`${token.text}` : inner(token.tokens, how);
    case 'space':
      return html``;
    default:
      return html`<p>${token.raw}</p>\n`;
  }
}

/** A paragraph that is a picture of the course. */
function pictured({ tokens }: Tokens.Paragraph, files: readonly FileOfPage[]): Html | null {
  const [only] = tokens;
  if (only?.type !== 'image' || tokens.length !== 1) return null;
  const { href, text, title } = only as Tokens.Image;
  return figure(files, { path: href, alternative: unescaped(text), caption: title && unescaped(title) });
}

function heading({ depth, tokens }: Tokens.Heading, how: How): Html {
  const text = inner(tokens, how);
  const level = Math.min(6, how.top + Math.max(0, depth - 2));
  if (level <= 2) return html`<h2>${text}</h2>\n`;
  return level === 3 ? html`<h3>${text}</h3>\n` : html`<h4>${text}</h4>\n`;
}

function list({ ordered, items }: Tokens.List, how: How): Html {
  const rows = joined(items.map((item) => html`<li>${joined(item.tokens.map((one) => block(one, how)))}</li>\n`));
  return ordered ? html`<ol>${rows}</ol>\n` : html`<ul>${rows}</ul>\n`;
}

function table({ header, rows }: Tokens.Table, how: How): Html {
  // A corner without words is no heading.
  const head = joined(
    header.map(({ text, tokens }) =>
      text === '' ? html`<td></td>` : html`<th scope="col">${inner(tokens, how)}</th>`,
    ),
  );
  const body = rows.map((row) => html`<tr>${row.map(({ tokens }) => html`<td>${inner(tokens, how)}</td>`)}</tr>\n`);
  return html`<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>\n`;
}

function inline(token: Token, how: How): Html {
  switch (token.type) {
    case 'strong':
      return html`<strong>${inner(token.tokens, how)}</strong>`;
    case 'em':
      return html`<em>${inner(token.tokens, how)}</em>`;
    case 'del':
      return html`<del>${inner(token.tokens, how)}</del>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'br':
      return html`<br>`;
    case 'link':
      return (
        fileLink(how.files, token.href, inner(token.tokens, how)) ??
        (SAFE_LINK.test(token.href)
          ? html`<a href="${token.href}" rel="noreferrer">${inner(token.tokens, how)}</a>`
          : inner(token.tokens, how))
      );
    case 'escape':
      return html`${unescaped(token.text)}`;
    case 'text':
      return 'tokens' in token ? inner(token.tokens, how) : html`${unescaped(token.text)}`;
    default:
      return html`${token.raw}`;
  }
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
/** The lexer escapes some symbols already, and html escapes each again. */
export function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
