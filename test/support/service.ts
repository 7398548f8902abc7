import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { studied } from '../../cli/demo/answers.ts';
import { createApp } from '../../server/app/app.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { createLog } from '../../server/http/logging.ts';
import type { Mail } from '../../server/mail/send.ts';
import { createServices } from '../../server/service.ts';
import { TEST_CONFIG } from './app.ts';
import { statementsThatScan } from './plans.ts';
import { openWorld } from './world.ts';

// Answers are read field by field by the story, which says what must be in them.
// biome-ignore lint/suspicious/noExplicitAny: a story reads answers as a front end does, without the schema's types.
export type Answer = any;

/** The whole service on a real port with real sign-in, the real course, and a clock that the story moves. */
export const startTestService = async () => {
  const world = await openWorld();
  const mails: Mail[] = [];
  let offsetMillis = 0;
  const clock = () => new Date(Date.now() + offsetMillis);
  const { services, auth } = createServices({
    settings: { ...TEST_CONFIG, publicUrl: 'http://localhost:4000', allowedOrigins: [], smtpUrl: 'smtp://localhost' },
    db: world.db,
    issuer: world.issuer,
    sendMail: async (mail) => void mails.push(mail),
    clock,
    log: createLog('silent'),
  });
  const app = createApp(services, { signIn: auth.router });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = fileURLToPath(new URL('../../content/better-after-betrayal', import.meta.url));
  const course = await readCourseFolder(folder);
  if (!course.ok) throw new Error('the course has faults');
  const rightAnswer = studied(course.package);

  const post = (path: string, body: unknown, headers: Record<string, string>) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  /** Someone at a browserless front end: signs in with the code from the mail, then runs the worked operations. */
  const person = async (email: string) => {
    const asked = await post('/api/auth/email-otp/send-verification-otp', { email, type: 'sign-in' }, {});
    const otp = mails.at(-1)?.text.match(/^\d{8}$/m)?.[0] ?? '';
    const nonce = asked.headers.get('x-sign-in-nonce') ?? '';
    const entered = await post('/api/auth/sign-in/email-otp', { email, otp }, { 'x-sign-in-nonce': nonce });
    const authorization = `Bearer ${entered.headers.get('set-auth-token')}`;
    const run = async (name: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
      const { query } = readExample(name);
      const answer = (await (await post('/graphql', { query, variables }, { authorization })).json()) as Answer;
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return Object.values(answer.data)[0];
    };
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(url + path, { headers: { authorization, ...headers } });
    return { run, get, authorization };
  };

  return {
    url,
    world,
    clock,
    mails,
    person,
    rightAnswer,
    /** What the service asked the database so far that reads a growing table as a whole. */
    scans: () => statementsThatScan(world.ownerUrl, world.sent),
    /** Lets time pass for the server. */
    pass: (millis: number) => {
      offsetMillis += millis;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world.close();
    },
  };
};

export type TestService = Awaited<ReturnType<typeof startTestService>>;
