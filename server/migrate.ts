import './node24.js';
import { boot } from './app/boot.ts';
import { openDatabase } from './postgres/database.ts';

await boot(async (config, log) => {
  if (config.databaseUrl !== null && config.migrationDatabaseUrl === null) {
    throw new Error('MIGRATION_DATABASE_URL is missing: migrations run as the role that owns the tables.');
  }
  const database = await openDatabase(config, log);
  await database.close();
  console.log('The database is at the newest migration.');
});
