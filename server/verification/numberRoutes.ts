import express, { type Request, type Response } from 'express';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { type Verdict, verdictForPrograms } from '../../schema/verification/rules/verdict.ts';
import { readBody } from '../http/body.ts';
import { networkOf } from '../http/network.ts';
import { PAGE_HEADERS } from '../http/page.ts';
import { tell, wantsJson } from '../http/refuse.ts';
import { counted, type Permission } from '../http/throttle.ts';
import { countLookup } from './lookups.ts';
import { countNameGuess } from './nameGuesses.ts';
import { askPage, verifyPage } from './numberPage.ts';

/**
 * Beside the look-ups themselves (lookups.ts): a number that exists is answered even after the misses are used up, so that one
 * mistyped pile of papers does not close the page. A number's holder is guarded from guessers of names, wherever they come from.
 */
const LIMITS = {
  misses: { max: 30, seconds: 600 },
  namesByNetwork: { max: 60, seconds: 3600 },
} satisfies Record<string, Limit>;

const LONGEST_NAME = 200;

type VerifyOptions = { db: Database; vault: Vault; secret: string; clock: () => Date };

/** The public verdict on a number, and whether a typed name is its holder's: HTML for people, JSON for programs. */
export const verifyRoutes = ({ db, vault, secret, clock }: VerifyOptions): express.Router => {
  const look = async (request: Request, response: Response, name?: string): Promise<void> => {
    const now = clock();
    const network = networkOf(request.ip);
    const may = (limit: keyof typeof LIMITS, subject: string) =>
      counted({ db, secret }, LIMITS[limit], `verify ${limit}`, subject, now);
    const refuse = (permission: Permission) => tooMany(request, response, permission, now);
    const number = String(request.params.number).slice(0, 100);

    const lookup = await countLookup({ db, secret }, 'ONE', request.ip, now);
    if (!lookup.ok) return refuse(lookup);
    if (name !== undefined) {
      // The network first: whoever is turned away uses up nobody's number.
      const byNetwork = await may('namesByNetwork', network);
      if (!byNetwork.ok) return refuse(byNetwork);
      const ofNumber = await countNameGuess({ db, secret }, number, now);
      if (!ofNumber.ok) return refuse(ofNumber);
    }
    const verdict = await verdictOf(db, vault, { number, name, now });
    if (verdict.issuedAt === null) {
      const miss = await may('misses', network);
      if (!miss.ok) return refuse(miss);
    }
    show(request, response, verdict);
  };

  const routes = express.Router();
  routes.get('/verify', (request, response) => {
    const number = request.query.number;
    if (typeof number === 'string' && number.trim() !== '') {
      response.redirect(303, `/verify/${encodeURIComponent(number.trim().slice(0, 100))}`);
      return;
    }
    sendPage(response, 200, askPage());
  });
  routes.get('/verify/:number', (request, response) => look(request, response));
  routes.post('/verify/:number', readBody, (request, response) => {
    const name = nameIn(request);
    if (name === null || name.length > LONGEST_NAME) return refuseName(request, response);
    return look(request, response, name);
  });
  return routes;
};

/** The name of a form or of JSON; null when there is none. */
const nameIn = (request: Request): string | null => {
  const body: unknown = request.body;
  if (typeof body !== 'string') return null;
  const name = request.is('json') ? nameInJson(body) : new URLSearchParams(body).get('name');
  return name === null || name.trim() === '' || name.includes('\0') ? null : name.trim();
};

const nameInJson = (body: string): string | null => {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null && 'name' in read && typeof read.name === 'string'
      ? read.name
      : null;
  } catch {
    return null;
  }
};

const sendPage = (response: Response, status: number, text: string): void => {
  response
    .status(status)
    .set({ ...PAGE_HEADERS, 'X-Robots-Tag': 'noindex, nofollow' })
    .type('html')
    .send(text);
};

const show = (request: Request, response: Response, verdict: Verdict): void => {
  const status = { UNKNOWN: 404, MALFORMED: 400 }[verdict.status as string] ?? 200;
  response.vary('Accept');
  if (!wantsJson(request)) {
    sendPage(response, status, verifyPage(verdict));
    return;
  }
  response.status(status).set('X-Robots-Tag', 'noindex, nofollow').json(verdictForPrograms(verdict));
};

const tooMany = (request: Request, response: Response, permission: Permission, now: Date): void => {
  const millis = permission.ok ? 0 : permission.retryAt.getTime() - now.getTime();
  const seconds = Math.max(1, Math.ceil(millis / 1000));
  response.set('Retry-After', String(seconds));
  const minutes = Math.ceil(seconds / 60);
  const message = `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
  tell(request, response, { status: 429, code: 'RATE_LIMITED', title: 'Too many tries', message });
};

const refuseName = (request: Request, response: Response): void => {
  const message = `Type the name printed on the certificate, at most ${LONGEST_NAME} characters.`;
  tell(request, response, { status: 400, code: 'BAD_USER_INPUT', title: 'No name was typed', message });
};
