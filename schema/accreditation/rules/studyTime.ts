import { decimalText } from '../../../certificates/words.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { Rules } from './bodies.ts';
import { type CreditFault, creditFault } from './creditFaults.ts';
import { type Measured, requiredMinutes } from './measured.ts';
import { totalOf } from './offerLines.ts';

/** The minutes that amounts stand for, in hundredths of a minute; null where the body's unit is no time. */
function minutesFor(hundredths: number, { unit, minutesPerUnit, bands }: Rules): number | null {
  if (unit?.value.kind === 'BANDED') {
    const band = bands?.value.find(
      (one) => Math.max(one.assessedHundredths, one.unassessedHundredths ?? 0) >= hundredths,
    );
    return band === undefined ? null : band.fromMinutes * 100;
  }
  return minutesPerUnit === undefined ? null : hundredths * minutesPerUnit.value;
}

/**
 * Self-paced amounts that stand for more minutes than the version requires anyone to study. Bodies whose formula counts words or
 * questions allow this, so it stands when the organization gives its reason.
 */
export function studyTimeFaults(
  lines: readonly OfferLine[],
  rules: Rules,
  { measured, reason }: Answer,
): CreditFault[] {
  if (reason !== null) return [];
  const minutes = minutesFor(totalOf(lines.filter(({ format }) => format.startsWith('SELF_PACED_'))), rules);
  const required = requiredMinutes(measured);
  if (minutes === null || !(minutes > required)) return [];
  const message = `The amount stands for ${decimalText(minutes)} minutes; the version requires ${decimalText(required)} minutes of study. Offer less, or give your reason in \`studyTimeReason\`, which stands in every audit.`;
  return [creditFault('MORE_THAN_STUDY_TIME', message)];
}

type Answer = { measured: Measured; reason: string | null };
