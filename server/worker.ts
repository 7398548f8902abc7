import './node24.js';
import { boot, onEnd } from './app/boot.ts';
import { openDatabase } from './postgres/database.ts';
import { startWorker } from './service.ts';

await boot(async (config, log) => {
  const worker = await startWorker(config, log, await openDatabase(config, log));
  onEnd(worker.stop);
  log.info('doing jobs');
  if (!config.production) console.log('Attune does jobs. End it with Ctrl-C.');
});
