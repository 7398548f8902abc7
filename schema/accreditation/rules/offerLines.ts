import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import { amountOf, amountText } from './arithmetic.ts';
import type { RuleName, Rules } from './bodies.ts';
import { type Calculation, type Minutes, minutesOf } from './calculation.ts';
import { type CreditFault, creditFault, needed } from './creditFaults.ts';
import type { AccreditorValues } from './values.ts';

/** What an offer's amounts stand on. `assessed`: whether the course has a test that must be passed. */
export type Ground = { calculation: Calculation; rules: Rules; assessed: boolean };

/** What the lines add up to, and what the calculation justifies. */
export type Offerable = { totalHundredths: number; justifiedHundredths: number; minutes: Minutes };

/** An offer's total: every line counts once. Integers, so that it equals the lines exactly. */
export function totalOf(lines: readonly Pick<OfferLine, 'amountHundredths'>[]): number {
  return lines.reduce((sum, line) => sum + line.amountHundredths, 0);
}

/** Whether a body's rules allow these amounts on this calculation: the totals, or every fault. */
export function mayOffer(
  lines: readonly OfferLine[],
  { calculation, rules, assessed }: Ground,
): ({ ok: true } & Offerable) | { ok: false; faults: CreditFault[] } {
  const minutes = minutesOf(calculation, rules);
  // Without minutes the amount still tells which rules it needs.
  const amount = amountOf(minutes.ok ? minutes.minutesHundredths : 0, rules, { assessed });
  const justified = minutes.ok && amount.ok ? amount.hundredths : null;
  const total = totalOf(lines);
  const faults = [
    ...methodFaults(calculation, rules),
    ...lineFaults(lines, rules),
    ...(minutes.ok ? [] : minutes.faults),
    ...(amount.ok ? [] : amount.faults),
    ...(Number.isSafeInteger(total) && total > 0 ? totalFaults(total, justified, rules) : []),
  ];
  if (faults.length > 0 || !minutes.ok || !amount.ok) return { ok: false, faults };
  const { minutesHundredths, how } = minutes;
  return {
    ok: true,
    totalHundredths: total,
    justifiedHundredths: amount.hundredths,
    minutes: { minutesHundredths, how },
  };
}

function methodFaults({ method }: Calculation, rules: Rules): CreditFault[] {
  const rule = needed(rules, ['calculations']);
  if (!rule.ok) return rule.faults;
  const accepted = rule.values.calculations;
  if (accepted.includes(method)) return [];
  const message = `The body does not accept ${method} as a calculation; it accepts ${accepted.join(', ')}.`;
  return [creditFault('METHOD_NOT_ACCEPTED', message, { rule: 'calculations' })];
}

function lineFaults(lines: readonly OfferLine[], rules: Rules): CreditFault[] {
  if (lines.length === 0) return [creditFault('NO_LINES', 'Give at least one amount.')];
  const places = lines.map(({ format, category, session }) => JSON.stringify([format, category, session]));
  return lines.flatMap((line, index) => [
    ...amountFaults(line, index, rules),
    ...formatFaults(line, index, rules),
    ...categoryFaults(line, index, rules),
    ...(places.indexOf(places[index] ?? '') < index
      ? [
          creditFault('REPEATED_LINE', 'Two amounts have the same format, category and session; join them.', {
            line: index,
          }),
        ]
      : []),
  ]);
}

function amountFaults({ amountHundredths }: OfferLine, line: number, { stepHundredths }: Rules): CreditFault[] {
  if (!Number.isSafeInteger(amountHundredths) || amountHundredths < 1)
    return [creditFault('NOT_WHOLE', 'Give the amount in whole hundredths of a unit, at least one.', { line })];
  if (stepHundredths === undefined || amountHundredths % stepHundredths.value === 0) return [];
  const message = `The amount is not a multiple of the body’s step, ${stepHundredths.value} hundredths of a unit.`;
  return [creditFault('OFF_STEP', message, { line, rule: 'stepHundredths' })];
}

function formatFaults({ format }: OfferLine, line: number, { formats }: Rules): CreditFault[] {
  if (formats === undefined || formats.value.includes(format)) return [];
  const message = `The body gives no credit for ${format}; it does for ${formats.value.join(', ')}.`;
  return [creditFault('FORMAT_NOT_ACCEPTED', message, { line, rule: 'formats' })];
}

/** A body whose categories divide the total wants one on each line. */
function categoryFaults({ category }: OfferLine, line: number, rules: Rules): CreditFault[] {
  const known = rules.categories?.value ?? [];
  const names = known.map(({ key }) => key).join(', ');
  if (category === null)
    return known.length > 0 && known.every(({ kind }) => kind === 'DIVIDES')
      ? [
          creditFault('CATEGORY_MISSING', `The body divides its total; name one of ${names}.`, {
            line,
            rule: 'categories',
          }),
        ]
      : [];
  const held = needed(rules, ['categories']);
  if (!held.ok) return held.faults.map((fault) => ({ ...fault, line }));
  if (known.some(({ key }) => key === category)) return [];
  const message = `The body has no category ${category}; it has ${names}.`;
  return [creditFault('CATEGORY_UNKNOWN', message, { line, rule: 'categories' })];
}

/** `justified` is null where the calculation lacks a rule. */
function totalFaults(total: number, justified: number | null, rules: Rules): CreditFault[] {
  const unit = rules.unit?.value;
  if (unit === undefined) return [];
  if (unit.kind === 'NONE')
    return [creditFault('NO_UNIT', 'The body has no unit of credit, so nothing can be offered.', { rule: 'unit' })];
  const words = (hundredths: number) => amountText(hundredths, unit);
  const faults: CreditFault[] = [];
  const because = (code: CreditFault['code'], why: string, rule: RuleName | null) =>
    faults.push(creditFault(code, `The total is ${words(total)}; ${why}.`, { rule }));
  const smallest = limitOf(rules.smallestAwardHundredths);
  const largest = limitOf(rules.largestAwardHundredths);
  if (smallest !== null && total < smallest)
    because('BELOW_SMALLEST', `the smallest award of the body is ${words(smallest)}`, 'smallestAwardHundredths');
  if (largest !== null && total > largest)
    because('OVER_LARGEST', `the largest award of the body is ${words(largest)}`, 'largestAwardHundredths');
  if (justified === null || total === justified) return faults;
  if (unit.kind === 'BANDED') because('OFF_BAND', `the band of the calculation earns ${words(justified)}`, 'bands');
  else if (total > justified) because('MORE_THAN_CALCULATION', `the calculation justifies ${words(justified)}`, null);
  else if (rules.mayOfferLess?.value === false)
    because(
      'LESS_THAN_CALCULATION',
      `the body wants all of the ${words(justified)} that are justified`,
      'mayOfferLess',
    );
  return faults;
}

const limitOf = (held: { value: AccreditorValues['largestAwardHundredths'] } | undefined): number | null =>
  held === undefined || held.value === 'NONE' ? null : held.value;
