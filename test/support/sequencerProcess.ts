import { connect } from '../../drizzle/client.ts';
import { systemAct } from '../../schema/act.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { createTestSigner } from './keyring.ts';

const [url = '', table = ''] = process.argv.slice(2);

/** Sequences the log and is killed at its first write to the named table, in the middle of the transaction. */
const { db } = connect(url, {
  max: 1,
  onStatement: (text) => {
    if (text.startsWith(`insert into "${table}"`) || text.startsWith(`delete from "${table}"`))
      process.kill(process.pid, 'SIGKILL');
  },
});
await sequenceLog(db, systemAct(new Date()), {
  signer: await createTestSigner('LOG'),
  origin: 'attune.example.org/log',
});
