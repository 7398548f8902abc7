import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { Refused, refuseFlat } from '../http/refuse.ts';
import { isAway } from '../http/states.ts';
import { away, BAD_BODY, FAULT, FOREIGN_ORIGIN, NOT_FOUND, refuse } from './answers.ts';
import { askLibrary, passOn } from './bridge.ts';
import { limitCalls } from './calls.ts';
import { signInByCode, startRecoveryByCode } from './codeSignIn.ts';
import { sendCode } from './codes.ts';
import { header } from './cookies.ts';
import { confirmEmailChange, requestEmailChange } from './emailChange.ts';
import { parseBody } from './jsonBody.ts';
import {
  changePasskeys,
  deletePasskey,
  PASSKEY_BODIES,
  passkeyChallenge,
  registrationChallenge,
  signInByPasskey,
} from './passkeys.ts';
import type { Service } from './service.ts';
import { currentSession, endOtherSessions, endSession, forSignedIn, listSessions } from './sessions.ts';

/** Only our own pages and programs may act. A page elsewhere can neither act for a visitor nor sign them in. */
const ownOriginOnly =
  (service: Service): RequestHandler =>
  (req, res, next) => {
    const origin = header(req, 'origin');
    const program = origin === null && header(req, 'cookie') === null;
    const own = origin !== null && service.origins.includes(origin);
    return req.method === 'GET' || req.method === 'HEAD' || program || own
      ? next()
      : refuse(res, FOREIGN_ORIGIN, service.now());
  };

const asks = (service: Service, path: string, body?: unknown) => async (req: express.Request, res: express.Response) =>
  passOn(await askLibrary(service.library, req, { ...service, path, body }), res);

const onFault =
  (service: Service): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof Refused) return refuseFlat(res, error.refusal, error.retrySeconds);
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500) return refuse(res, { ...BAD_BODY, status }, service.now());
    const now = service.now();
    const gone = isAway(error);
    service.log(gone ? 'database away' : 'fault', { requestId: res.locals.requestId, err: error });
    return refuse(res, gone ? away(now) : FAULT, now);
  };

/** Every route under /api/auth. The bodies have been read as text (readSignInBody). A path that is not listed here returns 404, whatever else the library offers. */
export function routes(service: Service, trustProxy: boolean | number | string): Express {
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .enable('case sensitive routing')
    .enable('strict routing');
  app.set('trust proxy', trustProxy);
  app.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(limitCalls(service), ownOriginOnly(service), parseBody);

  app.post('/email-otp/send-verification-otp', sendCode(service));
  app.post('/sign-in/email-otp', signInByCode(service));
  app.post('/recovery/start', startRecoveryByCode(service));
  app.post('/email/request-change', forSignedIn(service, requestEmailChange(service)));
  app.post('/email/confirm-change', forSignedIn(service, confirmEmailChange(service)));
  app.post('/sign-out', asks(service, '/sign-out', {}));

  app.get('/get-session', currentSession(service));
  app.get('/sessions', forSignedIn(service, listSessions(service)));
  app.post('/sessions/revoke', forSignedIn(service, endSession(service)));
  app.post('/sessions/revoke-others', forSignedIn(service, endOtherSessions(service)));

  app.get('/passkey/generate-authenticate-options', passkeyChallenge(service));
  app.post('/passkey/verify-authentication', signInByPasskey(service));
  app.get('/passkey/generate-register-options', forSignedIn(service, registrationChallenge(service)));
  app.get('/passkey/list-user-passkeys', forSignedIn(service, asks(service, '/passkey/list-user-passkeys')));
  app.post('/passkey/delete-passkey', forSignedIn(service, deletePasskey(service)));
  for (const path of Object.keys(PASSKEY_BODIES) as (keyof typeof PASSKEY_BODIES)[]) {
    app.post(path, forSignedIn(service, changePasskeys(service, path)));
  }
  app.use((_req, res) => refuse(res, NOT_FOUND, service.now()));
  app.use(onFault(service));
  return app;
}
