import express, { type Request, type Response } from 'express';
import type { Database } from '../drizzle/client.ts';
import type { Vault } from '../drizzle/encryption.ts';
import { type Verdict, verdictOf } from '../schema/issuance/queries.ts';
import { decimalText } from '../schema/scalars.ts';
import { readBody } from './body.ts';
import { messagePage, PAGE_POLICY } from './page.ts';
import { type Limit, type Permission, subjectOf, type Throttle } from './throttle.ts';
import { askPage, verifyPage } from './verifyPage.ts';

/** An office may check many papers; a guesser gets nowhere: misses run out long before a number could be found. */
const LOOKUPS: Limit = { purpose: 'verify lookup by network', most: 300, seconds: 600 };
const MISSES: Limit = { purpose: 'verify miss by network', most: 30, seconds: 600 };
const NAMES_OF_NUMBER: Limit = { purpose: 'verify name by number', most: 10, seconds: 3600 };
const NAMES_BY_NETWORK: Limit = { purpose: 'verify name by network', most: 60, seconds: 3600 };

const LONGEST_NAME = 200;

type VerifyOptions = { db: Database; vault: Vault; throttle: Throttle; clock: () => Date };

/** The public verdict on a number, and whether a typed name is its holder's: HTML for people, JSON for programs. */
export const verifyRoutes = ({ db, vault, throttle, clock }: VerifyOptions): express.Router => {
  const look = async (request: Request, response: Response, name?: string): Promise<void> => {
    const now = clock();
    const network = subjectOf(request.ip);
    const may = (limit: Limit, subject: string) => throttle({ db, limit, subject, now });
    const number = String(request.params.number).slice(0, 100);

    const lookup = await may(LOOKUPS, network);
    if (!lookup.allowed) return tooMany(request, response, lookup);
    if (name !== undefined) {
      const named = [await may(NAMES_BY_NETWORK, network), await may(NAMES_OF_NUMBER, numberKey(number))];
      const refused = named.find((permission) => !permission.allowed);
      if (refused !== undefined) return tooMany(request, response, refused);
    }
    const verdict = await verdictOf(db, vault, { number, ...(name === undefined ? {} : { name }) });
    if (verdict.issuedAt === null) {
      const miss = await may(MISSES, network);
      if (!miss.allowed) return tooMany(request, response, miss);
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

/** Ways to type one number share one limit. */
const numberKey = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

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

export const wantsJson = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

const sendPage = (response: Response, status: number, text: string): void => {
  response
    .status(status)
    .set({ 'Content-Security-Policy': PAGE_POLICY, 'X-Robots-Tag': 'noindex, nofollow' })
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
  const { hoursHundredths, ...facts } = verdict;
  const hoursOfStudy = hoursHundredths === null ? null : decimalText(hoursHundredths);
  response
    .status(status)
    .set('X-Robots-Tag', 'noindex, nofollow')
    .json({ ...facts, hoursOfStudy });
};

const tooMany = (request: Request, response: Response, permission: Permission): void => {
  const seconds = permission.allowed ? 1 : permission.retryAfterSeconds;
  response.set('Retry-After', String(seconds));
  const sentence = `Too many tries from here. Wait ${Math.ceil(seconds / 60)} minutes and try again.`;
  if (wantsJson(request)) response.status(429).json({ error: { code: 'RATE_LIMITED', message: sentence } });
  else sendPage(response, 429, messagePage('Too many tries', [sentence]));
};

const refuseName = (request: Request, response: Response): void => {
  const sentence = `Type the name printed on the certificate, at most ${LONGEST_NAME} characters.`;
  if (wantsJson(request)) response.status(400).json({ error: { code: 'BAD_USER_INPUT', message: sentence } });
  else sendPage(response, 400, messagePage('No name was typed', [sentence]));
};
