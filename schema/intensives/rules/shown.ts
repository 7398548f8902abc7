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
