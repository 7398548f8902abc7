/** The same calendar day this many years later; of a 29 February, the 28th where the year has none. */
export function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The last day on which a record of credit must be kept: the longest of the organization's years and the body's. */
export function keptUntil(
  from: string,
  { organizationYears, bodyYears }: { organizationYears: number; bodyYears: number | null },
): string {
  return yearsAfter(from, Math.max(organizationYears, bodyYears ?? 0));
}
