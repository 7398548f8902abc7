import type { Response } from 'express';
import { type Refusal as PageRefusal, refuseFlat, secondsUntil } from '../http/refuse.ts';

/** An expected refusal: a code for programs, a message for people, and when to retry. */
export type Refusal = Omit<PageRefusal, 'title'> & { retryAt?: Date };

export function refuse(res: Response, { retryAt, ...refusal }: Refusal, now: Date): void {
  refuseFlat(res, refusal, retryAt && secondsUntil(retryAt, now));
}

export const NOT_SIGNED_IN: Refusal = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: 'You are not signed in. Request a code and sign in again.',
};
export const BAD_BODY: Refusal = {
  status: 400,
  code: 'INVALID_INPUT',
  message: 'Send one JSON object with the fields of this route.',
};
export const NOT_AN_ADDRESS: Refusal = {
  status: 400,
  code: 'INVALID_EMAIL',
  message: 'Write an e-mail address such as name@example.org.',
};
export const CODE_REFUSED: Refusal = {
  status: 400,
  code: 'INVALID_CODE',
  message: 'This code is wrong, used, older than ten minutes, or was requested in another browser. Request a new one.',
};
export const CODE_EXHAUSTED: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  message: 'This code was tried too often, so it no longer works. Request a new one, which you can use at once.',
};
/** Why no further mail was sent, or may not have been. The words are the same for every address. */
export const MAILING_WORDS = {
  NOT_SENT:
    'We mailed several codes to this address and sent no further one. The newest one works for ten minutes. A device that signed in before, another network or a passkey still works.',
  IF_KNOWN:
    'Codes for this address were requested too often today. We sent one only if its owner is signed in on this network. A device that signed in before can still request codes, and a passkey still works.',
};
export const FOREIGN_ORIGIN: Refusal = {
  status: 403,
  code: 'INVALID_ORIGIN',
  message: 'This page may not sign people in here. A request with cookies needs the Origin header of this service.',
};
export const NOT_FRESH: Refusal = {
  status: 403,
  code: 'SESSION_NOT_FRESH',
  message: 'Sign in again first. This action is allowed only within 15 minutes of signing in.',
};
export const PASSKEY_REQUIRED: Refusal = {
  status: 403,
  code: 'PASSKEY_REQUIRED',
  message:
    'This account needs a passkey. Sign in with it. If you have lost it, start a recovery, which waits 72 hours.',
};
export const NOTHING_TO_RECOVER: Refusal = {
  status: 409,
  code: 'NOTHING_TO_RECOVER',
  message: 'This account needs no passkey. Request a code and sign in with it.',
};
export const LAST_PASSKEY: Refusal = {
  status: 409,
  code: 'LAST_PASSKEY',
  message: 'Your account needs a passkey and this is the last one. Add another one first, or stop requiring passkeys.',
};
export const SAME_ADDRESS: Refusal = {
  status: 400,
  code: 'SAME_ADDRESS',
  message: 'This is the address that you sign in with already.',
};
export const ADDRESS_TAKEN: Refusal = {
  status: 409,
  code: 'ADDRESS_TAKEN',
  message: 'This address belongs to another account. Sign in there, or choose another address.',
};
export const CHANGE_CODE_REFUSED: Refusal = {
  status: 400,
  code: 'INVALID_CODE',
  message:
    'A code is wrong, missing, used, older than ten minutes, or was requested in another session. Enter both codes, or request new ones.',
};
export const NOT_FOUND: Refusal = { status: 404, code: 'NOT_FOUND', message: 'This address does not exist.' };
export const MAIL_DOWN: Refusal = {
  status: 503,
  code: 'MAIL_UNAVAILABLE',
  message: 'We cannot send mail right now. Try again in a few minutes.',
};
export const ADDRESS_REFUSED: Refusal = {
  status: 422,
  code: 'ADDRESS_REFUSED',
  message: 'The mail server of this address refuses our mail. Check how the address is written, or use another one.',
};
export const OLD_ADDRESS_REFUSED: Refusal = {
  status: 409,
  code: 'OLD_ADDRESS_REFUSED',
  message:
    'The mail server of your present address refuses our mail, so no code reaches it. Sign in with a passkey and start the recovery of a lost mailbox, which waits 72 hours.',
};
export const FAULT: Refusal = { status: 500, code: 'INTERNAL', message: 'Something went wrong here. Try again.' };
export function away(now: Date): Refusal {
  return {
    status: 503,
    code: 'UNAVAILABLE',
    message: 'The service is busy or restarting.',
    retryAt: new Date(now.getTime() + 5_000),
  };
}
export function tooMany(retryAt: Date): Refusal {
  return {
    status: 429,
    code: 'RATE_LIMITED',
    message: 'Too many tries.',
    retryAt,
  };
}
