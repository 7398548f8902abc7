import { readFile } from 'node:fs/promises';
import { examineFile } from '../certificates/verify/examineFile.ts';
import type { Report } from '../certificates/verify/report.ts';
import type { ExaminationTask } from './examination.ts';

/** What a thread of examination.ts does. */
export const examine = async ({ path, now, ...options }: ExaminationTask): Promise<Report> =>
  examineFile(await readFile(path), { ...options, now: new Date(now) });
