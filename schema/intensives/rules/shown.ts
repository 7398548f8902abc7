import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';

type Named = { kind: IntensiveKind; title: string; neutralName: string | null };

/**
 * What others may see of an intensive: on a statement, a receipt, an invoice, in a mailbox, a calendar and a file name. Only
 * trainings show their title. This is the only place that decides it.
 */
export function soldAs({ kind, title, neutralName }: Named): string {
  return kind === 'TRAINING' || neutralName === null ? title : neutralName;
}

/** Whether nothing outside the signed-in pages may say what the intensive is about. */
export const isDiscreet = ({ kind }: Pick<Named, 'kind'>): boolean => kind !== 'TRAINING';

const LONGEST_DESCRIPTOR = 22;

/**
 * The words that a card statement shows after the seller's own, as Stripe takes them: Latin letters and digits, at most 22
 * characters with the seller's, of which half are left to it.
 */
export function statementSuffix(named: Named): string {
  const plain = soldAs(named)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .replace(/ +/g, ' ')
    .trim()
    .toUpperCase();
  return plain.slice(0, LONGEST_DESCRIPTOR / 2).trim() || 'EVENT';
}
