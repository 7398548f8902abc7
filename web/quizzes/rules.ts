/** An answer as the API takes and shows it; null where there is none. */
export type Answer = {
  optionIds: string[] | null;
  orderedIds: string[] | null;
  pairs: { leftId: string; rightId: string }[] | null;
} | null;

const NOTHING = { optionIds: null, orderedIds: null, pairs: null };

/** The answer after a box or a radio was changed; null when nothing is chosen any more. */
export function chosen(answer: Answer, optionId: string, on: boolean, several: boolean): Answer {
  const others = several ? (answer?.optionIds ?? []).filter((id) => id !== optionId) : [];
  const optionIds = on ? [...others, optionId] : others;
  return optionIds.length === 0 ? null : { ...NOTHING, optionIds };
}

/** The answer after a left side got a partner, or lost it with null. */
export function paired(answer: Answer, leftId: string, rightId: string | null): Answer {
  const others = (answer?.pairs ?? []).filter((pair) => pair.leftId !== leftId);
  const pairs = rightId === null ? others : [...others, { leftId, rightId }];
  return pairs.length === 0 ? null : { ...NOTHING, pairs };
}

/** An order as the answer to a question. */
export const ordered = (orderedIds: readonly string[]): Answer => ({ ...NOTHING, orderedIds: [...orderedIds] });

/** A question as far as it decides what is open. */
export type Asked = { id: string; position: number; type: string; lefts: readonly { id: string }[] };

/** What is still open in an attempt: questions without an answer, and those whose pairs are not all made. */
export function openIn(
  questions: readonly Asked[],
  answers: Readonly<Record<string, Answer>>,
): { unanswered: Asked[]; partly: Asked[] } {
  const unanswered = questions.filter(({ id }) => (answers[id] ?? null) === null);
  const partly = questions.filter(({ id, type, lefts }) => {
    const pairs = answers[id]?.pairs?.length ?? 0;
    return type === 'MATCHING' && pairs > 0 && pairs < lefts.length;
  });
  return { unanswered, partly };
}

export type Left = { count: number; unit: 'minute' | 'second' };

/** Time in words: whole minutes, never more than there are, and seconds in the last minute. */
export function timeLeft(seconds: number): Left {
  const whole = Math.max(0, Math.floor(seconds));
  return whole < 60 ? { count: whole, unit: 'second' } : { count: Math.floor(whole / 60), unit: 'minute' };
}

const SPOKEN_AT = [600, 300, 60];

/** What is said aloud when the time falls from one moment to the next; null nearly always. */
export function spokenTime(before: number, now: number): Left | null {
  const passed = SPOKEN_AT.filter((mark) => before > mark && now <= mark).at(-1);
  return passed === undefined ? null : timeLeft(passed);
}

/** Seconds left, by how long ago the server said how many there were. Of two clocks the one that went further counts. */
export function remaining(secondsLeft: number, elapsedMs: readonly number[]): number {
  return Math.max(0, secondsLeft - Math.max(0, ...elapsedMs) / 1000);
}

export type SavedState = { state: 'EMPTY' | 'SAVING' | 'WAITING' } | { state: 'SAVED'; at: string };

/** How one answer is kept. */
export function savedState(facts: { waits: boolean; trouble: boolean; savedAt: string | null }): SavedState {
  if (facts.waits) return { state: facts.trouble ? 'WAITING' : 'SAVING' };
  return facts.savedAt === null ? { state: 'EMPTY' } : { state: 'SAVED', at: facts.savedAt };
}

/** An answer that waits to be saved, with its place in the order of saves of its question. */
export type Change = { answer: Answer; sequence: number };
export type Changes = Readonly<Record<string, Change>>;

/** Of what waited in the tab before, what the server has not seen. */
export function stillUnsent(
  kept: unknown,
  questions: readonly { id: string; sequence: number | null }[],
): Record<string, Change> {
  if (typeof kept !== 'object' || kept === null) return {};
  const found = questions.flatMap(({ id, sequence }) => {
    const change = (kept as Record<string, unknown>)[id];
    return isChange(change) && change.sequence > (sequence ?? -1) ? [[id, change] as const] : [];
  });
  return Object.fromEntries(found);
}

const isChange = (value: unknown): value is Change =>
  typeof value === 'object' && value !== null && 'answer' in value && Number.isInteger((value as Change).sequence);

/** What waits after a save: everything but what was sent and has not changed since. */
export function afterSave(waiting: Changes, sent: Changes): Record<string, Change> {
  return Object.fromEntries(Object.entries(waiting).filter(([id, change]) => sent[id]?.sequence !== change.sequence));
}

type Attempt = { id: string; submittedAt: string | null; passed: boolean | null; quiz: { id: string } };
type Quiz = {
  id: string;
  passed: boolean;
  openNow: boolean;
  openAttempt: { id: string } | null;
  latestAttempt: Attempt | null;
};
export type Stage = 'RUNNING' | 'PASSED' | 'FAILED' | 'BEFORE';

/** What the page of a quiz shows: the attempt in which one answers, the result of the last one, or what one is about to begin. */
export function stageOf({ id, openAttempt, latestAttempt }: Quiz): Stage {
  if (latestAttempt === null || latestAttempt.quiz.id !== id) return 'BEFORE';
  if (latestAttempt.submittedAt === null) return openAttempt?.id === latestAttempt.id ? 'RUNNING' : 'BEFORE';
  return latestAttempt.passed === true ? 'PASSED' : 'FAILED';
}

type OfModule = { correctCount: number; questionCount: number };

/** Of what was asked about each module, what fell short of the mark. */
export function weakModules<Module extends OfModule>(byModule: readonly Module[], passPercent: number): Module[] {
  return byModule.filter(({ correctCount, questionCount }) => correctCount < rightNeeded(questionCount, passPercent));
}

/** How many answers must be right. */
export function rightNeeded(questions: number, passPercent: number): number {
  return Math.ceil((questions * passPercent) / 100);
}
