import type { RequestHandler } from 'express';
import { readBody, TOO_LARGE } from '../http/body.ts';
import { type Refusal, Refused, refuseFlat } from '../http/refuse.ts';
import { BAD_BODY } from './answers.ts';

/** The most bytes that a sign-in route reads of a body. */
export const MAX_BODY_BYTES = 64 * 1024;
/** No body of these routes is nested deeper. What the library reads or we write again must not exhaust the stack. */
const MOST_LEVELS = 16;

const TOO_LONG: Refusal = { ...TOO_LARGE, message: 'A request body may have at most 64 kB.' };

/** Reads the body of a sign-in route as text. Refuses in the form of these routes. */
export const readSignInBody: RequestHandler = (request, response, next) => {
  const end = (error?: unknown) => {
    if (error === undefined) return next();
    if (!(error instanceof Refused)) return next(error);
    // The server does not read the rest of a refused body, so it closes the connection with the answer.
    response.set('Connection', 'close');
    refuseFlat(response, error.refusal, error.retrySeconds);
  };
  if (Number(request.get('content-length') ?? 0) > MAX_BODY_BYTES) return end(new Refused(TOO_LONG));
  return readBody(request, response, (error?: unknown) => {
    const long = error === undefined && Buffer.byteLength(String(request.body ?? '')) > MAX_BODY_BYTES;
    end(long ? new Refused(TOO_LONG) : error);
  });
};

/** Replaces the text of a JSON body by its value; any other body counts as none. */
export const parseBody: RequestHandler = (request, response, next) => {
  const text = String(request.body ?? '');
  request.body = undefined;
  if (text === '' || !request.is('json')) return next();
  // PostgreSQL cannot store NUL, and people do not type it.
  const value = text.includes('\\u0000') ? undefined : parsed(text);
  if (value === undefined || !isShallow(value, MOST_LEVELS)) return refuseFlat(response, BAD_BODY);
  request.body = value;
  next();
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
