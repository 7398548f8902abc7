import { once } from 'node:events';
import { connect } from '../../drizzle/client.ts';
import { mailOnce } from '../../schema/accounts/operations/mailOnce.ts';

const [url = '', key = '', now = ''] = process.argv.slice(2);

/** Says `sending`, waits for a byte while it sends, then says `sent`. */
const pool = connect(url, { max: 1 });
await mailOnce(pool.db, { key, to: 'ana@example.org', now: new Date(now) }, async () => {
  console.log('sending');
  await once(process.stdin, 'data');
  console.log('sent');
});
process.stdin.destroy();
await pool.close();
