import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import { header } from './cookies.ts';

/**
 * The headers that the library sees. They exclude Host, every forwarding header and fetch metadata. The router has checked the
 * origin already, and a program that sends `sec-fetch-mode` without an origin is not a browser.
 */
const PASSED_ON = ['cookie', 'authorization', 'origin', 'user-agent'];

export const AUTH_PATH = '/api/auth';
/** The only header that tells the library who called. The bridge sets it; a client cannot. */
export const CLIENT_ADDRESS_HEADER = 'x-attune-client-address';

/** Loads and sets up the identity library when first needed, so that the start does not wait for it. */
export type LazyLibrary = () => Promise<{ handler: (request: Request) => Promise<Response> }>;

type Call = { path: string; publicUrl: string; body?: unknown };

/** Calls the library at the public address, whatever Host the client sent, with a body that we have checked. */
export async function askLibrary(
  library: LazyLibrary,
  req: ExpressRequest,
  { path, publicUrl, body }: Call,
): Promise<Response> {
  const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: req.ip ?? '' });
  for (const name of PASSED_ON) {
    const value = header(req, name);
    if (value !== null) headers.set(name, value);
  }
  if (body !== undefined) headers.set('content-type', 'application/json');
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await library()).handler(
    new Request(new URL(`${AUTH_PATH}${path}`, publicUrl), { method: req.method, headers, ...init }),
  );
}

/** Session tokens leave only signed, in the cookie and in set-auth-token; never in a body. */
function withoutTokens(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  const { token: _token, session, ...rest } = answer as Record<string, unknown>;
  return session === undefined ? rest : { ...rest, session: withoutTokens(session) };
}

/** Sends the library's answer to the client. */
export async function passOn(
  answer: Response,
  res: ExpressResponse,
  change: (body: unknown) => unknown = (body) => body,
): Promise<void> {
  for (const line of answer.headers.getSetCookie()) res.append('Set-Cookie', line);
  const token = answer.headers.get('set-auth-token');
  if (token !== null) res.setHeader('set-auth-token', token);
  const text = await answer.text();
  res.status(answer.status).json(change(withoutTokens(text === '' ? {} : JSON.parse(text))));
}
