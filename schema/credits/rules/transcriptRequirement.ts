import type { BoardOn } from '../../accreditation/rules/inForce.ts';
import type { CategoryTotal, LicenseFacts, Row, Transcript } from './transcriptFacts.ts';

type Category = Pick<CategoryTotal, 'name' | 'kind' | 'requiredHundredths'> & { key: string };

export type Requirement = Pick<Transcript, 'requiredHundredths' | 'requiredBy'> & {
  /** Categories of which a cycle requires some. */
  wanted: ReadonlySet<string>;
  /** How much self-study may count; null where nothing says so. */
  cap: { hundredths: number | null; limit: 'LIMITED' | 'NONE' | 'NOT_STATED' } | null;
  /** What was earned in each category, and in none. */
  earned(rows: readonly Row[]): Pick<Transcript, 'categories' | 'inNoCategoryHundredths'>;
};

/** Of a body that accepts a log: it gives no credit, so nothing is earned towards a number. */
export const NO_REQUIREMENT: Requirement = {
  requiredHundredths: null,
  requiredBy: null,
  wanted: new Set(),
  cap: null,
  earned: () => ({ categories: [], inNoCategoryHundredths: 0 }),
};

/** What a cycle of a license requires: what its holder stated and, where they stated nothing, what the board's file says. */
export function requirementOf({ required }: Pick<LicenseFacts, 'required'>, board: BoardOn | null): Requirement {
  const rules = board?.rules ?? {};
  const stated = new Map(required.map(({ category, hundredths }) => [category, hundredths]));
  const total = rules.requiredHundredths?.value ?? 'NONE';
  const ofBoard = total === 'NONE' ? null : total;
  const requiredHundredths = stated.get(null) ?? ofBoard;
  const known = (rules.categories?.value ?? []).map(
    ({ key, name, kind, requiredHundredths: own = null }): Category => ({
      ...{ key, name, kind, requiredHundredths: stated.get(key) ?? own },
    }),
  );
  const others = required.flatMap(({ category, hundredths }): Category[] =>
    category === null || known.some(({ key }) => key === category)
      ? []
      : [{ key: category, name: category, kind: 'OVERLIES', requiredHundredths: hundredths }],
  );
  const categories = [...known, ...others];
  return {
    requiredHundredths,
    requiredBy: requiredHundredths === null ? null : stated.has(null) ? 'HOLDER' : 'BOARD',
    wanted: new Set(categories.flatMap(({ key, requiredHundredths: some }) => (some === null ? [] : [key]))),
    cap: capOf(board, requiredHundredths),
    earned: (rows) => earnedIn(categories, rows),
  };
}

function capOf(board: BoardOn | null, required: number | null): Requirement['cap'] {
  const { selfStudyHundredths: amount, selfStudyPercent: percent } = board?.rules ?? {};
  const shares = [
    ...(amount === undefined || amount.value === 'NONE' ? [] : [amount.value]),
    ...(percent === undefined || percent.value === 'NONE' || required === null
      ? []
      : [Math.floor((required * percent.value) / 100)]),
  ];
  if (shares.length > 0) return { hundredths: Math.min(...shares), limit: 'LIMITED' };
  const isNone = amount?.value === 'NONE' || percent?.value === 'NONE';
  return { hundredths: null, limit: isNone ? 'NONE' : 'NOT_STATED' };
}

/**
 * Where categories divide the total, what lies in none of them has a line of its own, so that they add up to it. Where they lie over
 * it and some is required, it is told beside them: the credit may have been for a category that its offer does not name.
 */
function earnedIn(categories: readonly Category[], rows: readonly Row[]): ReturnType<Requirement['earned']> {
  const parts = rows.flatMap((row) => row.parts);
  const sum = (some: typeof parts) => some.reduce((total, part) => total + part.countedHundredths, 0);
  const outside = (known: readonly Category[]) =>
    sum(parts.filter(({ category }) => !known.some(({ key }) => key === category)));
  const totals = categories.map(({ requiredHundredths, ...category }) => {
    const earnedHundredths = sum(parts.filter((part) => part.category === category.key));
    const missingHundredths = requiredHundredths === null ? null : Math.max(0, requiredHundredths - earnedHundredths);
    return { ...category, earnedHundredths, requiredHundredths, missingHundredths };
  });
  const isRequired = totals.some(({ kind, missingHundredths }) => kind === 'OVERLIES' && missingHundredths);
  const inNoCategoryHundredths = isRequired ? outside(categories) : 0;
  const dividing = categories.filter(({ kind }) => kind === 'DIVIDES');
  const earnedHundredths = outside(dividing);
  if (dividing.length === 0 || earnedHundredths === 0) return { categories: totals, inNoCategoryHundredths };
  const rest = { key: null, name: 'In no category of the board', kind: 'DIVIDES' as const };
  const line = { ...rest, earnedHundredths, requiredHundredths: null, missingHundredths: null };
  return { categories: [...totals, line], inNoCategoryHundredths };
}
