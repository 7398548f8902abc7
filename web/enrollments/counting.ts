import { ask, UnansweredError } from '../ask.ts';
import { RecordActivity, type RecordActivityMutation } from '../graphql/generated.ts';
import { whenLeaving } from '../leave.ts';
import { afterAnswer, type readsElsewhere } from './countingRules.ts';
import { anyTabReads, holdReading } from './reading.ts';

/** What the counter knows; the page says it in words. */
export type Told = {
  begun: boolean;
  elsewhere: boolean;
  visible: boolean;
  closed: boolean;
  unanswered: 'OFFLINE' | 'BUSY' | 'REFUSED' | null;
};

export type Counter = {
  /** Takes the count from the other tab. */
  goOnHere(): void;
  /** Notes how far the reader has come; the next event says so. */
  readTo(permille: number): void;
  /** Says now what was read and counted, before something that depends on it; answers whether the server heard it. */
  sayNow(): Promise<boolean>;
  end(): void;
};

type Answer = RecordActivityMutation['recordModuleActivity'];
type Counted = {
  enrollmentId: string;
  moduleId: string;
  furthest: number;
  elsewhere: ReturnType<typeof readsElsewhere>;
  tell: (told: Partial<Told>) => void;
  /** Shows what an answer says of the module. */
  take: (answer: RecordActivityMutation) => void;
};

/** The sessions that this tab began, so that it knows its own count from that of another. */
export const ownSessions = new Set<string>();

const BEAT_MS = 20_000;
const REFUSED_MS = 60_000;

/**
 * Counts the time of a module while the page is visible: START, a BEAT as often as the server says, STOP when the page is hidden, left
 * or closed. The server counts by its own clock; what is lost on the way, the next beat makes good up to a minute.
 */
export function countTime({ enrollmentId, moduleId, tell, take, ...from }: Counted): Counter {
  let session: string | null = null;
  let asking: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [furthest, elsewhere, ended] = [from.furthest, from.elsewhere !== 'NO', false];
  let release = () => {};
  let [everyMs, answered] = [BEAT_MS, false];
  const aborter = new AbortController();
  const wanted = () => !ended && !elsewhere && document.visibilityState === 'visible';

  const send = (activity: 'START' | 'BEAT' | 'STOP', studySessionId: string | null, keepalive = false) =>
    ask(
      RecordActivity,
      { input: { enrollmentId, moduleId, activity, studySessionId, positionPermille: furthest } },
      keepalive ? { keepalive } : { signal: aborter.signal },
    );

  const next = (ms: number) => {
    clearTimeout(timer);
    if (wanted()) timer = setTimeout(() => void beat(), ms);
  };

  /** One event at a time: an answer that is waited for, also while the person signs in again, is not asked for twice. */
  function beat(): Promise<void> {
    asking ??= once().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function once(): Promise<void> {
    clearTimeout(timer);
    answered = false;
    if (!wanted()) return;
    const [sent, of] = [session === null ? ('START' as const) : ('BEAT' as const), session];
    try {
      const answer = await send(sent, of);
      if (sent === 'BEAT' && session !== of) return next(0);
      answered = true;
      tell({ unanswered: null });
      take(answer);
      heard(sent, answer.recordModuleActivity);
    } catch (error) {
      if (ended) return;
      const { why, waitMs } = error instanceof UnansweredError ? error : new UnansweredError('OFFLINE', '');
      tell({ unanswered: why });
      next(waitMs ?? (why === 'REFUSED' ? REFUSED_MS : everyMs));
    }
  }

  function heard(sent: 'START' | 'BEAT', answer: Answer): void {
    const then = afterAnswer(sent, answer);
    if (answer?.__typename === 'RecordModuleActivityPayload') {
      everyMs = answer.beatEverySeconds * 1000;
      session = then === 'BEAT' ? answer.studySession.id : null;
      if (session !== null) ownSessions.add(session);
    } else session = null;
    // Without a gap in which another tab would find nobody.
    const before = release;
    release = session === null ? () => {} : holdReading();
    before();
    tell({ begun: session !== null });
    if (then === 'CLOSE') {
      ended = true;
      tell({ closed: true });
    }
    if (then === 'STAY_OUT') {
      elsewhere = true;
      tell({ elsewhere });
    }
    if (then === 'WAIT') tell({ unanswered: 'REFUSED' });
    // Hidden or left while START was under way.
    if (session !== null && !wanted()) void stop();
    else next(then === 'START' ? 0 : then === 'WAIT' ? REFUSED_MS : everyMs);
  }

  /** The page may be gone before its answer. */
  async function stop(): Promise<void> {
    clearTimeout(timer);
    release();
    if (session === null) return;
    const of = session;
    session = null;
    tell({ begun: false });
    await send('STOP', of, true).then(take, () => {});
  }

  const seen = () => {
    const visible = document.visibilityState === 'visible';
    tell({ visible });
    if (visible) void beat();
    else void stop();
  };
  const back = () => void beat();
  document.addEventListener('visibilitychange', seen);
  addEventListener('pagehide', stop);
  addEventListener('online', back);
  const stayed = whenLeaving(stop);
  const goOnHere = () => {
    elsewhere = false;
    tell({ elsewhere });
    void beat();
  };
  tell({ visible: document.visibilityState === 'visible', elsewhere: from.elsewhere === 'YES' });
  if (from.elsewhere === 'ASK_TABS') void anyTabReads().then((reads) => (reads ? tell({ elsewhere }) : goOnHere()));
  else void beat();

  return {
    goOnHere,
    readTo: (permille) => {
      furthest = Math.max(furthest, permille);
    },
    sayNow: async () => {
      if (asking !== null) await asking;
      await beat();
      return answered;
    },
    end: () => {
      void stop();
      ended = true;
      aborter.abort();
      stayed();
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('pagehide', stop);
      removeEventListener('online', back);
    },
  };
}
