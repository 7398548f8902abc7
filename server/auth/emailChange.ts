import { randomInt } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { AuthSessionId, UserId } from '../../drizzle/ids.ts';
import { type Changed, changeEmail, keepChangeProof } from '../../schema/accounts/operations/changeEmail.ts';
import { type Person, personById, recoveryIsOpen } from '../../schema/accounts/queries/people.ts';
import { type Address, comparableAddress } from '../../schema/accounts/rules/address.ts';
import { CODE_DIGITS, LIMITS } from '../../schema/accounts/rules.ts';
import { userAct } from '../../schema/act.ts';
import type { Viewer } from '../../schema/context.ts';
import { keyedHash } from '../http/keyedHash.ts';
import { counted, type Permission } from '../http/throttle.ts';
import {
  ADDRESS_REFUSED,
  ADDRESS_TAKEN,
  BAD_BODY,
  CHANGE_CODE_REFUSED,
  MAIL_DOWN,
  NOT_AN_ADDRESS,
  NOT_FRESH,
  NOT_SIGNED_IN,
  OLD_ADDRESS_REFUSED,
  type Refusal,
  refuse,
  SAME_ADDRESS,
  tooMany,
} from './answers.ts';
import { digitsOf, forgetNonce, mayTry } from './codeSignIn.ts';
import { giveNonce, trySending } from './codes.ts';
import { rememberDevice } from './device.ts';
import { isNonceFor, issueNonce, nonceOf } from './nonce.ts';
import { mailingOf, networkMay } from './rooms.ts';
import type { ChangeMail, Service } from './service.ts';
import { type Handler, isFresh } from './sessions.ts';
import { type Whom, whom } from './whom.ts';

const requestBody = z.object({ newEmail: z.string().max(320) });
const otp = z.string().max(64);
const confirmBody = z.object({ newEmail: z.string().max(320), newCode: otp, oldCode: otp.optional() });

/**
 * POST /email/request-change { newEmail }: mails a code to the new address and one to the old. The answer is the same whether the
 * new address has an account. `codes` says which codes to ask for: NEW alone when a recovery of the mailbox is open.
 */
export function requestEmailChange(service: Service): Handler {
  return async (req, res, viewer) => {
    const now = service.now();
    const body = requestBody.safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    const next = await whom(service.db, body.data.newEmail);
    if (next === null) return refuse(res, NOT_AN_ADDRESS, now);
    const { sessionId } = viewer;
    if (sessionId === null || !(await isFresh(service, viewer))) return refuse(res, NOT_FRESH, now);
    const own = await personById(service.db, viewer.userId);
    if (own === null) return refuse(res, NOT_SIGNED_IN, now);
    if (next.forms.includes(own.email)) return refuse(res, SAME_ADDRESS, now);
    const permission = await mayMail(service, { req, own, next, now });
    if (!permission.ok) return refuse(res, tooMany(permission.retryAt), now);

    const oldMailboxLost = viewer.signedInBy === 'PASSKEY' && recoveryIsOpen(own, 'MAILBOX', now);
    const asked: Asked = { userId: own.userId, sessionId, from: own.email, to: next.email };
    const nonce = issueNonce(service.secret, subjectOf(asked), now);
    const codes = { newCode: newCode(), oldCode: oldMailboxLost ? null : newCode() };
    await keepChangeProof(service.db, proofOf(service, asked, { nonce, ...codes }), now);
    const unsent = await mailCodes(service, { own, next, codes }, res);
    if (unsent !== null) return refuse(res, unsent, now);
    service.log('change of address asked for', { userId: own.userId, oldMailboxLost });
    giveNonce(service, nonce, res);
    return res.json({ success: true, codes: oldMailboxLost ? ['NEW'] : ['NEW', 'OLD'] });
  };
}

/** The same mailbox and network limits as for a sign-in, and one for the person. */
async function mayMail(
  service: Service,
  { req, own, next, now }: { req: Request; own: Person; next: Whom; now: Date },
): Promise<Permission> {
  const person = await counted(service, LIMITS.addressChangesPerPerson, 'address changes', own.userId, now);
  if (!person.ok) return person;
  const network = await networkMay(service, { req, email: own.email, now }, 'codes');
  if (!network.ok) return network;
  for (const email of [own.email, next.account]) {
    const mailing = await mailingOf(service, { req, email, now });
    if (mailing.told !== 'SENT') return { ok: false, because: 'RATE_LIMITED', retryAt: mailing.retryAt };
  }
  return { ok: true };
}

