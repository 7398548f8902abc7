import { keepOnlyFor } from './keeping/here.ts';
import { changedBy } from './rules.ts';
import { afterSignIn, noteSession, startAnew } from './session.ts';
import { tellTabs } from './tabs.ts';
import { readAnswer } from './words/told.ts';
import { languageNow } from './words/written.ts';

/** A document of the pages: the server knows its text by this hash. */
export type Asked<Data, Variables> = {
  name: string;
  hash: string;
  /** Only a type: what it answers, and what it takes. */
  readonly types?: (variables: Variables) => Data;
};

/** Why nothing was answered. OFFLINE: the network; BUSY: try again later; REFUSED: another try changes nothing. */
export type Why = 'OFFLINE' | 'BUSY' | 'REFUSED';

export class UnansweredError extends Error {
  override name = 'UnansweredError';
  readonly why: Why;
  /** To be told to whoever runs the service. */
  readonly requestId: string | null;
  /** How long the server asks to wait; null when it does not say. */
  readonly waitMs: number | null;
  constructor(why: Why, message: string, requestId: string | null = null, waitMs: number | null = null) {
    super(message);
    this.why = why;
    this.requestId = requestId;
    this.waitMs = waitMs;
  }
}

/** Told to whoever asks `quietly`: nobody is signed in any more. */
export class SignedOutError extends Error {
  override name = 'SignedOutError';
}

/** What is said where only the status of an answer tells that the server is busy; main.tsx gives the words. */
export const saying = { busy: async (_seconds: number | null): Promise<string> => '' };

/** For whom this page asks: whoever was signed in when it was first answered. */
let viewer: string | null = null;
export const viewerNow = (): string | null => viewer;

/** The server has asked for patience until then, whoever asks; null where it has not. */
let busy: { until: number; error: UnansweredError } | null = null;

const TIMEOUT_MS = 10_000;
const TRIES = 3;
const LONGEST_WAIT_MS = 10_000;

/**
 * `quietly`: a session that ended is told to whoever asks, and no dialog opens over the page. `once`: it is sent a single time, because
 * each time that it arrives is noted.
 */
export type Asking = { signal?: AbortSignal; keepalive?: boolean; quietly?: boolean; once?: boolean };
type Given = Record<string, unknown>;

/**
 * Asks the API. Every document of ours may be sent again: it is tried three times, and after a session that ended once more when the
 * person has signed in again on the same page. Throws UnansweredError, or AbortError when nobody waits for the answer any more.
 */
export async function ask<Data, Variables extends Given>(
  { name, hash }: Asked<Data, Variables>,
  variables: Variables,
  asking: Asking = {},
): Promise<Data> {
  const body = JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
  for (let tries = 1; ; tries += 1) {
    const answer = await patiently(body, asking);
    if (answer.kind === 'DATA') {
      tellTabs(changedBy({ name, variables }, answer.data));
      return answer.data as Data;
    }
    if (answer.kind === 'SIGNED_OUT' && asking.quietly) throw new SignedOutError();
    if (answer.kind === 'SIGNED_OUT') await afterSignIn(asking.signal);
    else if (tries >= TRIES || isFinal(answer) || asking.keepalive || asking.once) throw answer.error;
    else await pause(answer.waitMs ?? 400 * 2 ** tries * (0.5 + Math.random()), asking.signal);
  }
}

/** Sends nothing before the server wants to be asked again. What is sent while a page goes away cannot wait. */
async function patiently(body: string, asking: Asking): Promise<Answered> {
  const waitMs = busy === null || asking.keepalive ? 0 : busy.until - performance.now();
  if (busy === null || waitMs <= 0) return send(body, asking);
  if (waitMs > LONGEST_WAIT_MS) return { kind: 'ERROR', error: busy.error, waitMs };
  await pause(waitMs, asking.signal);
  return send(body, asking);
}

