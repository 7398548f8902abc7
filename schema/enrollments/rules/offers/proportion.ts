import type { OfferLine } from '../../../../drizzle/tables/accreditation.ts';

/**
 * An amount divided by lines in their proportion, in whole steps: no line gets more than it says, and together they get the amount.
 * What the steps leave goes to the lines that lost most, the earlier of two equal ones.
 */
export function shared(lines: readonly OfferLine[], { most, step }: { most: number; step: number }): OfferLine[] {
  const whole = lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
  if (most >= whole) return [...lines];
  const parts = lines.map(({ amountHundredths: cap }) => {
    const exact = (cap * most) / whole;
    const amount = Math.floor(exact / step) * step;
    return { cap, amount, lost: exact - amount };
  });
  let left = most - parts.reduce((sum, { amount }) => sum + amount, 0);
  for (const part of parts.toSorted((a, b) => b.lost - a.lost)) {
    const more = Math.min(step, left, part.cap - part.amount);
    part.amount += more;
    left -= more;
  }
  return lines.map((line, at) => ({ ...line, amountHundredths: parts[at]?.amount ?? 0 }));
}
