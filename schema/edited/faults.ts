/** One fault in a file that a person edits: where it is and what to write instead. */
export type Fault = { file: string; line: number; message: string };

export const faultText = (fault: Fault): string => `${fault.file}:${fault.line}: ${fault.message}`;

/** Sorts by file, then by line, as an editor works through them. */
export function sortFaults(faults: Fault[]): Fault[] {
  return [...faults].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** A package or an organization's file has faults; none of it was loaded. */
export class FaultsError extends Error {
  override readonly name = 'FaultsError';
  readonly faults: Fault[];
  constructor(faults: Fault[]) {
    super(`Nothing was imported. Correct these:\n${sortFaults(faults).map(faultText).join('\n')}`);
    this.faults = faults;
  }
}

/** `; did you mean "objectives"?`, or an empty text when no known word is close. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest && nearest.distance <= Math.max(2, Math.floor(word.length / 3))
    ? `; did you mean "${nearest.candidate}"?`
    : '';
}

/** Levenshtein's distance, for words of at most 60 letters. */
function editDistance(a: string, b: string): number {
  if (a.length > 60 || b.length > 60) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
