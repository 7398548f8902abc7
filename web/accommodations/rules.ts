/** How a request is shown: with a sign beside the word, so that color alone says nothing. */
export const SIGNS = { ASKED: '◐', GRANTED: '✓', PART: '◑', DECLINED: '✗', WITHDRAWN: '–' } as const;

type Line = { state: string; answer: string | null; reason: string | null; byName: string | null; at: string };

/** The newest line that is an answer; null before any. */
export function answerOf<One extends Line>(states: readonly One[]): One | null {
  return states.findLast(({ answer }) => answer !== null) ?? null;
}

type Days = { fromOn: string | null; untilOn: string | null };

/** Whether the first day comes after the last. */
export function isBackwards({ fromOn, untilOn }: Days): boolean {
  return fromOn !== null && untilOn !== null && fromOn > untilOn;
}

/** What was typed into a field; null when it is empty. */
export function typed(form: FormData, name: string): string | null {
  const text = String(form.get(name) ?? '').trim();
  return text === '' ? null : text;
}
