import type { CardColorsFragment, HoursKind } from '../graphql/generated.ts';
import { printed } from '../words/printed.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { certified, shortAmount, statesHours } from './rules.ts';
import './card.css';

type Credit = { body: string; amount: string; unit: string; statement?: string };
type Facts = {
  certifies: string | null;
  courseTitle: string;
  courseVersion: string;
  hoursOfStudy: string;
  hoursAre: HoursKind;
  sessions: readonly { on: string; place: string; format: string }[];
  completedOn: string;
  expiresOn: string | null;
  organization: string;
  statements: readonly string[];
};
type Props = {
  facts: Facts;
  colors: CardColorsFragment;
  name: string | null;
  specimen: boolean;
  credits?: readonly Credit[];
};

/** What a certificate prints, in its own type and colors. Of its paper this shows the words and not the drawing. */
export function Card({ facts, colors, name, specimen, credits = [] }: Props) {
  const say = words.issuance;
  const kind = printed.kinds[certified(facts)];
  const style = {
    '--card-paper': colors.paper,
    '--card-text': colors.text,
    '--card-primary': colors.primary,
    '--card-accent': colors.accent,
    '--card-line': colors.line,
  };
  return (
    <div class="certificate-card" lang={asWritten()} style={style}>
      <p class="card-over">
        {facts.organization}
        {specimen ? <strong>{printed.specimen}</strong> : null}
      </p>
      <p class="card-kind">{kind.name}</p>
      <p class="card-small">{printed.awardedTo}</p>
      <p class="card-name" lang={languageNow()}>
        {name ?? say.noName}
      </p>
      <p class="card-course">{facts.courseTitle}</p>
      <p class="card-small">
        {printed.version(facts.courseVersion)} ·{' '}
        {statesHours({ ...facts, credits })
          ? `${printed.hours(shortAmount(facts.hoursOfStudy), facts.hoursAre)} · `
          : null}
        {printed.doneOn(kind.done, facts.completedOn)}
        {facts.expiresOn === null ? null : ` · ${printed.validUntil(facts.expiresOn)}`}
      </p>
      {facts.sessions.map(({ on, place, format }) => (
        <p key={`${on} ${format}`} class="card-small">
          {printed.session(on, place, format)}
        </p>
      ))}
      {credits.map(({ body, amount, unit, statement }) => (
        <p key={body} class="card-credit">
          <strong>{printed.credit(shortAmount(amount), unit, body)}</strong>
          {statement === undefined ? null : ` ${statement}`}
        </p>
      ))}
      <ul class="card-statements">
        {facts.statements.map((statement) => (
          <li key={statement}>{statement}</li>
        ))}
      </ul>
    </div>
  );
}
