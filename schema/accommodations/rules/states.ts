import type { AccommodationState } from '../../../drizzle/tables/accommodations.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';

/** What an answer may say. */
export const ANSWERS = ['GRANTED', 'PART', 'DECLINED'] as const satisfies readonly AccommodationState[];
export type Answer = (typeof ANSWERS)[number];

/** How many requests one registration may have, withdrawn ones too. */
export const MOST_REQUESTS = 10;
/** How many states one request may have, so that an answer can be mended, but not for ever. */
export const MOST_STATES = 20;

/** How long each text may be, in characters. */
export const LONGEST = { need: 2000, answer: 2000, reason: 1000 } as const;

type Standing = { live: boolean; over: boolean; requests: number; answerable: boolean };
export type AskDecision = { ok: true } | { ok: false; because: 'ENDED' | 'OVER' | 'TOO_MANY' | 'NOBODY_ANSWERS' };

/** Whether a request can be made for a registration: also before its seat is confirmed. */
export function mayAsk({ live, over, requests, answerable }: Standing): AskDecision {
  if (!live) return { ok: false, because: 'ENDED' };
  if (over) return { ok: false, because: 'OVER' };
  if (!answerable) return { ok: false, because: 'NOBODY_ANSWERS' };
  return requests < MOST_REQUESTS ? { ok: true } : { ok: false, because: 'TOO_MANY' };
}

type Newest = { state: AccommodationState; ordinal: number };
export type NextDecision = { ok: true } | { ok: false; because: 'CHANGED' | 'WITHDRAWN' | 'TOO_MANY' };

/** Whether an answer may follow. `basedOn` is the ordinal that its writer saw: what they did not see, they do not answer. */
export function mayAnswer({ state, ordinal }: Newest, basedOn: number): NextDecision {
  if (state === 'WITHDRAWN') return { ok: false, because: 'WITHDRAWN' };
  if (ordinal !== basedOn) return { ok: false, because: 'CHANGED' };
  // One more is left for the person, who may withdraw.
  return ordinal < MOST_STATES - 1 ? { ok: true } : { ok: false, because: 'TOO_MANY' };
}

/** Whether a mail says that there is an answer: of every event but a training only if the person wished for one, whose mailbox may be shared. */
export function isMailed({ kind, mailAnswer }: { kind: IntensiveKind; mailAnswer: boolean }): boolean {
  return kind === 'TRAINING' || mailAnswer;
}
