import type { Request, Response } from 'express';
import { z } from 'zod';
import { mailboxProved } from '../../schema/accounts/operations/bounces.ts';
import { endSessionOfToken } from '../../schema/accounts/operations.ts';
import { userByEmail } from '../../schema/accounts/queries/people.ts';
import { CODE_DIGITS, LIMITS } from '../../schema/accounts/rules.ts';
import { tokenHash } from '../http/keyedHash.ts';
import { secondsUntil } from '../http/refuse.ts';
import { counted, forgetCounts } from '../http/throttle.ts';
import {
  BAD_BODY,
  CODE_EXHAUSTED,
  CODE_REFUSED,
  NOT_AN_ADDRESS,
  NOTHING_TO_RECOVER,
  PASSKEY_REQUIRED,
  type Refusal,
  refuse,
  tooMany,
} from './answers.ts';
import { askLibrary, passOn } from './bridge.ts';
import { nonceCookie, setCookieLine } from './cookies.ts';
import { rememberDevice } from './device.ts';
import { during, isNonceFor, nonceOf, type SignIn } from './nonce.ts';
import { networkMay, strangersRooms } from './rooms.ts';
import { type Service, signedIn } from './service.ts';
import { whom } from './whom.ts';

const verifyBody = z.object({ email: z.string().max(320), otp: z.string().max(64) });

/** POST /sign-in/email-otp: opens one session for the right code, in the browser that requested it. */
export const signInByCode = (service: Service) => tryCode(service, false);

/**
 * POST /recovery/start: the right code starts the wait of 72 hours for an account that requires a passkey. It opens no session.
 */
export const startRecoveryByCode = (service: Service) => tryCode(service, true);

function tryCode(service: Service, recovers: boolean) {
  return async (req: Request, res: Response) => {
    const now = service.now();
    const body = verifyBody.safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    const asked = await whom(service.db, body.data.email);
    if (asked === null) return refuse(res, NOT_AN_ADDRESS, now);
    const { account: email } = asked;

    const nonce = nonceOf(service, req);
    if (nonce === null || !isNonceFor(service.secret, email, nonce, now)) {
      const strays = await networkMay(service, { req, email, now }, 'strays');
      return refuse(res, strays.ok ? CODE_REFUSED : tooMany(strays.retryAt), now);
    }
    if (!(await mayTry(service, nonce, res))) return;
    const network = await networkMay(service, { req, email, now }, 'tries');
    if (!network.ok) return refuse(res, tooMany(network.retryAt), now);
    const call = { ...service, path: '/sign-in/email-otp', body: { email, otp: digitsOf(body.data.otp) } };
    const former = await service.readViewer(req);
    const signIn: SignIn = { nonce, email, address: asked, recovers };
    const answer = await during(signIn, () => askLibrary(service.library, req, call));
    if (signIn.recovery || answer.ok) await mailboxProved(service.db, email);
    if (signIn.recovery) return recoveryStarted(service, signIn.recovery, res);
    if (!answer.ok) return refuseCode(service, answer, res);
    await forgetCounts(service, strangersRooms(email, req));
    if (await hasMoved(service, email, answer)) return refuse(res, CODE_REFUSED, now);
    rememberDevice(service, email, now, res);
    forgetNonce(service, res);
    return signedIn(service, { former, by: 'EMAIL_CODE' }, answer, res);
  };
}

export const digitsOf = (otp: string): string => otp.replace(/[\s-]/g, '').slice(0, CODE_DIGITS * 2);

/** Counts a try of the code with this nonce. Answers the request when there were too many. */
export async function mayTry(service: Service, nonce: string, res: Response): Promise<boolean> {
  const now = service.now();
  const tries = await counted(service, LIMITS.triesPerCode, 'tries per code', nonce, now);
  if (tries.ok) return true;
  service.log('sign-in refused', { because: 'LOCKED' });
  res.setHeader('Retry-After', String(secondsUntil(tries.retryAt, now)));
  refuse(res, CODE_EXHAUSTED, now);
  return false;
}

export function forgetNonce({ secure }: Service, res: Response): void {
  res.append('Set-Cookie', setCookieLine(nonceCookie(secure), '', { seconds: 0, secure }));
}

function recoveryStarted(service: Service, { startedAt, opensAt }: { startedAt: Date; opensAt: Date }, res: Response) {
  service.log('recovery started');
  forgetNonce(service, res);
  return res.json({ success: true, recovery: { startedAt, opensAt } });
}

/**
 * Whether the account took another address between the check of the code and the session, which then ends. The change waits for
 * no session that is being opened, so the look comes after.
 */
async function hasMoved({ db }: Service, email: string, answer: globalThis.Response): Promise<boolean> {
  const { token, user } = (await answer.clone().json()) as { token: string; user: { id: string } };
  if ((await userByEmail(db, email)) === user.id) return false;
  await endSessionOfToken(db, tokenHash(token));
  return true;
}

/** Only a person who proved the address learns these about the account. */
const TOLD: Record<string, Refusal | null> = {
  ACCOUNT_DISABLED: null,
  RATE_LIMITED: null,
  PASSKEY_REQUIRED,
  NOTHING_TO_RECOVER,
};

/** Wrong, used, expired and exhausted codes get the same answer. */
async function refuseCode(service: Service, answer: globalThis.Response, res: Response) {
  const { code = 'FAULT' } = (await answer.clone().json()) as { code?: string };
  const told = TOLD[code];
  const ours = told !== undefined || answer.status >= 500;
  service.log('sign-in refused', { because: ours ? code : 'CODE' });
  if (told) return refuse(res, told, service.now());
  return ours ? passOn(answer, res) : refuse(res, CODE_REFUSED, service.now());
}
