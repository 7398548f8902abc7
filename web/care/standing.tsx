import type { CareStandingFragment } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { readUntil, standingOf, withoutStop } from './rules.ts';
import './care.css';

type Care = NonNullable<CareStandingFragment['care']>;
type Place = Pick<CareStandingFragment, 'id' | 'care'> & { isPair: boolean };

/** On the page of a place at a therapy event: how what one writes stands, and the ways to it. */
export function CareStanding({ place: { id, care, isPair } }: { place: Place }) {
  const say = words.care;
  if (care === null) return null;
  const at = `/registrations/${encodeURIComponent(id)}`;
  const ways = [
    [`${at}/form`, say.toForm],
    [`${at}/plan`, say.toPlan],
    ...(isPair ? ([[`${at}/shared`, say.toShared]] as const) : []),
    [`${at}/data`, say.toData],
  ] as const;
  return (
    <section class="care" aria-labelledby="care">
      <h2 id="care">{say.title}</h2>
      <Stands care={care} />
      {care.screenedAt === null ? null : <p>{say.met(dayText(care.screenedAt))}</p>}
      <ul>
        {ways.map(([path, label]) => (
          <li key={path}>
            <a href={path}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Stood = {
  form: { readers: string; readWithinDays: number } | null;
  intake: { savedAt: string; submittedAt: string | null } | null;
  openings: readonly { by: string | null; at: string }[];
};

/** One line: nothing yet, saved for oneself, or sent, with who reads it by when and who opened it last. */
export function Stands({ care }: { care: Pick<Care, keyof Stood> | Stood }) {
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
