/** A separate process for tests: `node uncaughtProcess.ts ORIGIN` fails where nobody catches it. */
import { boot } from '../../server/app/boot.ts';

await boot(async () => {
  const error = new AggregateError([new Error('for robin@example.org')], 'several');
  if (process.argv[2] === 'unhandledRejection') void Promise.reject(error);
  else
    setImmediate(() => {
      throw error;
    });
  await new Promise((resolve) => setTimeout(resolve, 10_000));
});
