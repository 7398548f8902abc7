import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { didDocument, didOf } from '../../certificates/credential/did.ts';
import { systemAct } from '../../schema/act.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { fillLog } from '../../test/support/fillLog.ts';
import { issued, PUBLIC_URL } from '../../test/support/issued.ts';
import { appUrlOf, connectAsOwner } from '../../test/support/owner.ts';
import { startTestServer } from '../../test/support/testServer.ts';
import { openWorld, type World } from '../../test/support/world.ts';
import { round } from '../numbers.ts';

/**
 * CPU milliseconds of a whole process of the command line, the least of many: whatever else ran only ever added. `beyondMs` is the
 * check with the register over that without.
 */
type Checked = { entries: number; offlineMs: number; registerMs: number; beyondMs: number };
type Replayed = { wholeMs: number; nextMs: number };
export type VerifyResult = { checked: Checked[]; replayed: Replayed };

const SIZES = { full: { entries: [1_000, 100_000], times: 15 }, quick: { entries: [1_000, 10_000], times: 5 } };
const ATTUNE = fileURLToPath(new URL('../../cli/attune.ts', import.meta.url));
const NODE24 = fileURLToPath(new URL('../../server/node24.js', import.meta.url));
/** Tells what the process used, on its way out. */
const REPORTING = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,JSON.stringify(process.cpuUsage())))`;

type Options = { quick: boolean; log: (line: string) => void };

/** One certificate checked beside logs of growing length, by the command line; then the whole log replayed, and again. */
export const measureVerify = async ({ quick, log }: Options): Promise<VerifyResult> => {
  const { entries, times } = quick ? SIZES.quick : SIZES.full;
  const server = await startTestServer();
  process.env.ATTUNE_TEST_SERVER = JSON.stringify(server);
  const home = await mkdtemp(join(tmpdir(), 'attune-bench-verify-'));
  const world = await openWorld({ max: 2 });
  try {
    const pdf = join(home, 'certificate.pdf');
    await writeFile(pdf, await certified(world));
    const did = join(home, 'did.json');
    await writeFile(did, JSON.stringify(didDocument(didOf(PUBLIC_URL), PUBLIC_URL, await everyKey(world.db))));
    const environment = { DATA_DIR: home, DATABASE_URL: await appUrlOf(world.db) };
    const checked: Checked[] = [];
    for (const size of entries) {
      const reached = await growTo(world, size);
      log(`verify: a log of ${reached} entries`);
      const check = ['certificate', 'verify', pdf];
      checked.push({ entries: reached, ...(await compare(check, did, environment, times)) });
    }
    const wholeMs = round(await cpuOf(['log', 'verify'], environment), 0);
    const nextMs = round(await cpuOf(['log', 'verify'], environment), 0);
    return { checked, replayed: { wholeMs, nextMs } };
  } finally {
    await world.close();
    await server.stop();
    await rm(home, { recursive: true });
  }
};

const NOW = new Date('2026-11-26T00:00:00Z');

const sequence = async ({ db, issuer }: World) =>
  sequenceLog(db, systemAct(NOW), { signer: await issuer.keyring.signer('LOG'), origin: issuer.logOrigin });

const certified = async (world: World): Promise<Buffer> => {
  const { id } = await issued(world);
  const made = await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: id, now: NOW });
  await sequence(world);
  return made?.bytes ?? Buffer.alloc(0);
};

/** Certificates by one statement, and their places by the sequencer itself. */
const growTo = async (world: World, entries: number): Promise<number> => {
  const owner = await connectAsOwner(world.db);
  const { size } = await sequence(world);
  await fillLog(owner, Math.ceil((entries - size) / 2));
  const grown = await sequence(world);
  await owner.unsafe('vacuum analyze');
  await owner.end();
  return grown.size;
};

const compare = async (check: string[], did: string, environment: Record<string, string>, times: number) => {
  const [offline, register]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++) {
    offline.push(await cpuOf([...check, '--offline', '--keys', did], environment));
    register.push(await cpuOf(check, environment));
  }
  const [offlineMs, registerMs] = [Math.min(...offline), Math.min(...register)];
  return {
    offlineMs: round(offlineMs, 0),
    registerMs: round(registerMs, 0),
    beyondMs: round(registerMs - offlineMs, 0),
  };
};

/** Of a process that must find nothing. */
const cpuOf = async (line: string[], environment: Record<string, string>): Promise<number> => {
  const child = spawn(process.execPath, ['--import', NODE24, '--import', REPORTING, ATTUNE, ...line], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: { PATH: process.env.PATH, ENCRYPTION_KEY: 'a bench secret of at least thirty-two characters', ...environment },
  });
  const told = child.stdio[3];
  if (told === null || told === undefined || !('read' in told)) throw new Error('a pipe is missing');
  const [usage, [code]] = await Promise.all([text(told), once(child, 'exit')]);
  if (code !== 0) throw new Error(`attune ${line.join(' ')} ended with ${code}`);
  const { user, system }: NodeJS.CpuUsage = JSON.parse(usage);
  return (user + system) / 1000;
};
