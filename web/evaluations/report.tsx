import { NoRole } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import type { EventReportQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { Results } from './results.tsx';
import { grouped } from './rules.ts';
import '../desk/desk.css';
import './report.css';

/** /desk/:org/intensives/:id/evaluation: how a training was evaluated, question by question. */
export function Page({ data, parameters }: Shown<EventReportQuery>) {
  const say = words.reports;
  const role = roleIn(data.viewer?.organizations ?? [], parameters.org ?? '');
  const { node: event } = data;
  // Whoever may not read it is told so by the answer, before this page is drawn.
  if (role === null || event?.__typename !== 'Intensive' || event.evaluation === null) return <NoRole />;
  return (
    <section class="desk report">
      <p class="way-back">
        <a href={`/desk/${parameters.org}/intensives/${encodeURIComponent(event.id)}`}>{say.toEvent}</a>
      </p>
      <h1 data-title={say.title}>
        {say.title}: <span lang={asWritten()}>{event.title}</span>
      </h1>
      <Report report={event.evaluation} />
      <Results objectives={event.objectiveResults ?? []} />
    </section>
  );
}

type ItemReport = NonNullable<Extract<EventReportQuery['node'], { __typename: 'Intensive' }>['evaluation']>[number];

function Report({ report }: { report: readonly ItemReport[] }) {
  const say = words.reports;
  const few = report.every(({ answers }) => answers === null);
  return (
    <>
      <p>{say.which}</p>
      <p class="note">{say.late}</p>
      {few ? <p>{say.nothingYet}</p> : null}
      {grouped(report.map((one) => ({ ...one, group: one.item.group }))).map(({ group, items }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{say.groups[group]}</h2>
          <ul class="items">
            {items.map((one) => (
              <li key={one.item.key}>
                <h3 lang={asWritten()}>{one.item.text}</h3>
                <Answers report={one} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Answers({ report: { item, answers, average, options, texts } }: { report: ItemReport }) {
  const say = words.reports;
  if (answers === null) return <p class="note">{item.kind === 'CHOICE' ? say.fewChosen : say.few}</p>;
  const steps = item.options.length;
  return (
    <>
      <p>
        {say.answers(answers)}
        {average === null ? null : (
          <>
            . <strong>{say.average(decimal(average), steps)}</strong>
          </>
        )}
      </p>
      {average === null ? null : (
        <p class="note">
          {say.scale(steps)}{' '}
          <span lang={asWritten()}>
            {item.options[0]} – {item.options.at(-1)}
          </span>
        </p>
      )}
      {options.length === 0 ? null : (
        <ul>
          {options.map(({ option, answers: chosen }) => (
            <li key={option}>
              <span lang={asWritten()}>{option}</span>: <strong>{chosen}</strong>
            </li>
          ))}
        </ul>
      )}
      {texts.length === 0 ? null : <Texts texts={texts} all={answers} />}
    </>
  );
}

/** What people wrote, in the order of the server, which is another each time. */
function Texts({ texts, all }: { texts: readonly string[]; all: number }) {
  return (
    <>
      {texts.length < all ? <p class="note">{words.reports.someOf(texts.length)}</p> : null}
      <ul class="words">
        {texts.map((text, at) => (
          <li key={at}>{text}</li>
        ))}
      </ul>
    </>
  );
}

/** A number in the language of the page, with at most two decimals. */
const decimal = (value: number): string =>
  new Intl.NumberFormat(languageNow(), { maximumFractionDigits: 2 }).format(value);
