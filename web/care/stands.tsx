import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { readUntil, standingOf, withoutStop } from './rules.ts';

type Stood = {
  form: { readers: string; readWithinDays: number } | null;
  intake: { savedAt: string; submittedAt: string | null } | null;
  openings: readonly { by: string | null; at: string }[];
};

/** One line: nothing yet, saved for oneself, or sent, with who reads it by when and who opened it last. */
export function Stands({ care }: { care: Stood }) {
  const say = words.care;
  const { form, intake, openings } = care;
  const standing = standingOf({ form, intake });
  if (intake === null || intake.submittedAt === null)
    return (
      <p>{standing === 'CLOSED' ? say.closed : intake === null ? say.nothing : say.savedOn(dayText(intake.savedAt))}</p>
    );
  const [newest] = openings.filter(({ at }) => at >= (intake.submittedAt ?? ''));
  return (
    <p>
      {say.sentOn(dayText(intake.submittedAt))}{' '}
      {form === null ? null : (
        <>
          {say.readBy} <span lang={asWritten()}>{withoutStop(form.readers)}</span>
          {'. '}
          {say.until(dayText(readUntil(intake.submittedAt, form.readWithinDays)))}{' '}
        </>
      )}
      {newest === undefined ? say.unopened : say.opened(newest.by ?? say.somebody, dayText(newest.at))}
    </p>
  );
}
