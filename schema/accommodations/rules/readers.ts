import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';

/** Who reads and answers requests about an event. */
export const READERS = ['STAFF', 'INSTRUCTORS', 'NOBODY'] as const;
export type Readers = (typeof READERS)[number];

/** `answerable`: whether anybody can, at this moment. */
export function readersOf({ kind, answerable }: { kind: IntensiveKind; answerable: boolean }): Readers {
  if (!answerable) return 'NOBODY';
  return kind === 'TRAINING' ? 'STAFF' : 'INSTRUCTORS';
}
