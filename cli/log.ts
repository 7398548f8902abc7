import { readFile, stat } from 'node:fs/promises';
import { vkeyOf } from '../certificates/log/note.ts';
import { againstCheckpoint } from '../schema/log/operations/againstCheckpoint.ts';
import { type ReplayReport, replayLog } from '../schema/log/operations/replayLog.ts';
import { latestCheckpoint, logKeys } from '../schema/log/queries.ts';
import type { AgainstCheckpoint } from '../schema/log/rules.ts';
import { withDatabase } from './database.ts';
import { memoryFile, readMemory, writeMemory } from './logMemory.ts';

/** A checkpoint has a few hundred bytes, or some thousand with many witnesses' signatures. */
const MAX_CHECKPOINT_BYTES = 200_000;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/**
 * log verify [--against FILE] [--whole]: prints what was checked, in plain words. Any difference gives exit code 1. A run that
 * finds nothing is remembered, and the next one goes on from there.
 */
export async function verifyLog(savedFile: string | undefined, whole: boolean): Promise<void> {
  const note = savedFile === undefined ? null : await readCheckpoint(savedFile);
  const file = memoryFile();
  const memory = await readMemory(file);
  const { report, remembered, against, vkeys, today } = await withDatabase(async (db) => {
    const keys = await logKeys(db);
    const report = await replayLog(db, { keys, replayed: whole ? [] : (memory?.windows ?? []) });
    const today = (await latestCheckpoint(db))?.note ?? null;
    const [origin = ''] = today?.split('\n', 1) ?? [];
    const compared = (saved: string | null) => (saved === null ? null : againstCheckpoint(db, { note: saved, keys }));
    const remembered = await compared(memory?.checkpoint ?? null);
    const against = await compared(note);
    return { report, remembered, against, vkeys: keys.map((key) => vkeyOf(origin, key)), today };
  });
  const lines = [
    ...vkeys.map((vkey) => `Key, in the form that other tools expect: ${vkey}`),
    ...reportLines(report),
    ...againstLines('remembered', remembered),
    ...againstLines('saved', against),
  ];
  console.log(lines.join('\n'));
  const ok = report.ok && remembered?.ok !== false && against?.ok !== false;
  if (!ok) process.exitCode = 1;
  else await writeMemory(file, memory, { checkpoint: remembered?.today ?? today, windows: report.windows });
}

/** log checkpoint: prints the newest signed state of the log, to save in another place. */
export async function printCheckpoint(): Promise<void> {
  const checkpoint = await withDatabase(latestCheckpoint);
  if (checkpoint === null)
    throw new Error('The log has no checkpoint yet. The server signs the first within a minute.');
  process.stdout.write(checkpoint.note);
}

async function readCheckpoint(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) throw new Error(`There is no file ${file}.`);
  if (found.size > MAX_CHECKPOINT_BYTES) throw new Error(`${file} is too large to be a checkpoint.`);
  return readFile(file, 'utf8');
}

function reportLines(report: ReplayReport): string[] {
  const unnamed = report.differences - report.named.length;
  return [
    `Entries: ${counted(report.size, 'has its place', 'have their places')}, ${counted(report.waiting, 'waits', 'wait')} for one.`,
    'Replayed from the entries: their form and order, every hash of the tree, and the record of each in the tables.',
    ...(report.reread < report.size
      ? [
          `Of them ${report.reread} were replayed now. The other ${report.size - report.reread} stand in rows that have not changed since they were replayed.`,
        ]
      : []),
    `Checkpoints: ${counted(report.checkpoints, 'signature and root was', 'signatures and roots were')} checked.`,
    `Outside timestamps: ${counted(report.timestamps, 'matches', 'match')} the checkpoint beside it.`,
    ...(report.ok ? ['Nothing differs.'] : [`${counted(report.differences, 'thing differs', 'things differ')}:`]),
    ...report.named.map(({ what, where, detail }) => `  - ${where}: ${detail} [${what}]`),
    ...(unnamed > 0 ? [`  and ${unnamed} more`] : []),
  ];
}

const againstLines = (which: 'remembered' | 'saved', against: AgainstCheckpoint | null): string[] =>
  against === null
    ? []
    : against.ok
      ? [`The ${which} checkpoint of ${against.origin}, ${against.size} entries, is the beginning of today's log.`]
      : [
          `The ${which} checkpoint does not match this log: ${against.detail} [${against.because}]`,
          ...(LOST.has(against.because) ? [HISTORY_LOST] : []),
        ];

const LOST = new Set(['LOG_SHORTER', 'HISTORY_CHANGED', 'TODAY_UNSIGNED']);
const HISTORY_LOST = 'The log was rewritten, rolled back or replaced since that checkpoint was signed.';
