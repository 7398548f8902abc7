import { readFile, stat } from 'node:fs/promises';
import { vkeyOf } from '../certificates/log/note.ts';
import { type AgainstCheckpoint, againstCheckpoint } from '../schema/log/operations/againstCheckpoint.ts';
import { type ReplayReport, replayLog } from '../schema/log/operations/replayLog.ts';
import { latestCheckpoint, logKeys } from '../schema/log/queries.ts';
import { withDatabase } from './database.ts';

/** A checkpoint has a few hundred bytes, or some thousand with many witnesses' signatures. */
const MAX_CHECKPOINT_BYTES = 200_000;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** log verify [--against FILE]: prints what was checked, in plain words. Any difference gives exit code 1. */
export async function verifyLog(savedFile: string | undefined): Promise<void> {
  const note = savedFile === undefined ? null : await readCheckpoint(savedFile);
  const { report, against, vkeys } = await withDatabase(async (db) => {
    const keys = await logKeys(db);
    const report = await replayLog(db, { keys });
    const [origin = ''] = (await latestCheckpoint(db))?.note.split('\n', 1) ?? [];
    const against = note === null ? null : await againstCheckpoint(db, { note, keys });
    return { report, against, vkeys: keys.map((key) => vkeyOf(origin, key)) };
  });
  const lines = [
    ...vkeys.map((vkey) => `Key, in the form that other tools expect: ${vkey}`),
    ...reportLines(report),
    ...(against === null ? [] : againstLines(against)),
  ];
  console.log(lines.join('\n'));
  if (!report.ok || against?.ok === false) process.exitCode = 1;
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
    `Checkpoints: ${counted(report.checkpoints, 'signature and root was', 'signatures and roots were')} checked.`,
    `Outside timestamps: ${counted(report.timestamps, 'matches', 'match')} the checkpoint beside it.`,
    ...(report.ok ? ['Nothing differs.'] : [`${counted(report.differences, 'thing differs', 'things differ')}:`]),
    ...report.named.map(({ what, where, detail }) => `  - ${where}: ${detail} [${what}]`),
    ...(unnamed > 0 ? [`  and ${unnamed} more`] : []),
  ];
}

const againstLines = (against: AgainstCheckpoint): string[] =>
  against.ok
    ? [`The saved checkpoint of ${against.origin}, ${against.size} entries, is the beginning of today's log.`]
    : [`The saved checkpoint does not match this log: ${against.detail} [${against.because}]`];
