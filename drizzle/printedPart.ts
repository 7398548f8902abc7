const END = '<!-- End of what is printed -->';

const beginOf = (what: string): string => `<!-- Printed from ${what}: npm run schema -->`;

/** A document with what stands between its marks replaced. Throws for a document without the marks. */
export function withPrinted(text: string, what: string, printed: string): string {
  const begin = beginOf(what);
  const [before, rest, ...more] = text.split(`${begin}\n`);
  const end = rest?.indexOf(END) ?? -1;
  if (rest === undefined || end < 0 || more.length > 0) throw new Error(`The document needs ${begin} once, and ${END}`);
  return `${before}${begin}\n\n${printed}\n\n${rest.slice(end)}`;
}
