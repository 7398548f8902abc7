import { once } from 'node:events';
import type { Request, Response } from 'express';

type Fetching<Context> = {
  fetch: (
    url: string,
    request: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
    context: Context,
  ) => Promise<globalThis.Response> | globalThis.Response;
};

/** Lets a handler of Fetch requests answer an Express request whose body has been read as text. */
export async function answer<Context>(
  handler: Fetching<Context>,
  request: Request,
  response: Response,
  context: Context,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    // An abort creates an error with a stack, so abort only for a client that left before the answer was sent.
    if (!response.writableFinished) gone.abort();
  });
  const body: unknown = request.body;
  const answered = await handler.fetch(
    // Only path and query matter; the client can put anything in the Host header.
    `http://attune${request.originalUrl}`,
    {
      method: request.method,
      headers: plainHeaders(request),
      ...(typeof body === 'string' && body !== '' ? { body } : {}),
      signal: gone.signal,
    },
    context,
  );
  response.status(answered.status);
  answered.headers.forEach((value, name) => {
    response.setHeader(name, value);
  });
  if (answered.headers.get('content-type')?.startsWith('text/event-stream')) return stream(answered, response);
  response.end(await answered.text());
}

/** A refusal by the handler repeats every type of a longer header many times, so a longer one is not handed on. */
const LONGEST_ACCEPT = 1_000;

function plainHeaders({ headers }: Request): Record<string, string> {
  const plain = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'content-length' || name === 'transfer-encoding'
      ? []
      : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(plain.filter(([name, value]) => name !== 'accept' || value.length <= LONGEST_ACCEPT));
}

async function stream(answered: globalThis.Response, response: Response): Promise<void> {
  response.flushHeaders();
  for await (const chunk of answered.body ?? []) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
