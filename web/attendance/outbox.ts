import { signal } from '@preact/signals';
import { ask, SignedOutError, UnansweredError, viewerNow } from '../ask.ts';
import { SignAtDoor, type SignAtDoorMutation, UndoAtDoor } from '../graphql/generated.ts';
import { markOf } from '../keeping/store.ts';
import { batched } from './rules.ts';
import { all, type Entry, write } from './store.ts';

type Result = Extract<SignAtDoorMutation['answer'], { __typename: 'RecordAttendancePayload' }>['results'][number];
type Facts = {
  /** Why an undone sign goes: the person reads it. */
  reason: string;
  /** The server has answered a sign. */
  answered: (entry: Entry, result: Result) => void;
  /** The server has taken signs away again. */
  undone: () => void;
};
/** Why what waits is not sent: nobody is signed in any more, there is no network, or what the server said. */
export type Trouble = { why: 'SIGNED_OUT' | 'OFFLINE' } | { why: 'REFUSED'; message: string };

const MOST = 500;
const AGAIN_AFTER_MS = 5_000;

/** Keeps signs until the server has answered each of them, and sends those of whoever is signed in. */
export function openOutbox({ reason, answered, undone }: Facts) {
  const entries = signal<readonly Entry[]>([]);
  const trouble = signal<Trouble | null>(null);
  /** Whether this browser keeps what waits. Where it does not, it waits for as long as the page is open. */
  const keeps = signal(true);
  let sending: Promise<void> | null = null;
  /** What is being kept on this device. */
  let keeping: Promise<unknown> = Promise.resolve();
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What was sent at least once: the server may have it though its answer never came. */
  const tried = new Set<string>();

  async function change(kept: readonly Entry[], gone: readonly string[] = []): Promise<void> {
    const keys = new Set([...kept.map(({ key }) => key), ...gone]);
    entries.value = [...entries.value.filter(({ key }) => !keys.has(key)), ...kept];
    const written = write(kept, gone).catch(() => {
      keeps.value = false;
    });
    keeping = Promise.all([keeping, written]);
    await written;
  }

  async function start(): Promise<void> {
    const found = await all().catch(() => {
      keeps.value = false;
      return [];
    });
    const known = new Set(entries.value.map(({ key }) => key));
    entries.value = [...entries.value, ...found.filter(({ key }) => !known.has(key))];
    await flush();
  }

  async function add(entry: Entry): Promise<void> {
    await change([entry]);
    await flush();
  }

  /** Takes a sign back: one that was not sent goes, any other is taken away by a correction. */
  async function undo(entry: Entry, eventId: string | null): Promise<void> {
    if (eventId === null && !tried.has(entry.key)) return change([], [entry.key]);
    await change([{ ...entry, undo: { eventId, key: crypto.randomUUID() } }]);
    await flush();
  }

  /** Sends everything that waits. `loudly`: a session that ended opens the dialog of sign-in. */
  function flush(loudly = false): Promise<void> {
    if (closed) return Promise.resolve();
    clearTimeout(timer);
    // A browser that says so has no network; one that does not may have none either.
    if (sending === null && !navigator.onLine) {
      trouble.value = { why: 'OFFLINE' };
      return Promise.resolve();
    }
    sending ??= sendAll(loudly);
    return sending;
  }

  async function sendAll(loudly: boolean): Promise<void> {
    const stuck = new Map<string, string>();
    try {
      while (!closed && (await sendOnce(!loudly, stuck)));
      const [message] = stuck.values();
      trouble.value = message === undefined ? null : { why: 'REFUSED', message };
    } catch (error) {
      trouble.value = troubleOf(error);
    } finally {
      sending = null;
    }
    const again = trouble.value !== null && trouble.value.why !== 'SIGNED_OUT';
    if (again && !closed) timer = setTimeout(() => void flush(), AGAIN_AFTER_MS);
  }

  /** The page is left: what waits is kept, and sent as far as there is time. */
  const leave = (): Promise<unknown> => Promise.allSettled([keeping, flush()]);

  /** Sends one portion. False when nothing of this person is left. What is refused for a whole day waits, and holds up no other day. */
  async function sendOnce(quietly: boolean, stuck: Map<string, string>): Promise<boolean> {
    const viewer = viewerNow();
    if (viewer === null) return false;
    const mark = await markOf(viewer);
    const own = entries.value.filter(
      ({ whose, refused, sessionId }) => whose === mark && refused === null && !stuck.has(sessionId),
    );
    const [batch] = batched(
      own.filter(({ undo }) => undo === null || undo.eventId === null),
      MOST,
    );
    const first = batch?.[0] ?? own[0];
    if (first === undefined) return false;
    const refusal = batch === undefined ? await takeAway(first, quietly) : await sendBatch(batch, quietly);
    if (refusal !== null) stuck.set(first.sessionId, refusal);
    return true;
  }

  async function sendBatch(batch: readonly Entry[], quietly: boolean): Promise<string | null> {
    const events = batch.map(({ key, registrationId, kind, at, partId }) => ({
      ...{ key, registrationId, kind, occurredAt: at, partId },
    }));
    for (const { key } of batch) tried.add(key);
    const { answer } = await ask(SignAtDoor, { input: { sessionId: batch[0]?.sessionId ?? '', events } }, { quietly });
    if (answer?.__typename !== 'RecordAttendancePayload') return answer?.message ?? '';
    const results = new Map(answer.results.map((result) => [result.key, result]));
    const settled = batch.flatMap((entry) => {
      const result = results.get(entry.key);
      return result === undefined ? [] : [{ entry, result }];
    });
    const kept = settled.flatMap(({ entry, result }) => left(entry, result) ?? []);
    const told = settled.filter(({ entry }) => regretOf(entry.key) === null);
    const changing = change(
      kept,
      settled.map(({ entry }) => entry.key),
    );
    // At once, so that nobody can undo what is neither waiting nor known to be recorded.
    for (const { entry, result } of told) answered(entry, result);
    await changing;
    return null;
  }

  /** Undone while it was on its way, or before that was known. */
  const regretOf = (key: string) => entries.value.find((entry) => entry.key === key)?.undo ?? null;

  /** What stays of a sign that was answered; null when it is done with. */
  function left(entry: Entry, { recorded, outcome, eventId }: Result): Entry | null {
    const regret = regretOf(entry.key);
    if (regret !== null) return recorded && eventId !== null ? { ...entry, undo: { eventId, key: regret.key } } : null;
    return recorded || outcome === entry.said ? null : { ...entry, refused: outcome };
  }

  async function takeAway(entry: Entry, quietly: boolean): Promise<string | null> {
    const { key: signed, sessionId, registrationId, undo } = entry;
    if (undo?.eventId == null) return null;
    const input = { sessionId, registrationId, key: undo.key, takeAway: [undo.eventId], reason };
    const { answer } = await ask(UndoAtDoor, { input }, { quietly });
    // Whoever corrected the day meanwhile has taken it away.
    const done = answer?.__typename === 'CorrectAttendancePayload' || answer?.__typename === 'EventVoidedError';
    if (!done) return answer !== null && 'message' in answer ? answer.message : '';
    await change([], [signed]);
    undone();
    return null;
  }

  /** Somebody has seen what was not recorded. */
  const seen = (key: string): Promise<void> => change([], [key]);

  function stop(): void {
    closed = true;
    clearTimeout(timer);
  }
  return { entries, trouble, keeps, start, add, undo, flush, leave, seen, stop };
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof SignedOutError) return { why: 'SIGNED_OUT' };
  if (!(error instanceof UnansweredError)) throw error;
  if (error.why === 'OFFLINE') return { why: 'OFFLINE' };
  return { why: 'REFUSED', message: error.message };
}

/** What waits to be sent, and what the server did not record, of a day. */
export function waitingOf(entries: readonly Entry[], sessionId: string): Entry[] {
  return entries.filter((entry) => entry.sessionId === sessionId && entry.refused === null && entry.undo === null);
}
