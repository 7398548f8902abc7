import type { PublicKey } from '../certificates/keys.ts';
import { readLogProof } from '../certificates/log/proof.ts';
import { readAttachments } from '../certificates/verify/attachments.ts';
import type { Step } from '../certificates/verify/report.ts';
import type { Database } from '../drizzle/client.ts';
import { replayLog } from '../schema/log/operations/replayLog.ts';
import { latestCheckpoint } from '../schema/log/queries.ts';
import { examineHistory } from '../schema/verification/operations/examineHistory.ts';
import { type LogMemory, memoryFile, readMemory, writeMemory } from './logMemory.ts';

type Asked = { bytes: Buffer; keys: readonly PublicKey[]; wholeLog: boolean };

/**
 * Whether today's log continues the log of the file and the log that was last seen here, and on request the replay of the whole
 * log. When neither finds anything, today's checkpoint is remembered here.
 */
export async function logSteps(db: Database, { bytes, keys, wholeLog }: Asked): Promise<Step[]> {
  const file = memoryFile();
  const memory = await readMemory(file);
  const logKeys = keys.filter(({ use }) => use === 'LOG');
  const seen = { inFile: checkpointIn(bytes), remembered: memory?.checkpoint ?? null, keys: logKeys };
  const { step, today } = await examineHistory(db, seen);
  const steps = wholeLog ? [step, await replayStep(db, logKeys)] : [step];
  const trusted = steps.every(({ outcome }) => outcome !== 'FAILED');
  const next: LogMemory = { windows: memory?.windows ?? [], checkpoint: today };
  if (trusted && today !== null) await writeMemory(file, memory, next);
  return steps;
}

/** The checkpoint of the log proof inside a PDF. Its signature is not checked here. */
function checkpointIn(bytes: Buffer): string | null {
  const proof = readAttachments(bytes).find(({ name }) => name === 'log-proof.txt');
  return proof === undefined ? null : (readLogProof(proof.bytes.toString('utf8'))?.checkpoint ?? null);
}

async function replayStep(db: Database, keys: readonly PublicKey[]): Promise<Step> {
  const step = { key: 'REPLAY', title: 'The whole log, replayed' } as const;
  const size = (await latestCheckpoint(db))?.size ?? 0;
  if (size > MANY_ENTRIES) console.error(`Replaying the whole log, ${size} entries: this takes a while.`);
  const replay = await replayLog(db, { keys });
  if (replay.ok)
    return {
      ...step,
      outcome: 'PASSED',
      sentence: `All ${replay.size} entries, every hash over them and ${replay.checkpoints} signed states agree.`,
    };
  const named = replay.named.slice(0, MOST_NAMED).map(({ where, detail }) => `${where}: ${detail}`);
  const sentence = `The log was changed. ${named.join(' ')} Differences in total: ${replay.differences}; attune log verify lists them.`;
  return { ...step, outcome: 'FAILED', sentence };
}

const MOST_NAMED = 3;
/** Beyond these a replay takes seconds. */
const MANY_ENTRIES = 10_000;
