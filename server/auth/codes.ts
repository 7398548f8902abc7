import type { Request, Response } from 'express';
import { z } from 'zod';
import { noteOutcome, refusalOf } from '../../schema/accounts/operations/bounces.ts';
import { type Person, recoveryIsOpen } from '../../schema/accounts/queries/people.ts';
import { stateOf } from '../../schema/accounts/rules/recovery.ts';
import { CODE_SECONDS } from '../../schema/accounts/rules.ts';
import { secondsUntil, waitWords } from '../http/refuse.ts';
import {
  ADDRESS_REFUSED,
  BAD_BODY,
  MAIL_DOWN,
  MAILING_WORDS,
  NOT_AN_ADDRESS,
  type Refusal,
  refuse,
  tooMany,
} from './answers.ts';
import { askLibrary, passOn } from './bridge.ts';
import { nonceCookie, setCookieLine } from './cookies.ts';
import { during, issueNonce, NONCE_HEADER, type SignIn } from './nonce.ts';
import { type Mailing, mailingOf, networkMay } from './rooms.ts';
import type { CodeUse, Service } from './service.ts';
import { type Whom, whom } from './whom.ts';

const sendBody = z.object({ email: z.string().max(320), type: z.literal('sign-in').default('sign-in') });

/**
 * POST /email-otp/send-verification-otp: gives the same answer for every address, known or unknown. Beyond the limit it says
 * that no further mail was sent.
 */
export function sendCode(service: Service) {
  return async (req: Request, res: Response) => {
    const now = service.now();
    const body = sendBody.safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    const asked = await whom(service.db, body.data.email);
    if (asked === null) return refuse(res, NOT_AN_ADDRESS, now);
    const { account: email } = asked;
    const network = await networkMay(service, { req, email, now }, 'codes');
    if (!network.ok) return refuse(res, tooMany(network.retryAt), now);

    const nonce = issueNonce(service.secret, email, now);
    const mailing = await mailingOf(service, { req, email, now });
    if (mailing.mails) {
      const path = '/email-otp/send-verification-otp';
      const ask = () => askLibrary(service.library, req, { ...service, path, body: { email, type: 'sign-in' } });
      const signIn: SignIn = { nonce, email, address: asked };
      const answer = await during(signIn, ask);
      if (!answer.ok || signIn.code === undefined) return passOn(answer, res);
      const sent = await mailed(service, asked, signIn.code, res);
      if (sent !== 'SENT') return refuse(res, UNSENT[sent], now);
    }
    service.log('code asked for', { told: mailing.told, sent: mailing.mails });
    tell(service, mailing, { nonce, now }, res);
  };
}

/** Without a new mail the browser keeps its nonce, so that the code it has still works. */
function tell(service: Service, mailing: Mailing, { nonce, now }: { nonce: string; now: Date }, res: Response) {
  if (mailing.told !== 'NOT_SENT') giveNonce(service, nonce, res);
  const mail = mailing.told;
  if (mailing.told === 'SENT') return res.json({ success: true, mail });
  const seconds = secondsUntil(mailing.retryAt, now);
  res.setHeader('Retry-After', String(seconds));
  return res.json({ success: true, mail, message: `${MAILING_WORDS[mailing.told]} ${waitWords(seconds)}` });
}

/** Binds the code to the browser: by a cookie or, for a program, by a header. */
export function giveNonce({ secure }: Service, nonce: string, res: Response): void {
  res.append('Set-Cookie', setCookieLine(nonceCookie(secure), nonce, { seconds: CODE_SECONDS, secure }));
  res.setHeader(NONCE_HEADER, nonce);
}

function mailed(service: Service, { person, mailTo }: Whom, code: string, res: Response): Promise<Sent> {
  return trySending(service, res, mailTo, () => service.mailCode(mailTo, code, useOf(person, service.now())));
}

export type Sent = 'SENT' | 'FAILED' | 'REFUSED';
/** What the mail server answered, which is the same whether or not the address has an account. */
const UNSENT: Record<Exclude<Sent, 'SENT'>, Refusal> = { FAILED: MAIL_DOWN, REFUSED: ADDRESS_REFUSED };

/** Whether the mail server took a mail, failed, or refused its address for good. */
export async function trySending(
  { db, log }: Service,
  res: Response,
  to: string,
  send: () => Promise<void>,
): Promise<Sent> {
  try {
    const refused = await refusalOf(send);
    await noteOutcome(db, { to, refused });
    return refused === null ? 'SENT' : 'REFUSED';
  } catch (error) {
    log('mail failed', { requestId: res.locals.requestId, err: error });
    return 'FAILED';
  }
}

/** What a code can do for its account. Only the mail says it. */
function useOf(person: Person | null, now: Date): CodeUse {
  if (person === null || !person.passkeyRequired) return { use: 'SIGNS_IN' };
  if (recoveryIsOpen(person, 'PASSKEY', now)) return { use: 'ENDS_REQUIREMENT' };
  const { recovery } = person;
  const waits = recovery?.lost === 'PASSKEY' && stateOf(recovery, now) === 'WAITING';
  return waits ? { use: 'NOTHING_YET', opensAt: recovery.opensAt } : { use: 'STARTS_RECOVERY' };
}
