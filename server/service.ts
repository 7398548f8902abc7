import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from '../drizzle/client.ts';
import { openVault } from '../drizzle/encryption.ts';
import type { Issuer } from '../schema/issuance/rules/issuer.ts';
import { createApp } from './app/app.ts';
import { LIMITS, type Listening, listen } from './app/listen.ts';
import { type Auth, createAuth } from './auth/auth.ts';
import { erasuresIn } from './backup/erasures.ts';
import { seedOnce } from './content/fingerprint.ts';
import { openIssuer } from './documents/issuer.ts';
import { mailedPapers } from './documents/mailedPapers.ts';
import { createPdfLinks } from './documents/pdfLinks.ts';
import { timestamperOf } from './documents/timestamp.ts';
import { createHealth } from './http/health.ts';
import type { Log } from './http/logging.ts';
import { createMetrics } from './http/metrics.ts';
import { ALL_JOBS } from './jobs/all.ts';
import { type RunningJobs, startJobs } from './jobs/run.ts';
import { createMails } from './mail/mails.ts';
import { loggingRefusals } from './mail/refusals.ts';
import { createMailer, type Mail } from './mail/send.ts';
import type { OpenDatabase } from './postgres/database.ts';
import { whenAnswered } from './postgres/whenAnswered.ts';
import type { Services } from './services.ts';
import type { Config } from './settings/config.ts';
import type { OpenStripe } from './stripe/gateway.ts';
import { sweepLeftFiles } from './verification/receiveFile.ts';
import { openPages } from './web/pages.ts';

export type Service = { port: number; stop(): Promise<void> };

/** The courses and the sample organization of this repository. */
export const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

/** Time for a load balancer to see that this process is no longer ready. */
const DRAIN_MS = 3_000;
const FINISH_MS = 15_000;
/** Loading the identity library blocks the process for a fifth of a second, so the first answers go out before. */
const WARM_SIGN_IN_MS = 1_000;
/** The press is warmed when the start is over, and not at all in a process that ends before. */
const WARM_PRESS_MS = 5_000;
/** Time for a client that keeps its connection to send one more request, whose answer tells it to close. */
const LINGER_MS = { production: 5_000, development: 2_500 };

/** The whole service in one process on an open database: content, routes and jobs. Closes the database when it stops, fails, or the signal ends its start. */
export async function startService(
  config: Config,
  log: Log,
  database: OpenDatabase,
  signal?: AbortSignal,
): Promise<Service> {
  const pages = openPages(config, log, signal);
  const { services, auth, warmPressLater, close } = await openServices(config, log, database, signal);
  let listening: Listening | null = null;
  let jobs: RunningJobs | null = null;
  try {
    await whenAnswered(log, () => seedOnce(services.db, CONTENT, services.clock()), signal);
    const health = createHealth();
    const metrics = createMetrics();
    const app = createApp(services, { signIn: auth.router, health, metrics, pages });
    const http = await listen(app, config, LIMITS, {
      onClosed: (because) => metrics.count('attune_connections_closed_total', { because }),
    });
    listening = http;
    sweepLeftFiles(tmpdir(), services.clock()).catch((error) => log.warn({ err: error }, 'left files'));
    warmSignInLater(http, auth, log);
    jobs = await whenAnswered(log, () => startJobs(database.appUrl, services, ALL_JOBS), signal);
    const cool = warmPressLater();
    return {
      port: http.port,
      stop: async () => {
        cool();
        health.drain();
        if (config.production) await sleep(DRAIN_MS);
        await Promise.all([
          http.close(FINISH_MS, LINGER_MS[config.production ? 'production' : 'development']),
          jobs?.stop(),
        ]);
        await close();
      },
    };
  } catch (error) {
    await Promise.all([listening?.close(0), jobs?.stop()]);
    await close();
    throw error;
  }
}

