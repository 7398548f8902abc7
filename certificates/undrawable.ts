import { drawableText } from './fonts/drawable.ts';
import { UndrawableFacts } from './pdf.ts';

/** Throws UndrawableFacts, which names the characters, when no embedded font can draw one of these texts. `what` begins its sentence. */
export function requireDrawable(texts: readonly string[], what: string): void {
  const cannot = new Set(texts.flatMap(undrawable));
  if (cannot.size === 0) return;
  const points = [...cannot].map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  throw new UndrawableFacts(`${what} has characters that no embedded font can draw: ${points.join(', ')}.`);
}

function undrawable(text: string): readonly string[] {
  const drawable = text === '' ? ({ ok: true } as const) : drawableText(text);
  return drawable.ok ? [] : drawable.characters;
}
