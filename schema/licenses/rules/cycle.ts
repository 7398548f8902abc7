import type { RequiredHours } from '../../../drizzle/tables/licenses.ts';
import type { Cycle } from './terms.ts';

type Stored = { cycleStartsOn: string | null; cycleEndsOn: string | null; required: RequiredHours[] };

/** The cycle in the columns of a version; null when its holder stated none. */
export function cycleOf({ cycleStartsOn: startsOn, cycleEndsOn: endsOn, required }: Stored): Cycle | null {
  if (startsOn === null || endsOn === null) return null;
  return { startsOn, endsOn, required: required.map(({ category, hundredths }) => ({ category, hundredths })) };
}
