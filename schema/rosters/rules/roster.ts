import type { Credit } from '../../../certificates/facts/credit.ts';
import { printedFacts } from '../../../certificates/facts/publicFacts.ts';
import type { FieldFault } from '../../errors.ts';
import type { RosterRow } from '../queries/roster.ts';
import type { ShownLicense } from './licenses.ts';

/** A row of a roster whose name and licenses were opened for a reader; name and numbers are null after erasure. */
export type OpenedRow = RosterRow & {
  printedName: string | null;
  licenses: ShownLicense[];
  /** The zone of its days. */
  timeZone: string;
  /** Whether the approval was in force on the day that counts, as it is known now. */
  approvalInForce: boolean;
};

/** The one unit of a roster: the one that was asked for, or the only one that the approval has. */
export function unitOfRoster(
  units: readonly string[],
  asked: string | null,
): { ok: true; unit: string | null } | { ok: false; fault: FieldFault } {
  const message = `Write one of the units of this approval: ${units.join(', ')}. A roster never mixes units.`;
  if (asked !== null)
    return units.includes(asked) ? { ok: true, unit: asked } : { ok: false, fault: { path: 'unit', message } };
  // An approval without offers has an empty roster.
  return units.length > 1 ? { ok: false, fault: { path: 'unit', message } } : { ok: true, unit: units[0] ?? null };
}

/** The credit that a row's certificate prints. Every certificate of an award prints one. */
export function creditOf({ publicFacts }: Pick<RosterRow, 'publicFacts'>): Credit {
  const { credit } = printedFacts(publicFacts);
  if (credit === null) throw new Error('the certificate of an award prints no credit');
  return credit;
}
