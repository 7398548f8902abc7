/** The calendar date of an instant in a time zone, as YYYY-MM-DD. */
export const dateIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

type Dated = { kind: string; version: string; effectiveOn: string };

/** The newest policy of each kind, in the order of the kinds. A later date wins; of equal dates the higher version. */
export const newestPolicies = <Policy extends Dated>(policies: readonly Policy[], kinds: readonly string[]): Policy[] =>
  kinds.flatMap((kind) => {
    const [newest] = policies
      .filter((policy) => policy.kind === kind)
      .sort(
        (a, b) =>
          b.effectiveOn.localeCompare(a.effectiveOn) || b.version.localeCompare(a.version, 'en', { numeric: true }),
      );
    return newest ? [newest] : [];
  });
