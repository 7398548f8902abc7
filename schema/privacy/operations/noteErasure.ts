import { z } from 'zod';
import type { UserId } from '../../../drizzle/ids.ts';
import { job, rowKey } from '../../jobs/operations.ts';

/** Writes down outside the database that a person was erased, so that a restored backup can erase them again. */
export type NoteErasure = (erasure: { userId: UserId; carriedOutAt: string }) => Promise<void>;

/** Keeps a witness of an erasure that the loss of the database does not take. */
export const noteErasure = job({
  name: 'note-erasure',
  payload: z.object({ userId: rowKey<UserId>(), carriedOutAt: z.iso.datetime() }),
  run: ({ noteErasure }: { noteErasure: NoteErasure }, erasure) => noteErasure(erasure),
});
