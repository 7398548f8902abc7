/** The same calendar day this many years later; 29 February becomes 1 March, so that no rule ends a day early. */
function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

/** The last day on which a record of credit must be kept: the longest of the organization's years and the body's. */
export function keptUntil(
  from: string,
  { organizationYears, bodyYears }: { organizationYears: number; bodyYears: number | null },
): string {
  return yearsAfter(from, Math.max(organizationYears, bodyYears ?? 0));
}
