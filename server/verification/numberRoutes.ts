import type { Request, RequestHandler, Response } from 'express';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { type Verdict, verdictForPrograms } from '../../schema/verification/rules/verdict.ts';
import { WITH_CAMERA } from '../http/page.ts';
import { type Refusal, refuse, secondsUntil, wantsJson } from '../http/refuse.ts';
import { countedNetwork, countedRead, type Permission } from '../http/throttle.ts';
import { kept } from '../pages/saying.ts';
import type { Services } from '../services.ts';
import type { WebPages } from '../web/pages.ts';
import { type Check, VERIFY_HEADERS } from './frame.ts';
import { countNameGuess } from './nameGuesses.ts';
import { askPage, verifyPage } from './numberPage.ts';

/**
 * An existing number is answered even after a network has used up its misses, so that one mistyped pile of papers does not block
 * the page.
 */
const MISSES = { max: 30, seconds: 600, purpose: 'verify misses' };
const NAMES_OF_NETWORK = { max: 60, seconds: 3600, purpose: 'verify namesByNetwork' };

const LONGEST_NAME = 200;
const LONGEST_NUMBER = 100;

const TOO_MANY: Refusal = { status: 429, code: 'RATE_LIMITED', title: 'Too many tries', message: 'Too many tries.' };
const NO_NAME: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'Please type a name',
  message: `Type the name printed on the certificate, at most ${LONGEST_NAME} characters.`,
};

type Verifying = Pick<Services, 'db' | 'vault' | 'secret' | 'clock' | 'settings'>;

/** The cut may fall inside a surrogate pair, and half a pair cannot be written in an address. */
const shortened = (number: string): string => number.slice(0, LONGEST_NUMBER).toWellFormed();

/** GET /verify: the page that asks for a number, or a redirect to the page of the number that was typed. */
export function askForNumber(services: Verifying, pages: () => WebPages): RequestHandler {
  return (request, response) => {
    const number = request.query.number;
    if (typeof number === 'string' && number.trim() !== '')
      return response.redirect(303, kept(`/verify/${encodeURIComponent(shortened(number.trim()))}`));
    const now = pages();
    const camera = now.state === 'BUILT' ? now.built.camera : null;
    response.set(WITH_CAMERA);
    sendPage(response, 200, askPage(checkOf(services), camera));
  };
}

const checkOf = ({ settings: { exitUrl, publicUrl }, clock }: Verifying): Check => ({
  exitUrl,
  publicUrl,
  now: clock(),
});

/** GET /verify/:number: the public verdict on a number, as HTML for people and as JSON for programs. */
export function showVerdict(services: Verifying): RequestHandler {
  return (request, response) => answer(services, request, response);
}

/** POST /verify/:number: the verdict, and whether the typed name is the holder's. */
export function compareName(services: Verifying): RequestHandler {
  return (request, response) => {
    const name = nameIn(request);
    if (name === null || name.length > LONGEST_NAME) return refuse(request, response, NO_NAME);
    return answer(services, request, response, name);
  };
}

async function answer(services: Verifying, request: Request, response: Response, name?: string): Promise<void> {
  const { db, vault, clock } = services;
  const now = clock();
  const number = shortened(String(request.params.number));
  const refuseUntil = (retryAt: Date) => refuse(request, response, TOO_MANY, secondsUntil(retryAt, now));
  const guess = name === undefined ? null : await countGuess(services, request, number, now);
  if (guess?.ok === false) return refuseUntil(guess.retryAt);
  const verdict = await verdictOf(db, vault, { number, name, now });
  if (verdict.issuedAt === null) {
    const miss = await countedRead(services, MISSES, request.ip, now);
    if (!miss.ok) return refuseUntil(miss.retryAt);
  }
  show(services, request, response, verdict);
}

/** Counts a guess at a name. It checks the network first, so that a refused network uses up no guesses of the number. */
async function countGuess(services: Verifying, request: Request, number: string, now: Date): Promise<Permission> {
  const byNetwork = await countedNetwork(services, NAMES_OF_NETWORK, request.ip, now);
  return byNetwork.ok ? countNameGuess(services, { number, address: request.ip }, now) : byNetwork;
}

/** The name from a form or from JSON; null when there is none. */
function nameIn(request: Request): string | null {
  const body: unknown = request.body;
  if (typeof body !== 'string') return null;
  const name = request.is('json') ? nameInJson(body) : new URLSearchParams(body).get('name');
  return name === null || name.trim() === '' || name.includes('\0') ? null : name.trim();
}

function nameInJson(body: string): string | null {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null && 'name' in read && typeof read.name === 'string'
      ? read.name
      : null;
  } catch {
    return null;
  }
}

function sendPage(response: Response, status: number, text: string): void {
  response.status(status).set(VERIFY_HEADERS).type('html').send(text);
}

function httpStatusOf({ status }: Verdict): number {
  if (status === 'UNKNOWN') return 404;
  return status === 'MALFORMED' ? 400 : 200;
}

function show(services: Verifying, request: Request, response: Response, verdict: Verdict): void {
  const status = httpStatusOf(verdict);
  response.vary('Accept');
  if (!wantsJson(request)) {
    sendPage(response, status, verifyPage(checkOf(services), verdict));
    return;
  }
  response.removeHeader('Content-Language');
  response.status(status).set('X-Robots-Tag', 'noindex, nofollow').json(verdictForPrograms(verdict));
}
