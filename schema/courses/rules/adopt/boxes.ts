/** What others call a box, as our callouts. What has another name becomes a note. */
const KINDS: Record<string, 'NOTE' | 'CAUTION' | 'PRACTICE'> = {
  warning: 'CAUTION',
  caution: 'CAUTION',
  danger: 'CAUTION',
  important: 'CAUTION',
  challenge: 'PRACTICE',
  exercise: 'PRACTICE',
  activity: 'PRACTICE',
  discussion: 'PRACTICE',
  practice: 'PRACTICE',
};
const headOf = (name: string): string => `> [!${KINDS[name.toLowerCase()] ?? 'NOTE'}]`;

const LONGEST = 300;
const FENCE = /^ {0,3}:{3,} *\{?\.?(?<name>[a-z][a-z-]{0,30})?[^:]{0,200}:* *$/i;
const CODE = /^ {0,3}(?:`{3,}|~{3,})/;
const LOOKS = /^ {0,3}\{: ?[^{}]{0,300}\} *$/;
const NAMED = /^ {0,3}\{: ?\.(?<name>[a-z][a-z-]{0,30})/i;
const QUOTED = /^ {0,3}>/;
const CONTENTS = /^ {0,3}(?:[*-] TOC|\[TOC\]|\{: ?toc[^{}]{0,80}\}) *$/i;

/**
 * Boxes of other dialects as quotations with a callout: `::: name` of Pandoc, and `{: .name}` below a quotation, of kramdown.
 * Looks and tables of contents are left out. Code stays as it is.
 */
export function withCallouts(text: string): string {
  const kept: string[] = [];
  let [open, inCode] = [0, false];
  for (const words of text.split('\n')) {
    if (CODE.test(words)) inCode = !inCode;
    const fence = inCode || words.length > LONGEST ? null : FENCE.exec(words);
    if (fence !== null) open = fenced(kept, open, fence.groups?.name);
    else if (!inCode && LOOKS.test(words)) nameQuotation(kept, NAMED.exec(words)?.groups?.name);
    else if (inCode || !CONTENTS.test(words)) kept.push(open > 0 ? `> ${words}`.trimEnd() : words);
  }
  return kept.join('\n');
}

/** A box within another stays in it as its words. */
function fenced(kept: string[], open: number, name: string | undefined): number {
  if (name === undefined) {
    if (open === 1) kept.push('');
    return Math.max(0, open - 1);
  }
  if (open === 0) kept.push('', headOf(name));
  return open + 1;
}

function nameQuotation(kept: string[], name: string | undefined): void {
  let start = kept.length;
  while (start > 0 && QUOTED.test(kept[start - 1] ?? '')) start -= 1;
  if (start < kept.length && name !== undefined) kept.splice(start, 0, headOf(name));
}