/** Another try now changes nothing, or the server asks for more patience than a page has. */
const isFinal = ({ error, waitMs }: { error: UnansweredError; waitMs: number | null }): boolean =>
  error.why === 'REFUSED' || (waitMs !== null && waitMs > LONGEST_WAIT_MS);

type Answered =
  | { kind: 'DATA'; data: unknown }
  | { kind: 'SIGNED_OUT' }
  | { kind: 'ERROR'; error: UnansweredError; waitMs: number | null };

async function send(body: string, { signal, keepalive = false }: Asking): Promise<Answered> {
  const limits = [AbortSignal.timeout(TIMEOUT_MS), ...(signal === undefined ? [] : [signal])];
  try {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-attune-csrf': '1',
        ...(viewer === null ? {} : { 'x-attune-viewer': viewer }),
      },
      body,
      keepalive,
      signal: AbortSignal.any(limits),
    });
    return await read(answer);
  } catch (error) {
    if (signal?.aborted) throw error;
    return { kind: 'ERROR', error: new UnansweredError('OFFLINE', ''), waitMs: null };
  }
}

type Body = { data?: unknown; errors?: { message: string; extensions?: { code?: string; requestId?: string } }[] };

async function read(answer: Response): Promise<Answered> {
  const { data, errors = [] } = await bodyOf(answer);
  if (viewer === null) {
    viewer = answer.headers.get('x-attune-viewer');
    if (viewer !== null) void keepOnlyFor(viewer);
  }
  const [first] = errors;
  if (first === undefined && isOfNobody(data)) return { kind: 'SIGNED_OUT' };
  if (first === undefined) {
    noteSession();
    return { kind: 'DATA', data };
  }
  const { code, requestId } = first.extensions ?? {};
  if (code === 'OTHER_VIEWER') return startAnew();
  if (code === 'UNAUTHENTICATED') return { kind: 'SIGNED_OUT' };
  const why = BUSY_STATUSES.includes(answer.status) ? 'BUSY' : 'REFUSED';
  const id = requestId ?? answer.headers.get('x-request-id');
  const waitMs = waitOf(answer.headers.get('retry-after'));
  const error = new UnansweredError(why, first.message, id, waitMs);
  if (waitMs !== null) busy = { until: performance.now() + waitMs, error };
  return { kind: 'ERROR', error, waitMs };
}

/** Too much asked for, or the server or what stands before it has no time. */
const BUSY_STATUSES = [429, 502, 503, 504];

/** What the API says. What stands before it may answer for it in words of its own, which nobody is shown. */
async function bodyOf(answer: Response): Promise<Body> {
  if (!BUSY_STATUSES.includes(answer.status)) return readAnswer(await answer.text()) as Body;
  const said = (await answer
    .text()
    .then(readAnswer)
    .catch(() => null)) as Body | null;
  if (Array.isArray(said?.errors)) return said;
  const wait = waitOf(answer.headers.get('retry-after'));
  return { errors: [{ message: await saying.busy(wait === null ? null : wait / 1000) }] };
}

/** Asked for who is signed in, the API answers that it is nobody. */
const isOfNobody = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'viewer' in data && data.viewer === null;

function waitOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Calls a route of sign-in. */
export async function askSignIn(
  path: string,
  body?: object,
): Promise<{ ok: boolean; status: number; body: SignInBody }> {
  try {
    const answer = await fetch(`/api/auth${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      // A mail that is asked for here speaks as the page does.
      headers: { 'content-type': 'application/json', 'accept-language': languageNow() },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const wait = waitOf(answer.headers.get('retry-after'));
    const read = (await answer
      .text()
      .then(readAnswer)
      .catch(() => null)) as Record<string, unknown> | null;
    return { ok: answer.ok, status: answer.status, body: { ...read, ...(wait === null ? {} : { waitMs: wait }) } };
  } catch {
    return { ok: false, status: 0, body: { code: 'OFFLINE' } };
  }
}

export type SignInBody = Record<string, unknown> & { code?: string; message?: string; waitMs?: number };
