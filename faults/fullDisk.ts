import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { History } from './history.ts';
import { type House, openHouse } from './house.ts';

const MEGABYTES = 320;
const SHORTEST_MS = 8_000;
// Certificates need the most room, and come last.
const LONGEST_MS = 180_000;

/** A house whose data, mail and temporary files lie on a disk of its own. Null where this process may not mount one. */
export async function openHouseOnSmallDisk(history: History): Promise<(House & { disk: string }) | null> {
  const disk = mkdtempSync(join(tmpdir(), 'attune-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=0777`, 'attune-faults', disk]);
  if (mounted.status !== 0) {
    rmSync(disk, { recursive: true });
    return null;
  }
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = disk;
  const leave = () => {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  };
  try {
    const house = await openHouse(history);
    return {
      ...house,
      disk,
      close: async () => {
        await house.close();
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

/**
 * Fills the disk to its last byte until learners were told to come back, and for some seconds at least. PostgreSQL is started
 * again if that ended it, as its supervisor would.
 */
export async function fillDisk(house: House & { disk: string }, { tally }: History): Promise<string> {
  const file = join(house.disk, 'ballast');
  const began = Date.now();
  fill(file);
  await sleep(SHORTEST_MS);
  while (tally.told.size === 0 && Date.now() - began < LONGEST_MS) await sleep(500);
  const seconds = Math.round((Date.now() - began) / 1000);
  rmSync(file);
  const died = !house.postgres.runs();
  if (died) await house.postgres.start();
  await house.untilReady();
  const told = [...tally.told].map(([code, count]) => `${count} x ${code}`).join(', ') || 'nobody was refused';
  return `${seconds} s, ${told}${died ? '; PostgreSQL ended and was started again' : ''}`;
}

function fill(file: string): void {
  const block = Buffer.alloc(1 << 16, 1);
  const at = openSync(file, 'w');
  try {
    for (let size = block.length; size > 0; ) {
      try {
        writeSync(at, block, 0, size);
      } catch {
        size = Math.floor(size / 2);
      }
    }
  } finally {
    closeSync(at);
  }
}
