import type { AddressInfo } from 'node:net';
import type { Pool } from '../../drizzle/client.ts';
import { createApp } from '../../server/app/app.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { createLog } from '../../server/http/logging.ts';
import { createServices } from '../../server/service.ts';
import type { Services } from '../../server/services.ts';
import { TEST_CONFIG } from '../../test/support/app.ts';
import type { Traveler } from './travelers.ts';
import type { GrowthWorld } from './world.ts';

/** What GraphQL answers, read field by field by those who know what must be in it. */
// biome-ignore lint/suspicious/noExplicitAny: a story reads answers as a front end does, without the schema's types.
export type Answer = any;

export type Front = {
  services: Services;
  /** Runs a worked operation as a traveler; throws when it is refused. */
  run(traveler: Traveler, name: string, variables?: Record<string, unknown>): Promise<Answer>;
  ask(traveler: Traveler, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The newest mail to an address. */
  mailTo(email: string): string;
  stop(): Promise<void>;
};

/** The whole product in this process, as production runs it; jobs are run by hand and mail is kept in memory. */
export const openFront = async (world: GrowthWorld, pool: Pool): Promise<Front> => {
  const mails = new Map<string, string>();
  const { services, auth } = createServices({
    settings: {
      ...TEST_CONFIG,
      production: true,
      trustProxy: 1,
      sessionSecret: world.secret,
      smtpUrl: 'smtp://localhost',
      logLevel: 'error',
    },
    db: pool.db,
    issuer: world.issuer,
    sendMail: async ({ to, text }) => void mails.set(to, text),
    clock: () => new Date(),
    log: createLog('silent'),
  });
  const server = createApp(services, { signIn: auth.router }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask: Front['ask'] = (traveler, path, body, headers = {}) =>
    fetch(url + path, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json',
        'x-forwarded-for': traveler.network,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'x-attune-csrf': '1' }),
        ...headers,
      },
    });
  const run: Front['run'] = async (traveler, name, variables = {}) => {
    const { query } = readExample(name);
    const response = await ask(traveler, '/graphql', { query, variables }, { cookie: traveler.cookie });
    const { data, errors } = (await response.json()) as Answer;
    const answer = data && Object.values(data)[0];
    if (errors || !answer || (answer as Answer).code) throw new Error(`${name}: ${JSON.stringify(errors ?? data)}`);
    return answer;
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { services, run, ask, mailTo: (email) => mails.get(email) ?? '', stop };
};
