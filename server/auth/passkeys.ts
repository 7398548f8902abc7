import type { Request, Response } from 'express';
import { z } from 'zod';
import { tell } from '../../schema/accounts/operations/accountNotice.ts';
import { removePasskey } from '../../schema/accounts/operations/removePasskey.ts';
import { endOldChallenges } from '../../schema/accounts/operations.ts';
import { passkeyCountOf } from '../../schema/accounts/queries.ts';
import { MOST_PASSKEYS } from '../../schema/accounts/rules.ts';
import { userAct } from '../../schema/act.ts';
import { BAD_BODY, LAST_PASSKEY, NOT_FOUND, NOT_FRESH, refuse, tooMany } from './answers.ts';
import { askLibrary, passOn } from './bridge.ts';
import { rememberDevice } from './device.ts';
import { networkMay } from './rooms.ts';
import { type Service, signedIn } from './service.ts';
import { type Handler, isFresh } from './sessions.ts';

const text = (max: number) => z.string().min(1).max(max);
const MAX_BASE64 = 16_384;

/** An answer of the browser's navigator.credentials, in WebAuthn's JSON form. */
const credential = z.object({
  id: text(1400),
  rawId: text(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
const attestation = credential.extend({
  response: z.object({
    clientDataJSON: text(MAX_BASE64),
    attestationObject: text(MAX_BASE64),
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
const assertion = credential.extend({
  response: z.object({
    clientDataJSON: text(MAX_BASE64),
    authenticatorData: text(MAX_BASE64),
    signature: text(MAX_BASE64),
    userHandle: z.string().max(200).nullish(),
  }),
});

const PASSKEY_NAME = z.string().trim().min(1).max(80);

/** Bodies of the routes for signed-in people. A field that is not listed here never reaches the library. */
export const PASSKEY_BODIES = {
  '/passkey/verify-registration': z.object({ response: attestation, name: PASSKEY_NAME.optional() }),
  '/passkey/update-passkey': z.object({ id: z.uuid(), name: PASSKEY_NAME }),
};

/** Passes a valid body on to the library. A registration that fails to verify is the client's fault, not ours. */
export function changePasskeys(service: Service, path: keyof typeof PASSKEY_BODIES): Handler {
  return async (req, res, viewer) => {
    const body = PASSKEY_BODIES[path].safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, service.now());
    if (path === '/passkey/verify-registration' && (await passkeyCountOf(service.db, viewer.userId)) >= MOST_PASSKEYS) {
      return refuse(res, TOO_MANY_PASSKEYS, service.now());
    }
    const answer = await askLibrary(service.library, req, { ...service, path, body: body.data });
    if (answer.ok) {
      service.log('passkeys changed', { path });
      if (path === '/passkey/verify-registration') await tell(service.db, viewer, 'PASSKEY_ADDED');
    }
    return answer.status === 500 && path === '/passkey/verify-registration'
      ? refuse(res, REGISTRATION_REFUSED, service.now())
      : passOn(answer, res);
  };
}

const deleteBody = z.object({ id: z.uuid() });

/** POST /passkey/delete-passkey. The library requires a fresh session to add a passkey. Removing one is as serious. */
export function deletePasskey(service: Service): Handler {
  return async (req, res, viewer) => {
    const now = service.now();
    const body = deleteBody.safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    if (!(await isFresh(service, viewer))) return refuse(res, NOT_FRESH, now);
    const act = userAct(viewer.userId, now);
    const removed = await removePasskey(service.db, act, { passkeyId: body.data.id });
    if (removed === 'NOT_FOUND') return refuse(res, NOT_FOUND, now);
    if (removed === 'LAST_PASSKEY') return refuse(res, LAST_PASSKEY, now);
    service.log('passkeys changed', { path: '/passkey/delete-passkey' });
    return res.json({ status: true });
  };
}

/** GET /passkey/generate-register-options: a challenge for a new passkey. The person's oldest challenges end, so that few are open. */
export function registrationChallenge(service: Service): Handler {
  const path = '/passkey/generate-register-options';
  return async (req, res, { userId }) => {
    await endOldChallenges(service.db, { userId, now: service.now() });
    return passOn(await askLibrary(service.library, req, { ...service, path }), res);
  };
}

const TOO_MANY_PASSKEYS = {
  status: 409,
  code: 'TOO_MANY_PASSKEYS',
  message: `You have ${MOST_PASSKEYS} passkeys, which is the most. Delete one first.`,
};

const REGISTRATION_REFUSED = {
  status: 400,
  code: 'FAILED_TO_VERIFY_REGISTRATION',
  message: 'We could not verify this passkey. Request new options and try again on this service’s own page.',
};

/** GET /passkey/generate-authenticate-options: a challenge that is valid for five minutes and one attempt. */
export function passkeyChallenge(service: Service) {
  return async (req: Request, res: Response) => {
    const now = service.now();
    const network = await networkMay(service, { req, now }, 'passkeys');
    if (!network.ok) return refuse(res, tooMany(network.retryAt), now);
    const answer = await askLibrary(service.library, req, {
      ...service,
      path: '/passkey/generate-authenticate-options',
    });
    // The library would only prefer user verification here but require it afterwards.
    return passOn(answer, res, (options) => ({ ...Object(options), userVerification: 'required' }));
  };
}

/** POST /passkey/verify-authentication: opens a session for a verified person and a fresh challenge. */
export function signInByPasskey(service: Service) {
  return async (req: Request, res: Response) => {
    const now = service.now();
    const body = z.object({ response: assertion }).safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, now);
    const network = await networkMay(service, { req, now }, 'passkeys');
    if (!network.ok) return refuse(res, tooMany(network.retryAt), now);
    const former = await service.readViewer(req);
    const path = '/passkey/verify-authentication';
    const answer = await askLibrary(service.library, req, { ...service, path, body: body.data });
    if (answer.ok) {
      const { user } = (await answer.clone().json()) as { user: { email: string } };
      rememberDevice(service, user.email, now, res);
      return signedIn(service, { former, by: 'PASSKEY' }, answer, res);
    }
    service.log('sign-in refused', { because: 'PASSKEY' });
    return passOn(answer, res);
  };
}
