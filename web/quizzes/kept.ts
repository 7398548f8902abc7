import type { Changes } from './rules.ts';

const keyOf = (attemptId: string): string => `attune-quiz-${attemptId}`;

/** What waited to be saved when this tab was last here. Null without anything, or where the browser refuses storage. */
export function keptOf(attemptId: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(attemptId)) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps what waits in this tab until it is saved. Where storage is refused, the page itself still has it. */
export function keep(attemptId: string, changes: Changes): void {
  try {
    if (Object.keys(changes).length === 0) sessionStorage.removeItem(keyOf(attemptId));
    else sessionStorage.setItem(keyOf(attemptId), JSON.stringify(changes));
  } catch {
    // The page has it.
  }
}
