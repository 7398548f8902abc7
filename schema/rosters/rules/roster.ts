import { mandateTexts, unitText } from '../../../certificates/creditWords.ts';
import type { Credit } from '../../../certificates/facts/credit.ts';
import { printedFacts } from '../../../certificates/facts/publicFacts.ts';
import type { Cell } from '../../csv.ts';
import { isDay } from '../../edited/text.ts';
import type { FieldFault } from '../../errors.ts';
import { statusOf } from '../../issuance/rules.ts';
import type { AwardedLicenseRow } from '../../licenses/queries.ts';
import type { RosterRow } from '../queries/roster.ts';

/** A license whose number was opened. */
export type OpenedLicense = Omit<AwardedLicenseRow, 'id' | 'sealedNumber'> & { number: string | null };

/** A row of a roster whose name and license numbers were opened for a reader; they are null after erasure. */
export type OpenedRow = RosterRow & {
  printedName: string | null;
  licenses: OpenedLicense[];
  /** The zone of its days. */
  timeZone: string;
  /** Whether the approval was in force on the day that counts, as it is known now. */
  approvalInForce: boolean;
};

type Period = { from: string | null; to: string | null };

/** What is wrong with a period; nothing where it is open. */
export function periodFaults({ from, to }: Period): FieldFault[] {
  const unreal = Object.entries({ from, to }).flatMap(([path, day]) =>
    day === null || isDay(day) ? [] : [{ path, message: 'Write a date that exists.' }],
  );
  if (unreal.length > 0 || from === null || to === null || from <= to) return unreal;
  return [{ path: 'to', message: `Write ${from} or a later day.` }];
}

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

export const ROSTER_HEADER = [
  'Name',
  'License profession',
  'License jurisdiction',
  'License number',
  'Completed on',
  'Counts on',
  'Time zone of the days',
  'Approval in force then',
  'Amount',
  'Unit',
  'Format',
  'Category',
  'Session',
  'Within the total',
  'Certificate number',
  'Status',
];

/** A row for spreadsheets for each line of the award, so that the amounts of a roster add up. */
export function rosterCells(row: OpenedRow, now: Date): Cell[][] {
  const credit = creditOf(row);
  const of = (read: (license: OpenedLicense) => string | null) => row.licenses.map(read).join('; ');
  const person = [
    row.printedName,
    of(({ profession }) => profession),
    of(({ jurisdiction }) => jurisdiction),
    of(({ number }) => number),
  ];
  const mandates = mandateTexts(credit).join('; ');
  return credit.lines.map(({ amountHundredths, format, category, session }, at) => [
    ...person,
    row.publicFacts.completedOn,
    row.countsOn,
    row.timeZone,
    row.approvalInForce ? 'YES' : 'NO',
    { hundredths: amountHundredths },
    unitText({ unit: credit.unit, amountHundredths }),
    format,
    category,
    session,
    // Said once, because it lies over all lines.
    at === 0 ? mandates : null,
    row.number,
    statusOf(row, now),
  ]);
}
