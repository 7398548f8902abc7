import type { Route } from '../http/route.ts';
import type { WebPages } from './pages.ts';
import { sendShell } from './shell.ts';

/** The addresses of the app, for each of which it gets the same shell. web/routes.ts says what each shows; a test compares the two. */
const APP = [
  '/sign-in',
  '/learn',
  '/register/:intensive',
  '/registrations',
  '/registrations/:id',
  '/join/:kind/:secret',
  '/learn/*path',
  '/enroll/:course',
  '/wallet',
  '/wallet/*path',
  '/transcript',
  '/licenses',
  '/desk',
  '/desk/*path',
  '/me',
  '/welcome',
];

/** The pages of the app. A front end of somebody else's takes their place behind a proxy. */
export function appRoutes(pages: () => WebPages, { exitUrl }: { exitUrl: string }): Route[] {
  const handle = sendShell(pages, { exitUrl, language: 'en' });
  return APP.map((pattern) => ({
    on: 'get',
    pattern,
    name: pattern.replace('*path', '*'),
    handle,
    origins: 'OURS',
  }));
}
