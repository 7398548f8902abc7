import './node24.js';
import { boot } from './app/boot.ts';
import { seedContent } from './content/content.ts';
import { openDatabase } from './postgres/database.ts';
import { CONTENT } from './service.ts';

await boot(async (config, log) => {
  const database = await openDatabase(config, log);
  try {
    await seedContent(database.pool.db, CONTENT, new Date());
  } finally {
    await database.close();
  }
  console.log('The courses of content/ are loaded.');
});
