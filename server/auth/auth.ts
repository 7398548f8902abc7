import type { Express } from 'express';
import type { Database } from '../../drizzle/client.ts';
import { CODE_SECONDS } from '../../schema/accounts/rules.ts';
import type { Viewer } from '../../schema/context.ts';
import type { HeaderSource } from './cookies.ts';
import { externalIssuer } from './external.ts';
import type { Library } from './library.ts';
import { routes } from './router.ts';
import type { AuthLog, Service } from './service.ts';
import { viewerReader } from './viewer.ts';

export type AuthOptions = {
  db: Database;
  /** Where people reach the service; links, origins and the passkeys' domain come from it, never from a Host header. */
  publicUrl: string;
  /** SESSION_SECRET, at least 32 characters. A new one ends every session. */
  secret: string;
  production: boolean;
  allowedOrigins: string[];
  /** Express's `trust proxy`: false, the number of proxies, or their addresses. */
  trustProxy: boolean | number | string;
  sendMail: (mail: { to: string; subject: string; text: string }) => Promise<void>;
  /** OIDC_ISSUER and OIDC_AUDIENCE, when another issuer's tokens count too. */
  external?: { issuer: string; audience: string } | null;
  log?: AuthLog;
  /** In development, shows a code where mail goes nowhere. */
  showCode?: (email: string, code: string) => void;
  now?: () => Date;
};

export type Auth = {
  /** Who is asking; null when nobody is signed in. Takes a request of node:http, express or the Fetch API. */
  readViewer: (request: HeaderSource) => Promise<Viewer | null>;
  /** The routes, to be mounted at /api/auth. */
  router: Express;
  /** Reads the identity library now rather than at the first sign-in. */
  warm: () => Promise<unknown>;
};

const MIN_SECRET = 32;

const mailText = (code: string) => `Your sign-in code for Attune:

${code}

It works once, within ${CODE_SECONDS / 60} minutes, and only where you asked for it.
Nobody from Attune will ever ask you for it.
If you did not ask for a code, somebody typed your address by mistake: do nothing.
`;

/** Signing in, sessions and their routes. Throws when the secret is too short to sign anything. */
export const createAuth = (options: AuthOptions): Auth => {
  const {
    db,
    secret,
    production,
    allowedOrigins,
    sendMail,
    showCode,
    log = () => {},
    now = () => new Date(),
  } = options;
  if (secret.length < MIN_SECRET) throw new Error(`SESSION_SECRET must have at least ${MIN_SECRET} characters.`);
  const publicUrl = options.publicUrl.replace(/\/$/, '');
  const { origin, protocol } = new URL(publicUrl);
  const secure = production || protocol === 'https:';
  const origins = [origin, ...allowedOrigins];
  const mailCode = async (to: string, code: string) => {
    showCode?.(to, code);
    await sendMail({ to, subject: 'Your Attune sign-in code', text: mailText(code) });
  };
  const onFault = (message: string) => log('identity library', { message });
  let loaded: Promise<Library> | null = null;
  const library = () => {
    loaded ??= import('./library.ts').then(({ createLibrary }) =>
      createLibrary({ db, publicUrl, secret, secure, trustedOrigins: origins, onFault }),
    );
    return loaded;
  };
  const external = options.external ? externalIssuer({ db, production, log, ...options.external }) : null;
  const readViewer = viewerReader({ db, secret, secure, external, now });
  const service: Service = { db, library, publicUrl, secret, secure, origins, now, log, readViewer, mailCode };
  return { readViewer, router: routes(service, options.trustProxy), warm: library };
};