type Codes = { newCode: string; oldCode: string | null };

type Mailed = { own: Person; next: Whom; codes: Codes };

/** Null when every code was sent. */
async function mailCodes(service: Service, { own, next, codes }: Mailed, res: Response): Promise<Refusal | null> {
  const { newCode, oldCode } = codes;
  const send = (to: string, code: string, about: ChangeMail) =>
    trySending(service, res, to, () => service.mailChangeCode(to, code, about));
  const toNew = await send(next.mailTo, newCode, { address: 'NEW', taken: next.person !== null });
  if (toNew !== 'SENT') return toNew === 'REFUSED' ? ADDRESS_REFUSED : MAIL_DOWN;
  const toOld = oldCode === null ? 'SENT' : await send(own.mailAddress, oldCode, { address: 'OLD' });
  if (toOld === 'SENT') return null;
  return toOld === 'REFUSED' ? OLD_ADDRESS_REFUSED : MAIL_DOWN;
}

const newCode = (): string => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');

type Asked = { userId: UserId; sessionId: AuthSessionId; from: string; to: string };

/** A change is asked for and confirmed in one session, from one address to one other. */
const subjectOf = ({ userId, sessionId, from, to }: Asked): string => JSON.stringify([userId, sessionId, from, to]);

/** Names the person, so that an erasure finds it. Each code is hashed for its own side, so neither stands for the other. */
function proofOf({ secret }: Service, asked: Asked, { nonce, newCode, oldCode }: Codes & { nonce: string }) {
  const identifier = keyedHash(secret, 'change of address', subjectOf(asked), nonce);
  const side = (name: string, code: string | null) => keyedHash(secret, 'change code', name, code ?? '', nonce);
  return { identifier, value: `${asked.userId} ${side('new', newCode)} ${side('old', oldCode)}` };
}

/** POST /email/confirm-change { newEmail, newCode, oldCode }: with both codes right, changes the address. */
export function confirmEmailChange(service: Service): Handler {
  return async (req, res, viewer) => {
    const now = service.now();
    const body = confirmBody.safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    const address = comparableAddress(body.data.newEmail);
    if (!address.ok) return refuse(res, NOT_AN_ADDRESS, now);
    const asked = await askedBy(service, viewer, address);
    const nonce = nonceOf(service, req);
    if (asked === null || nonce === null || !isNonceFor(service.secret, subjectOf(asked), nonce, now)) {
      const strays = await networkMay(service, { req, now }, 'strays');
      return refuse(res, strays.ok ? CHANGE_CODE_REFUSED : tooMany(strays.retryAt), now);
    }
    if (!(await mayTry(service, nonce, res))) return;
    const network = await networkMay(service, { req, email: asked.from, now }, 'tries');
    if (!network.ok) return refuse(res, tooMany(network.retryAt), now);
    const oldCode = body.data.oldCode ? digitsOf(body.data.oldCode) : null;
    const proof = proofOf(service, asked, { nonce, newCode: digitsOf(body.data.newCode), oldCode });
    const act = userAct(asked.userId, now, requestIdOf(res));
    const { sessionId } = asked;
    const changed = await changeEmail(service.db, act, { sessionId, address, proof, oldMailboxLost: oldCode === null });
    service.log('change of address', { userId: asked.userId, changed });
    if (changed !== 'CHANGED') return refuse(res, REFUSALS[changed], now);
    rememberDevice(service, address.email, now, res);
    forgetNonce(service, res);
    return res.json({ success: true });
  };
}

const REFUSALS: Record<Exclude<Changed, 'CHANGED'>, Refusal> = {
  INVALID_CODE: CHANGE_CODE_REFUSED,
  SIGNED_OUT: NOT_SIGNED_IN,
  ADDRESS_TAKEN,
};

const requestIdOf = ({ locals }: Response): string | null => locals.requestId ?? null;

/** What this session may have asked for; null when it cannot have. */
async function askedBy({ db }: Service, { userId, sessionId }: Viewer, { email: to }: Address): Promise<Asked | null> {
  const own = sessionId === null ? null : await personById(db, userId);
  return own === null || sessionId === null ? null : { userId, sessionId, from: own.email, to };
}
