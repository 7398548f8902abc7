import './node24.js';

// These modules are imported after node24.js so that the compile cache covers them. The database starts while the service loads.
const { boot, onEnd } = await import('./app/boot.ts');
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
  const here = `http://localhost:${service.port}`;
  const url = config.port === 0 ? here : config.publicUrl;
  const lines = [
    'Attune is running.',
    `  Start here          ${url}/`,
    `  GraphiQL            ${url}/graphql`,
    `  Check a certificate ${url}/verify`,
    // Certificates and links name PUBLIC_URL, which may lead to another process.
    ...(url === here ? [] : [`  This process        ${here}/`]),
  ];
  console.log(`\n${lines.join('\n')}\n`);
});
