import './node24.js';
import { boot, onEnd } from './app/boot.ts';
import { openDatabase } from './postgres/database.ts';
import { startWorker } from './service.ts';

await boot(async (config, log) => {
  const database = await openDatabase(config, log);
  const ended = new AbortController();
  const starting = startWorker(config, log, database, ended.signal);
  onEnd(async () => {
    ended.abort();
    await (await starting).stop();
  });
  await starting;
  log.info('doing jobs');
  if (!config.production) console.log('Attune does jobs. End it with Ctrl-C.');
});