/** Loads the identity library after the first answer, so that the first sign-in does not wait for it. */
function warmSignInLater({ server }: Listening, auth: Auth, log: Log): void {
  const warm = () =>
    auth.warm().then(
      () => log.info('identity library loaded'),
      (error) => log.error({ err: error }, 'identity library failed to load'),
    );
  server.once('request', (_request, response) => {
    response.once('close', () => setTimeout(warm, WARM_SIGN_IN_MS).unref());
  });
}

/** The jobs alone, for `npm run worker`. */
export async function startWorker(
  config: Config,
  log: Log,
  database: OpenDatabase,
  signal?: AbortSignal,
): Promise<{ stop(): Promise<void> }> {
  const { services, warmPressLater, close } = await openServices(config, log, database, signal);
  const jobs = await whenAnswered(log, () => startJobs(database.appUrl, services, ALL_JOBS), signal);
  const cool = warmPressLater();
  return {
    stop: async () => {
      cool();
      await jobs.stop();
      await close();
    },
  };
}

/** The parts that make the services. The rest follows from the settings. */
type Ground = {
  settings: Config;
  db: Database;
  issuer: Issuer;
  sendMail: (mail: Mail) => Promise<void>;
  /** Absent without keys. */
  stripe?: OpenStripe | null;
  clock: () => Date;
  log: Log;
};

/** The services, and identity with its routes. */
export function createServices(ground: Ground): { services: Services; auth: Auth } {
  const { settings, db, issuer, sendMail, stripe, clock, log } = ground;
  const secret = settings.sessionSecret;
  const mail = createMails(loggingRefusals(sendMail, log), settings.publicUrl);
  // Without a mail server, the developer reads the code in the terminal; never in production.
  const shown = settings.production || settings.smtpUrl !== null ? {} : { showCode };
  const auth = createAuth({ db, secret, mail, clock, log, settings }, shown);
  const services = {
    db,
    vault: openVault(settings.encryptionKey, settings.encryptionKeyBefore),
    issuer,
    timestamper: timestamperOf(settings.tsaUrl),
    pdfLinks: createPdfLinks(secret, settings.publicUrl),
    readViewer: auth.readViewer,
    mail,
    papersOf: mailedPapers(db, issuer),
    noteErasure: erasuresIn(settings.dataDir),
    stripe: stripe?.gateway ?? null,
    readStripeEvent: stripe?.readEvent ?? null,
    stripeSeller: settings.stripe?.seller ?? null,
    clock,
    settings,
    secret,
    log,
  };
  return { services, auth };
}

const showCode = (email: string, code: string) => console.log(`Sign-in code for ${email}: ${code}`);

/**
 * The services on an open database, with their keys and press. `close`, like a failure here, ends the press and closes the
 * database.
 */
async function openServices(config: Config, log: Log, database: OpenDatabase, signal?: AbortSignal) {
  const clock = () => new Date();
  const { db } = database.pool;
  try {
    const issuer = await whenAnswered(log, () => openIssuer(config, db, log, clock()), signal);
    const close = async () => {
      await Promise.all([issuer.press.stop(), database.close()]);
    };
    const warmPressLater = () => {
      const timer = setTimeout(() => issuer.press.warm(), WARM_PRESS_MS).unref();
      return () => clearTimeout(timer);
    };
    const stripe = await stripeOf(config);
    const made = createServices({ settings: config, db, issuer, sendMail: mailerOf(config), stripe, clock, log });
    return { ...made, warmPressLater, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Loading Stripe's library takes a tenth of a second, which a service without keys does not spend. */
async function stripeOf({ stripe }: Config): Promise<OpenStripe | null> {
  return stripe === null ? null : (await import('./stripe/gateway.ts')).openStripe(stripe);
}

const mailerOf = ({ smtpUrl, mailFrom, dataDir, sessionSecret: secret }: Config): ((mail: Mail) => Promise<void>) =>
  createMailer({ smtpUrl: smtpUrl ?? undefined, from: mailFrom, outboxDir: `${dataDir}/outbox`, secret });
