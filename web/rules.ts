const PLACES = /^\/(?:learn|registrations)\/[^/]+/;

/** Whether two addresses are inside one round, or of one place at an event: in discreet mode a move between them makes no entry in the history. */
export function sameRound(from: string, to: string): boolean {
  const [left] = PLACES.exec(from) ?? [];
  const [right] = PLACES.exec(to) ?? [];
  return left !== undefined && left === right;
}

/** Changes of which other tabs need not hear: time is shown by its own tab, the reader's writing asks before it is replaced, and each reading of a door's list is audited. */
const QUIET = ['RecordActivity', 'KeepReflection', 'SignAtDoor', 'UndoAtDoor'];

type Sent = { name: string; variables: Record<string, unknown> };

/** The ids of what a document has changed, by what was sent and what was answered. A query, which has no input, changes nothing, nor does a refusal. */
export function changedBy({ name, variables }: Sent, answer: unknown): string[] {
  const [root] = typeof answer === 'object' && answer !== null ? Object.values(answer) : [];
  const done = typeof root === 'object' && root !== null && !('code' in root && 'message' in root);
  if (!('input' in variables) || !done || QUIET.includes(name)) return [];
  return [...new Set([...idsIn(variables), ...idsIn(answer)])];
}

function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && /(^id|Id)$/.test(key) ? [inner] : idsIn(inner),
  );
}

/** Whether a page shows any of these. */
export function shows(data: unknown, ids: readonly string[]): boolean {
  const text = JSON.stringify(data) ?? '';
  return ids.some((id) => text.includes(JSON.stringify(id)));
}
