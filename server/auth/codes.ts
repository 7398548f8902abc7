import type { Request, Response } from 'express';
import { z } from 'zod';
import { CODE_DIGITS, CODE_SECONDS, LIMITS, normalizedEmail } from '../../schema/accounts/rules.ts';
import { secondsUntil, waitWords } from '../http/refuse.ts';
import { counted, forgetCounts } from '../http/throttle.ts';
import {
  BAD_BODY,
  CODE_EXHAUSTED,
  CODE_REFUSED,
  MAIL_DOWN,
  MAILING_WORDS,
  NOT_AN_ADDRESS,
  refuse,
  tooMany,
} from './answers.ts';
import { askLibrary, passOn } from './bridge.ts';
import { cookie, header, nonceCookie, setCookieLine } from './cookies.ts';
import { rememberDevice } from './device.ts';
import { during, isNonceFor, issueNonce, type SignIn } from './nonce.ts';
import { type Mailing, mailingOf, networkMay, strangersRooms } from './rooms.ts';
import { type Service, signedIn } from './service.ts';

/** A client without cookies reads this header when it requests a code, and sends it back with the code. */
const NONCE_HEADER = 'x-sign-in-nonce';

const sendBody = z.object({ email: z.string().max(320), type: z.literal('sign-in').default('sign-in') });
const verifyBody = z.object({ email: z.string().max(320), otp: z.string().max(64) });

/**
 * POST /email-otp/send-verification-otp: gives the same answer for every address, known or unknown. Beyond the limit it says
 * that no further mail was sent.
 */
export function sendCode(service: Service) {
  return async (req: Request, res: Response) => {
    const now = service.now();
    const body = sendBody.safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    const address = normalizedEmail(body.data.email);
    if (!address.ok) return refuse(res, NOT_AN_ADDRESS, now);
    const { email } = address;
    const network = await networkMay(service, { req, email, now }, 'codes');
    if (!network.ok) return refuse(res, tooMany(network.retryAt), now);

    const nonce = issueNonce(service.secret, email, now);
    const mailing = await mailingOf(service, { req, email, now });
    if (mailing.mails) {
      const path = '/email-otp/send-verification-otp';
      const ask = () => askLibrary(service.library, req, { ...service, path, body: { email, type: 'sign-in' } });
      const signIn: SignIn = { nonce };
      const answer = await during(signIn, ask);
      if (!answer.ok || signIn.code === undefined) return passOn(answer, res);
      if (!(await mailed(service, email, signIn.code, res))) return refuse(res, MAIL_DOWN, now);
    }
    service.log('code asked for', { told: mailing.told, sent: mailing.mails });
    tell(service, mailing, { nonce, now }, res);
  };
}

/** Without a new mail the browser keeps its nonce, so that the code it has still works. */
function tell({ secure }: Service, mailing: Mailing, { nonce, now }: { nonce: string; now: Date }, res: Response) {
  if (mailing.told !== 'NOT_SENT') {
    res.append('Set-Cookie', setCookieLine(nonceCookie(secure), nonce, { seconds: CODE_SECONDS, secure }));
    res.setHeader(NONCE_HEADER, nonce);
  }
  const mail = mailing.told;
  if (mailing.told === 'SENT') return res.json({ success: true, mail });
  const seconds = secondsUntil(mailing.retryAt, now);
  res.setHeader('Retry-After', String(seconds));
  return res.json({ success: true, mail, message: `${MAILING_WORDS[mailing.told]} ${waitWords(seconds)}` });
}

async function mailed({ mailCode, log }: Service, email: string, code: string, res: Response): Promise<boolean> {
  try {
    await mailCode(email, code);
    return true;
  } catch (error) {
    log('mail failed', { requestId: res.locals.requestId, err: error });
    return false;
  }
}

/** POST /sign-in/email-otp: opens one session for the right code, in the browser that requested it. */
export function signInByCode(service: Service) {
  return async (req: Request, res: Response) => {
    const now = service.now();
    const body = verifyBody.safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    const address = normalizedEmail(body.data.email);
    if (!address.ok) return refuse(res, NOT_AN_ADDRESS, now);
    const { email } = address;

    const nonce = header(req, NONCE_HEADER) ?? cookie(req, nonceCookie(service.secure));
    if (nonce === null || !isNonceFor(service.secret, email, nonce, now)) {
      const strays = await networkMay(service, { req, email, now }, 'strays');
      return refuse(res, strays.ok ? CODE_REFUSED : tooMany(strays.retryAt), now);
    }
    const tries = await counted(service, LIMITS.triesPerCode, 'tries per code', nonce, now);
    if (!tries.ok) {
      service.log('sign-in refused', { because: 'LOCKED' });
      res.setHeader('Retry-After', String(secondsUntil(tries.retryAt, now)));
      return refuse(res, CODE_EXHAUSTED, now);
    }
    const network = await networkMay(service, { req, email, now }, 'tries');
    if (!network.ok) return refuse(res, tooMany(network.retryAt), now);
    const otp = body.data.otp.replace(/[\s-]/g, '').slice(0, CODE_DIGITS * 2);
    const call = { ...service, path: '/sign-in/email-otp', body: { email, otp } };
    const former = await service.readViewer(req);
    const answer = await during({ nonce }, () => askLibrary(service.library, req, call));
    if (!answer.ok) return refuseCode(service, answer, res);
    await forgetCounts(service, strangersRooms(email, req));
    rememberDevice(service, email, now, res);
    res.append('Set-Cookie', setCookieLine(nonceCookie(service.secure), '', { seconds: 0, secure: service.secure }));
    return signedIn(service, { former, by: 'EMAIL_CODE' }, answer, res);
  };
}

/**
 * Wrong, used, expired and exhausted codes get the same answer. Only a person who proved the address learns that the account is
 * closed.
 */
async function refuseCode(service: Service, answer: globalThis.Response, res: Response) {
  const { code } = (await answer.clone().json()) as { code?: string };
  const ours = code === 'ACCOUNT_DISABLED' || answer.status >= 500;
  service.log('sign-in refused', { because: ours ? (code ?? 'FAULT') : 'CODE' });
  return ours ? passOn(answer, res) : refuse(res, CODE_REFUSED, service.now());
}
