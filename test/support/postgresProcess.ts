/** A separate process for tests: `node postgresProcess.ts [DATA_DIR]` starts, says where, stops when its input ends. */
import { startPostgres, startThrowAwayPostgres } from '../../server/postgres/start.ts';

const dataDir = process.argv[2];
const log = () => undefined;
const server = dataDir ? await startPostgres({ dataDir, log }) : await startThrowAwayPostgres({ log });
console.log(JSON.stringify({ ownerUrl: server.ownerUrl, joined: server.joined }));
process.stdin.on('end', () => server.stop()).resume();
