import { forgetKept } from '../leave.ts';
import { keptNow, markOf } from './store.ts';

/** Forgets everything as soon as one text is somebody else's. */
export async function keepOnlyFor(viewer: string): Promise<void> {
  const mark = await markOf(viewer);
  if ((await keptNow()).some(({ whose }) => whose !== mark)) forgetKept();
}
