/** The first sentence, with a number to call, of several texts that all begin with it, and what is left of each. server/pages/services.ts does the same. */
export function saidOnce(texts: readonly string[]): { first: string | null; rest: readonly string[] } {
  const first = /^[^.]*\d[^.]*\.(?= |$)/.exec(texts[0] ?? '')?.[0];
  const alike = first !== undefined && texts.every((text) => text === first || text.startsWith(`${first} `));
  if (!alike || texts.length < 2) return { first: null, rest: texts };
  return { first, rest: texts.map((text) => text.slice(first.length + 1)) };
}

/** Where to send a text message, with what stands before and after the number; null for anything else. */
export function textedTo(inWriting: string): { before: string; number: string; digits: string; after: string } | null {
  const [, before, number] = /^(Text (?:[A-Z]+ to )?)(\d(?:[ -]?\d)+)(?![\d-])/.exec(inWriting) ?? [];
  if (before === undefined || number === undefined) return null;
  const after = inWriting.slice(before.length + number.length);
  return { before, number, digits: number.replaceAll(/\D/g, ''), after };
}
