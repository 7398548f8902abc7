import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crowd } from './crowd.ts';
import type { History } from './history.ts';
import type { House } from './house.ts';

const CLIENTS = 40;

/** Backs up and restores while a crowd asks. What was acknowledged must still be there afterwards. */
export async function backUpAndRestore(house: House, history: History): Promise<string> {
  const file = join(house.dataDir, 'backup.gz');
  const asking = crowd(house.url, CLIENTS, history);
  const made = await house.attune('backup', file);
  if (made.code !== 0) history.fault(`backup: ${made.text}`);
  const restored = await house.attune('restore', file, '--replace');
  if (restored.code !== 0) history.fault(`restore: ${restored.text}`);
  const { answered } = await asking;
  await house.untilReady();
  await rm(file);
  const told = [...answered].toSorted().map(([status, count]) => `${count} x ${status}`);
  return `${restored.text.split('\n')[0]} A crowd of ${CLIENTS} got ${told.join(', ')} meanwhile`;
}
