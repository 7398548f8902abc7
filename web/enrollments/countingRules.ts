export type Counting =
  | 'CLOSED'
  | 'FINISHED'
  | 'SIGNED_OUT'
  | 'ELSEWHERE'
  | 'OFFLINE'
  | 'HIDDEN'
  | 'WAITING'
  | 'REFUSED'
  | 'ENOUGH'
  | 'STARTING'
  | 'COUNTING';

export type CountingFacts = {
  /** The round was claimed or withdrawn. */
  closed: boolean;
  finished: boolean;
  signedOut: boolean;
  elsewhere: boolean;
  online: boolean;
  visible: boolean;
  /** Why the last event had no answer. */
  unanswered: 'OFFLINE' | 'BUSY' | 'REFUSED' | null;
  /** Whether the server has confirmed the session of this tab. */
  begun: boolean;
  enough: boolean;
};

/** What the time box says. What a reader can act on stands before what is only told. */
export function countingOf(facts: CountingFacts): Counting {
  if (facts.finished) return 'FINISHED';
  if (facts.closed) return 'CLOSED';
  if (facts.signedOut) return 'SIGNED_OUT';
  if (facts.elsewhere) return 'ELSEWHERE';
  if (!facts.online || facts.unanswered === 'OFFLINE') return 'OFFLINE';
  if (facts.unanswered === 'BUSY') return 'WAITING';
  if (facts.unanswered === 'REFUSED') return 'REFUSED';
  if (!facts.visible) return 'HIDDEN';
  if (facts.enough) return 'ENOUGH';
  return facts.begun ? 'COUNTING' : 'STARTING';
}

type Answer = { __typename?: string; studySession?: { endReason: string | null } };

/** What follows from an answer to START or BEAT. Another tab that took the count keeps it until the reader says otherwise. */
export function afterAnswer(
  sent: 'START' | 'BEAT',
  answer: Answer | null,
): 'BEAT' | 'START' | 'STAY_OUT' | 'CLOSE' | 'WAIT' {
  switch (answer?.__typename) {
    case 'RecordModuleActivityPayload': {
      const reason = answer.studySession?.endReason ?? null;
      if (reason === null) return 'BEAT';
      return reason === 'REPLACED' ? 'STAY_OUT' : 'START';
    }
    case 'EnrollmentClosedError':
      return 'CLOSE';
    case 'NotFoundError':
      // The session of a beat may be unknown, after a restore for example; then a new one begins.
      return sent === 'BEAT' ? 'START' : 'WAIT';
    default:
      return 'WAIT';
  }
}

type OpenSession = { id: string; lastBeatAt: string; sameBrowser: boolean };
const LIVELY_MS = 60_000;

/**
 * Whether somebody is counting now, so that this tab asks before it takes the count. A session of this browser may be that of a tab
 * that is gone, closed or loaded anew: then the tabs are asked.
 */
export function readsElsewhere(
  open: OpenSession | null,
  here: { serverTime: string; own: ReadonlySet<string> },
): 'NO' | 'ASK_TABS' | 'YES' {
  if (open === null || here.own.has(open.id)) return 'NO';
  if (Date.parse(here.serverTime) - Date.parse(open.lastBeatAt) >= LIVELY_MS) return 'NO';
  return open.sameBrowser ? 'ASK_TABS' : 'YES';
}

/** How far the lower edge of the window is down the text, in thousandths. */
export function permilleOf(text: { top: number; height: number }, windowHeight: number): number {
  if (text.height <= 0) return 0;
  return Math.round(1000 * Math.min(1, Math.max(0, (windowHeight - text.top) / text.height)));
}

/** The block of a text where a reader stopped, by the lengths of the blocks; null at the very beginning and at the end. */
export function blockAt(lengths: readonly number[], permille: number): number | null {
  if (permille <= 20 || permille >= 980) return null;
  const all = lengths.reduce((sum, length) => sum + length, 0);
  let passed = 0;
  for (const [at, length] of lengths.entries()) {
    passed += length;
    if (passed * 1000 >= all * permille) return at;
  }
  return null;
}
