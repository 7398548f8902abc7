import type { Part, Row, SelfStudy } from './transcriptFacts.ts';
import type { Requirement } from './transcriptRequirement.ts';

/**
 * Lets self-study count up to the cap of the cycle. Hours in a category that the cycle requires come first, then the earlier ones;
 * what is over the cap stays on its row and counts nothing. Rows come in their order.
 */
export function withinCap(
  rows: readonly Row[],
  { cap, wanted }: Pick<Requirement, 'cap' | 'wanted'>,
): { rows: Row[]; selfStudy: SelfStudy | null } {
  if (cap === null) return { rows: [...rows], selfStudy: null };
  const isWanted = ({ category }: Part) => category !== null && wanted.has(category);
  const alone = rows.flatMap((row) => row.parts).filter((part) => part.selfStudy);
  const inTurn = [...alone.filter(isWanted), ...alone.filter((part) => !isWanted(part))];
  const counted = new Map<Part, number>();
  let left = cap.hundredths ?? Number.POSITIVE_INFINITY;
  for (const part of inTurn) {
    const some = Math.min(part.hundredths, left);
    counted.set(part, some);
    left -= some;
  }
  const sum = (amounts: Iterable<number>) => [...amounts].reduce((total, amount) => total + amount, 0);
  return {
    rows: rows.map((row) => {
      if (row.parts.length === 0) return row;
      const parts = row.parts.map((part) => ({ ...part, countedHundredths: counted.get(part) ?? part.hundredths }));
      return { ...row, parts, countedHundredths: sum(parts.map((part) => part.countedHundredths)) };
    }),
    selfStudy: {
      earnedHundredths: sum(alone.map(({ hundredths }) => hundredths)),
      countedHundredths: sum(counted.values()),
      capHundredths: cap.hundredths,
      limit: cap.limit,
    },
  };
}
