import { forgetKept } from '../leave.ts';
import { daysNow } from './day.ts';
import { keptNow, markOf } from './store.ts';

/** Forgets everything as soon as one thing is somebody else's. */
export async function keepOnlyFor(viewer: string): Promise<void> {
  const mark = await markOf(viewer);
  const all = [...(await keptNow()), ...(await daysNow())];
  if (all.some(({ whose }) => whose !== mark)) forgetKept();
}
