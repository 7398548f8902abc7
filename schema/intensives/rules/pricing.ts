type Price = {
  kind: string;
  amountMinor: number;
  position: number;
  startsAt: Date | null;
  endsAt: Date | null;
  removedAt: Date | null;
};

/** The standing price at an instant: of those that are in force, the first. Null when nothing is sold. */
export function priceNow<Row extends Price>(prices: readonly Row[], now: Date): Row | null {
  const inForce = prices.filter(
    ({ kind, startsAt, endsAt, removedAt }) =>
      kind === 'STANDARD' &&
      removedAt === null &&
      (startsAt === null || startsAt <= now) &&
      (endsAt === null || now < endsAt),
  );
  return inForce.toSorted((one, other) => one.position - other.position)[0] ?? null;
}
