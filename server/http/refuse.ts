import type { Request, Response } from 'express';
import { messagePage, PAGE_HEADERS } from './page.ts';

export const wantsJson = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

/** What went otherwise than asked: a code for programs, a title and a sentence for people. */
export type Message = { status: number; code: string; title: string; message: string };

/** Answers with one message: a page for people, and for programs the errors that /graphql speaks. */
export const tell = (request: Request, response: Response, { status, code, title, message }: Message): void => {
  response.status(status).set('X-Robots-Tag', 'noindex, nofollow').vary('Accept');
  const requestId: unknown = response.locals.requestId;
  const isPage = request.path !== '/graphql' && !request.path.startsWith('/api/') && !wantsJson(request);
  if (isPage) {
    response
      .set(PAGE_HEADERS)
      .type('html')
      .send(messagePage(title, [message]));
  } else response.json({ errors: [{ message, extensions: { code, requestId } }] });
};
