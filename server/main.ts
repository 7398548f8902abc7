import './node24.js';

// Loaded here and not at the top, so that the compile cache covers all of it. The database starts while the rest loads.
const { boot, onEnd } = await import('./app/boot.ts');
const { openDatabase } = await import('./postgres/database.ts');

await boot(async (config, log) => {
  const opening = openDatabase(config, log);
  const [{ startService }, database] = await Promise.all([import('./service.ts'), opening]);
  const starting = startService(config, log, database);
  onEnd(async () => (await starting).stop());
  const service = await starting;
  if (config.production) {
    log.info({ port: service.port }, 'listening');
    return;
  }
  const url = config.port === 0 ? `http://localhost:${service.port}` : config.publicUrl;
  const lines = [
    'Attune is running.',
    `  Start here          ${url}/`,
    `  GraphiQL            ${url}/graphql`,
    `  Check a certificate ${url}/verify`,
  ];
  console.log(`\n${lines.join('\n')}\n`);
});
