type Front = { position?: number; for?: string; more?: string };

/** A printable sheet as its file has it. Its text begins at line 7, or at line 8 with more in front. */
export function sheetText(text: string, { position = 1, for: reader = 'BOTH', more }: Front): string {
  const front = ['title: A sheet', `position: ${position}`, `for: ${reader}`, ...(more === undefined ? [] : [more])];
  return `---\n${front.join('\n')}\n---\n\n${text}\n`;
}
