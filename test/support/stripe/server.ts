import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sweepSessions } from './checkout.ts';
import { readRequest } from './endpoints.ts';
import { type Fault, type Faults, openFaults } from './faults.ts';
import { fingerprint, readForm } from './form.ts';
import { type Answer, type Idempotency, openIdempotency } from './idempotency.ts';
import { badRequest, faultOf, RefusalError, unauthorized } from './refusal.ts';
import { newStripeId, type State } from './state.ts';

const VERSION = '2026-10-28.endive';

export type Seen = { method: string; path: string; key: string | null; form: string; status: number | 'broken' };

/** What tests in other processes may call: POST /_control/<name> with a list of arguments. */
type Control = Record<string, (...values: never[]) => unknown>;

type Parts = {
  state: State;
  control: Control;
  secretKey: string;
  seen: Seen[];
  faults: Faults;
  idempotency: Idempotency;
  slow: { ms: number };
};

/** The answer to one request, and the header that says whether it was kept from an earlier one. */
type Outcome = Answer & { replayed: boolean };

/** Stripe's API on 127.0.0.1. */
export function createApi(state: State, secretKey: string) {
  const parts: Parts = {
    state,
    control: {},
    secretKey,
    seen: [],
    faults: openFaults(),
    idempotency: openIdempotency(state.now),
    slow: { ms: 0 },
  };
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error) => {
      response
        .writeHead(500)
        .end(JSON.stringify({ error: { type: 'stand_in', message: String(error?.stack ?? error) } }));
    });
  });
  server.keepAliveTimeout = 60_000;
  return { server, ...parts };
}

async function serve(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await textOf(request);
  const { method = 'GET' } = request;
  const url = new URL(request.url ?? '/', 'http://stripe.test');
  if (url.pathname.startsWith('/_control/')) return controlled(parts, url.pathname.slice(10), body, response);
  const form = method === 'POST' ? body : url.search.slice(1);
  const key = headerOf(request, 'idempotency-key');
  const seen: Seen = { method, path: url.pathname, key, form, status: 'broken' };
  parts.seen.push(seen);
  const fault = parts.faults.take(method, url.pathname);
  if (fault?.when === 'before' && (await broken(fault, request))) return;
  const outcome = await answer(parts, { method, path: url.pathname, form, key, request, fault });
  if (fault?.when === 'after' && (await broken(fault, request))) return;
  seen.status = outcome.status;
  send(response, key, outcome);
}

async function controlled({ control }: Parts, name: string, body: string, response: ServerResponse): Promise<void> {
  const call = Object.hasOwn(control, name) ? control[name] : undefined;
  if (call === undefined) throw new Error(`the stand-in cannot ${name}`);
  // A test of ours calls, which knows the function.
  const value = await call(...(JSON.parse(body || '[]') as never[]));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value ?? null));
}

/** Breaks the connection, or lets it wait for an answer that never comes. */
async function broken({ how }: Fault, request: IncomingMessage): Promise<boolean> {
  if (how === 'reset') request.socket.resetAndDestroy();
  return how === 'reset' || how === 'hang';
}

type Asked = {
  method: string;
  path: string;
  form: string;
  key: string | null;
  request: IncomingMessage;
  fault: Fault | null;
};

async function answer(parts: Parts, asked: Asked): Promise<Outcome> {
  const { state, idempotency } = parts;
  try {
    checkHeaders(parts, asked);
    sweepSessions(state);
    const form = readForm(asked.form);
    const execute = readRequest(state, asked.method, asked.path, form);
    if (asked.method !== 'POST' || asked.key === null) {
      if (parts.slow.ms > 0) await sleep(parts.slow.ms);
      return fresh(run(execute, asked.fault));
    }
    const kept = idempotency.begin(asked.key, asked.path, fingerprint(form));
    if (kept !== null) return { ...kept, replayed: true };
    // Meanwhile the key is in use.
    if (parts.slow.ms > 0) await sleep(parts.slow.ms);
    return fresh(runKept(idempotency, asked.key, execute, asked.fault));
  } catch (error) {
    if (error instanceof RefusalError) return fresh({ status: error.status, body: { error: error.error } });
    throw error;
  }
}

const fresh = (answered: Answer): Outcome => ({ ...answered, replayed: false });

function runKept(idempotency: Idempotency, key: string, execute: () => object, fault: Fault | null): Answer {
  const answered = run(execute, fault);
  const failed = fault !== null && typeof fault.how === 'number';
  if (failed && !(fault.kept ?? fault.when === 'after')) idempotency.forget(key);
  else idempotency.keep(key, answered);
  return answered;
}

/** Executes a request, unless a fault comes before; a fault after it hides what was made. */
function run(execute: () => object, fault: Fault | null): Answer {
  const status = fault !== null && typeof fault.how === 'number' ? fault.how : null;
  const failure = status === null ? null : { status, body: { error: faultOf(status).error } };
  if (failure !== null && fault?.when === 'before') return failure;
  try {
    const body = structuredClone(execute());
    return failure ?? { status: 200, body };
  } catch (error) {
    if (error instanceof RefusalError) return { status: error.status, body: { error: error.error } };
    throw error;
  }
}

function checkHeaders({ secretKey, state }: Parts, { request, method, key }: Asked): void {
  const given = headerOf(request, 'authorization') ?? '';
  if (given !== `Bearer ${secretKey}`) throw unauthorized('Invalid API Key provided.');
  const version = headerOf(request, 'stripe-version');
  if (version !== VERSION) throw badRequest(`Invalid Stripe API version: ${version}`);
  const form = (headerOf(request, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');
  if (method === 'POST' && !form) throw badRequest('Invalid request: send a form.');
  if (method === 'POST' && (key === null || key.startsWith('stripe-node-retry-')))
    state.strange.push('a request without a key of our own');
}

const headerOf = ({ headers }: IncomingMessage, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
};

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function send(response: ServerResponse, key: string | null, { status, body, replayed }: Outcome): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': newStripeId('req'),
    'stripe-version': VERSION,
    ...(key === null ? {} : { 'idempotency-key': key }),
    ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
    ...(status >= 500 ? { 'stripe-should-retry': 'false' } : {}),
  });
  response.end(JSON.stringify(body, null, 2));
}

/** Listens on a free port, or on the one that it had. */
export async function listenOn(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return (server.address() as AddressInfo).port;
}
