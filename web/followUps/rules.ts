type Question = { review: object | null };

/** The first question without an answer; their number when all are answered. */
export function nextAt(questions: readonly Question[]): number {
  const open = questions.findIndex(({ review }) => review === null);
  return open === -1 ? questions.length : open;
}
