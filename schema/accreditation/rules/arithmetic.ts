import { hoursText } from '../../../certificates/words.ts';
import type { Rules } from './bodies.ts';
import { type CreditFault, needed } from './creditFaults.ts';
import type { AccreditorValues } from './values.ts';

type Unit = Pick<AccreditorValues['unit'], 'singular' | 'plural'>;

/** An amount with the body's words: "1 contact hour", "1.5 contact hours". */
export function amountText(hundredths: number, { singular, plural }: Unit): string {
  return `${hoursText(hundredths)} ${hundredths === 100 ? singular : plural}`;
}

const MEASURED = [
  'minutesPerUnit',
  'stepHundredths',
  'rounding',
  'smallestAwardHundredths',
  'largestAwardHundredths',
] as const;

export type Amount = { ok: true; hundredths: number } | { ok: false; faults: CreditFault[] };

/**
 * The most that so many minutes earn, in integer hundredths of the body's unit: a multiple of its step, rounded its way, nothing
 * below its smallest award and never above its largest. Without a unit it is nothing.
 */
export function amountOf(minutesHundredths: number, rules: Rules, { assessed }: { assessed: boolean }): Amount {
  // Without a unit everything is named that a unit of time needs, so that nobody is asked a second time.
  const unit = needed(rules, rules.unit === undefined ? ['unit', ...MEASURED] : ['unit']);
  if (!unit.ok) return unit;
  const { kind } = unit.values.unit;
  if (kind === 'NONE') return { ok: true, hundredths: 0 };
  if (kind === 'BANDED') {
    const rule = needed(rules, ['bands']);
    return rule.ok ? { ok: true, hundredths: banded(minutesHundredths, rule.values.bands, assessed) } : rule;
  }
  const rule = needed(rules, MEASURED);
  return rule.ok ? { ok: true, hundredths: measured(minutesHundredths, rule.values) } : rule;
}

/** What the band earns in which the minutes lie; nothing below the first. */
function banded(minutesHundredths: number, bands: AccreditorValues['bands'], assessed: boolean): number {
  const band = bands.findLast(({ fromMinutes }) => fromMinutes * 100 <= minutesHundredths);
  return (assessed ? band?.assessedHundredths : band?.unassessedHundredths) ?? 0;
}

type Measured = Pick<AccreditorValues, (typeof MEASURED)[number]>;

function measured(minutesHundredths: number, rule: Measured): number {
  const { stepHundredths: step, minutesPerUnit, rounding } = rule;
  // A step of the unit takes this many hundredths of a minute: whole, so that no fraction is ever lost.
  const stepMinutes = step * minutesPerUnit;
  const raw = wholeSteps(minutesHundredths, stepMinutes, rounding) * step;
  const { smallestAwardHundredths: smallest, largestAwardHundredths: largest } = rule;
  const amount = largest === 'NONE' ? raw : Math.min(raw, largest - (largest % step));
  return smallest !== 'NONE' && amount < smallest ? 0 : amount;
}

function wholeSteps(minutes: number, stepMinutes: number, rounding: AccreditorValues['rounding']): number {
  const down = Math.floor(minutes / stepMinutes);
  const rest = minutes - down * stepMinutes;
  const up = rounding === 'UP' ? rest > 0 : rounding === 'NEAREST' && rest * 2 >= stepMinutes;
  return up ? down + 1 : down;
}
