import './node24.js';

// These modules are imported after node24.js so that the compile cache covers them. The database starts while the service loads.
const { boot, onEnd } = await import('./app/boot.ts');
const { startLines } = await import('./app/startLines.ts');
const { openDatabase } = await import('./postgres/database.ts');

await boot(async (config, log) => {
  const opening = openDatabase(config, log);
  const [{ startService }, database] = await Promise.all([import('./service.ts'), opening]);
  const ended = new AbortController();
  const starting = startService(config, log, database, ended.signal);
  onEnd(async () => {
    ended.abort();
    await (await starting).stop();
  });
  const service = await starting;
  if (config.production) {
    log.info({ port: service.port }, 'listening');
    return;
  }
  const lines = startLines(config, service.port);
  console.log(`\n${lines.join('\n')}\n`);
});
