export type Installment = { amountMinor: number; dueOn: string };

/** The last day on which a record of money is kept: the end of the calendar year in which the years are over. */
export function lastDayKept(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}-12-31`;
}

export type InstallmentFault =
  | { because: 'SUM'; sumMinor: number }
  | { because: 'ORDER' | 'PAST' | 'AFTER_START'; dueOn: string };

/** What is wrong with a plan of installments: it adds up to the total, its days rise, begin today or later and end before the start. */
export function installmentFaults(
  plan: readonly Installment[],
  { totalMinor, today, startsOn }: { totalMinor: number; today: string; startsOn: string },
): InstallmentFault[] {
  if (plan.length === 0) return [];
  const sumMinor = plan.reduce((all, { amountMinor }) => all + amountMinor, 0);
  const faults: InstallmentFault[] = sumMinor === totalMinor ? [] : [{ because: 'SUM', sumMinor }];
  for (const [at, { dueOn }] of plan.entries()) {
    const before = plan[at - 1];
    if (before !== undefined && dueOn <= before.dueOn) faults.push({ because: 'ORDER', dueOn });
    if (dueOn < today) faults.push({ because: 'PAST', dueOn });
    if (dueOn > startsOn) faults.push({ because: 'AFTER_START', dueOn });
  }
  return faults;
}

/** What must have come by a day: the installments that are due by then; everything when there are none. */
export function owedBy(plan: readonly Installment[], totalMinor: number, day: string): number {
  if (plan.length === 0) return totalMinor;
  return plan.filter(({ dueOn }) => dueOn <= day).reduce((all, { amountMinor }) => all + amountMinor, 0);
}

/** What gives the seat: the first installment, or everything. */
export function seatPrice(plan: readonly Installment[], totalMinor: number): number {
  return plan[0]?.amountMinor ?? totalMinor;
}
