import { isDay } from '../../edited/text.ts';
import type { FieldFault } from '../../errors.ts';

type Period = { from: string | null; to: string | null };

/** What is wrong with a period; nothing where it is open. */
export function periodFaults({ from, to }: Period): FieldFault[] {
  const unreal = Object.entries({ from, to }).flatMap(([path, day]) =>
    day === null || isDay(day) ? [] : [{ path, message: 'Write a date that exists.' }],
  );
  if (unreal.length > 0 || from === null || to === null || from <= to) return unreal;
  return [{ path: 'to', message: `Write ${from} or a later day.` }];
}
