import { logUncaught } from '../../server/app/boot.ts';
import { createLog } from '../../server/http/logging.ts';

/** Logs two lines, and ends by the error that nobody catches, by a call or by itself. */
const log = createLog('info');
logUncaught(log);
log.info('first');
setImmediate(() => {
  log.info('second');
  if (process.argv[2] === 'error') throw new Error('nobody catches this');
  if (process.argv[2] === 'exit') process.exit(1);
});
