import type { Request, Response } from 'express';
import { ForbiddenError, NotFoundError } from '../../schema/errors.ts';
import { ORIGINAL } from '../../schema/languages.ts';
import { html } from './html.ts';
import { PUBLIC_HEADERS, page } from './page.ts';

/** Why a request is refused: a code for programs, a title and sentences for people. */
export type Refusal = { status: number; code: string; title: string; message: string };

/** Thrown by functions that a handler calls. The handler, or else the app, answers with the refusal. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;
  readonly retrySeconds: number | undefined;
  constructor(refusal: Refusal, retrySeconds?: number) {
    super(refusal.message);
    this.refusal = refusal;
    this.retrySeconds = retrySeconds;
  }

  /** The fields that Express reads of an error. */
  get status(): number {
    return this.refusal.status;
  }
}

/** Makes the page of a refusal. `app.locals.errorPage` has the one with the frame of the pages. */
export type ErrorPage = (request: Request, title: string, message: string) => string;
const bare: ErrorPage = (_request, title, message) =>
  page({ title, body: html`<h1>${title}</h1><p class="lead">${message}</p>` });

/** Whether a request asks for pages by name, as browsers do. Programs that take anything get JSON. */
const asksForPages = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';

/** Whether an address that has a page and JSON answers with JSON. */
export const wantsJson = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

/** Whole seconds from now until the next attempt is allowed; at least one. */
export function secondsUntil(retryAt: Date, now: Date): number {
  return Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000));
}

/**
 * Answers with a refusal: a page for browsers, and for programs the error format of /graphql. With retrySeconds the answer says
 * when to try again, in the Retry-After header and in words. Caches must not store it.
 */
export function refuse(request: Request, response: Response, refusal: Refusal, retrySeconds?: number): void {
  const message = begin(response, refusal, retrySeconds);
  const headers = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow', 'Content-Language': ORIGINAL };
  response.set(headers).vary('Accept');
  const isPage = request.path !== '/graphql' && !request.path.startsWith('/api/') && asksForPages(request);
  if (isPage) {
    const made: ErrorPage = response.app.locals.errorPage ?? bare;
    response
      .set(PUBLIC_HEADERS)
      .vary('Accept-Language')
      .type('html')
      .send(made(request, refusal.title, message));
    return;
  }
  const requestId: unknown = response.locals.requestId;
  response.json({ errors: [{ message, extensions: { code: refusal.code, requestId } }] });
}

/** Answers with a refusal as the sign-in routes do: one flat JSON object. */
export function refuseFlat(response: Response, refusal: Omit<Refusal, 'title'>, retrySeconds?: number): void {
  const message = begin(response, refusal, retrySeconds);
  response.json({ code: refusal.code, message });
}

/** Sets status and Retry-After; returns the message plus the sentence that says when to try again. */
function begin(response: Response, { status, message }: Omit<Refusal, 'title'>, retrySeconds?: number): string {
  response.status(status);
  if (retrySeconds === undefined) return message;
  response.set('Retry-After', String(retrySeconds));
  return `${message} ${waitWords(retrySeconds)}`;
}

export function waitWords(seconds: number): string {
  if (seconds <= 10) return 'Try again in a few seconds.';
  const minutes = Math.ceil(seconds / 60);
  return `Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
}

/** The refusal for an expected failure of a permission check. Throws any other error again. */
export function refusalOf(error: unknown, notFound: Refusal): Refusal {
  if (error instanceof NotFoundError) return notFound;
  if (error instanceof ForbiddenError)
    return { status: 403, code: error.code, title: 'Not allowed', message: error.message };
  throw error;
}
