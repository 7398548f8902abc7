/** A separate process for tests: `node migrateProcess.ts OWNER_URL APP_ROLE` migrates and ends. */
import { migrate } from '../../drizzle/client.ts';

const [ownerUrl = '', appRole = ''] = process.argv.slice(2);
await migrate(ownerUrl, appRole);
