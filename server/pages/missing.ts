import type { Response } from 'express';
import { html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import { framed } from './frame.ts';
import { say } from './saying.ts';

/** A public page of something that is not there. */
export function sendMissing(response: Response, exitUrl: string): void {
  const { title, text, home } = say().missing;
  response.set(PUBLIC_HEADERS).status(404);
  const body = html`<h1>${title}</h1><p class="lead">${text}</p><p><a class="action" href="/">${home}</a></p>`;
  response.type('html').send(framed({ title, body, exitUrl }));
}
