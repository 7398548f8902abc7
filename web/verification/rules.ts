const SYMBOLS = 20;

/** A certificate's number as it is typed or printed, in its printed form; null when it is none. The server checks its check symbol. */
function numberOf(text: string): string | null {
  const typed = text.replaceAll(/[\s\p{Pd}]/gu, '').toUpperCase();
  return typed.length === SYMBOLS && /^[0-9A-Z]+$/.test(typed) ? (typed.match(/.{5}/g) ?? []).join('-') : null;
}

/** The number to which a code leads: a number alone, or the address of a check at this house. Any other code is none of ours. */
export function numberInCode(text: string, house: string): string | null {
  const alone = numberOf(text);
  if (alone !== null) return alone;
  if (!URL.canParse(text)) return null;
  const { origin, pathname } = new URL(text);
  const [, number] = /^\/verify\/([^/]+)\/?$/.exec(pathname) ?? [];
  return number === undefined || origin !== house ? null : numberOf(number);
}
