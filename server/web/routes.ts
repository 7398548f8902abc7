import type { Route } from '../http/route.ts';
import type { WebPages } from './pages.ts';
import { type Facts, sendShell } from './shell.ts';
import { sendWorker } from './worker.ts';

/** The addresses of the app, for each of which it gets the same shell. web/routes.ts says what each shows; a test compares the two. */
const APP = [
  '/sign-in',
  '/learn',
  '/register/:intensive',
  '/registrations',
  '/registrations/:id',
  '/registrations/:id/form',
  '/registrations/:id/plan',
  '/registrations/:id/shared',
  '/registrations/:id/needs',
  '/registrations/:id/data',
  '/join/:kind/:secret',
  '/learn/*path',
  '/enroll/:course',
  '/taught/:intensive',
  '/wallet',
  '/wallet/*path',
  '/transcript',
  '/licenses',
  '/desk',
  '/desk/*path',
  '/me',
  '/welcome',
];

const WORKER = '/service-worker.js';

/** The pages of the app, and the worker of its kept modules. A front end of somebody else's takes their place behind a proxy. */
export function appRoutes(pages: () => WebPages, facts: Facts): Route[] {
  const handle = sendShell(pages, facts);
  const shells = APP.map(
    (pattern): Route => ({ on: 'get', pattern, name: pattern.replace('*path', '*'), handle, origins: 'OURS' }),
  );
  return [
    ...shells,
    { on: 'get', pattern: WORKER, handle: sendWorker(pages, facts), cache: 'no-cache', origins: 'OURS' },
  ];
}
