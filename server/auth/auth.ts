import type { Express } from 'express';
import type { Caller } from '../../schema/context.ts';
import type { Services } from '../services.ts';
import type { HeaderSource } from './cookies.ts';
import { externalIssuer } from './external.ts';
import type { Library } from './library.ts';
import { routes } from './router.ts';
import type { AuthLog, Service } from './service.ts';
import { viewerReader } from './viewer.ts';

/** What sign-in depends on. */
export type AuthServices = Pick<Services, 'db' | 'secret' | 'mail' | 'clock' | 'log'> & {
  /** Links, origins and the passkeys' domain come from publicUrl, never from a Host header. */
  settings: Pick<Services['settings'], 'publicUrl' | 'production' | 'allowedOrigins' | 'trustProxy' | 'oidc'>;
};

type AuthOptions = {
  /** In development without a mail server, shows the code. */
  showCode?: (email: string, code: string) => void;
};

export type Auth = {
  /** The person who sends the request; null when not signed in. Takes a request of node:http, Express or the Fetch API. */
  readViewer: (request: HeaderSource) => Promise<Caller | null>;
  /** The routes to mount at /api/auth. */
  router: Express;
  /** Loads the identity library now, so that the first sign-in does not wait for it. */
  warm: () => Promise<unknown>;
};

const MIN_SECRET = 32;

/** Events that an operator should look at. */
const FAULTS = new Set(['fault', 'database away', 'identity library', 'mail failed']);

/** Sign-in, sessions and their routes. Throws when SESSION_SECRET is too short to sign with. */
export function createAuth(services: AuthServices, { showCode }: AuthOptions = {}): Auth {
  const { db, secret, mail, clock: now, settings } = services;
  const { production, allowedOrigins, oidc } = settings;
  if (secret.length < MIN_SECRET) throw new Error(`SESSION_SECRET must have at least ${MIN_SECRET} characters.`);
  const log: AuthLog = (event, facts) => services.log[FAULTS.has(event) ? 'warn' : 'info'](facts ?? {}, event);
  const publicUrl = settings.publicUrl.replace(/\/$/, '');
  const { origin, protocol } = new URL(publicUrl);
  const secure = production || protocol === 'https:';
  const origins = [origin, ...allowedOrigins];
  const shown = (to: string, code: string, sent: Promise<void>) => {
    showCode?.(to, code);
    return sent;
  };
  const mailCode: Service['mailCode'] = (to, code, use, language) =>
    shown(to, code, mail.signInCode(to, code, use, language));
  const mailChangeCode: Service['mailChangeCode'] = (to, code, about, language) =>
    shown(to, code, mail.changeCode(to, code, about, language));
  const onFault = (message: string) => log('identity library', { message });
  let loaded: Promise<Library> | null = null;
  const library = () => {
    loaded ??= import('./library.ts').then(({ createLibrary }) =>
      createLibrary({ db, publicUrl, secret, secure, trustedOrigins: origins, now, onFault }),
    );
    return loaded;
  };
  const external = oidc === null ? null : externalIssuer({ db, production, log, ...oidc });
  const readViewer = viewerReader({ db, secret, secure, external, now });
  const shared = { db, library, publicUrl, secret, secure, origins, now, log, readViewer };
  const service: Service = { ...shared, mailCode, mailChangeCode };
  return { readViewer, router: routes(service, settings.trustProxy), warm: library };
}
