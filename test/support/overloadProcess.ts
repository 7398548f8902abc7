import { connect } from '../../drizzle/client.ts';
import { createApp } from '../../server/app/app.ts';
import { listen } from '../../server/app/listen.ts';
import { createLog } from '../../server/http/logging.ts';
import { createServices } from '../../server/service.ts';
import { TEST_CONFIG } from './app.ts';
import { createTestIssuer } from './issuer.ts';

const [databaseUrl = ''] = process.argv.slice(2);

/** The app in a process of its own, with few places. Run it with --expose-gc: it tells its heap when asked. */
const { services, auth } = createServices({
  settings: { ...TEST_CONFIG, smtpUrl: 'smtp://localhost' },
  db: connect(databaseUrl).db,
  issuer: await createTestIssuer(),
  sendMail: async () => {},
  clock: () => new Date(),
  log: createLog('silent'),
});
const app = createApp(services, { signIn: auth.router, places: { atOnce: 8, bodies: 4 } });
const { port } = await listen(app, { port: 0, host: '127.0.0.1' });
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ heapUsed: process.memoryUsage().heapUsed });
});
process.once('disconnect', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${port}` });
