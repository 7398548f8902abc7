/** The paragraphs of a text. */
export function paragraphsOf(text: string): string[] {
  const parts = text.split(/\n\s*\n/).map((one) => one.trim());
  return parts.filter((one) => one !== '');
}
