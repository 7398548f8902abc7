import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';

type Named = { kind: IntensiveKind; title: string; neutralName: string | null };

/** What statements, mails, files and calendars call an intensive: the title of a training, else its neutral name. */
export function soldAs({ kind, title, neutralName }: Named): string {
  return kind === 'TRAINING' ? title : (neutralName ?? 'Session');
}
