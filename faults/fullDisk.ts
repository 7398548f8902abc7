import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { History } from './history.ts';
import { type House, openHouse } from './house.ts';

const MEGABYTES = 320;
const FULL_MS = 8_000;

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

/** Fills the disk to its last byte for a while. PostgreSQL is started again if that ended it, as its supervisor would. */
export async function fillDisk(house: House & { disk: string }): Promise<string> {
  const file = join(house.disk, 'ballast');
  fill(file);
  await sleep(FULL_MS);
  rmSync(file);
  const died = !house.postgres.runs();
  if (died) await house.postgres.start();
  await house.untilReady();
  return `${FULL_MS / 1000} s${died ? '; PostgreSQL ended and was started again' : ''}`;
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
