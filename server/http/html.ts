/** Markup whose values have been escaped. */
export type Html = { readonly markup: string };

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (symbol) => ESCAPES[symbol] ?? symbol);

type Value = Html | string | number | null | Html[];

/** A template that escapes its values unless they are Html already; null prints nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return {
    markup: parts.map((part, at) => part + (at < values.length ? printed(values[at] ?? null) : '')).join(''),
  };
}

function printed(value: Value): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((item) => item.markup).join('');
  return typeof value === 'object' ? value.markup : escapeText(String(value));
}
