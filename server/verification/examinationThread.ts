import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import type { Report } from '../../certificates/verify/report.ts';
import type { ExaminationTask } from './examination.ts';

/** The work of a thread of examination.ts: it reports that it begins, and returns the report. */
export async function examine({ path, now, ...options }: ExaminationTask): Promise<Report> {
  const bytes = await readFile(path);
  parentPort?.postMessage(path);
  return examineFile(bytes, { ...options, now: new Date(now) });
}
