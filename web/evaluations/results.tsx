import type { EventReportQuery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { columnsOf } from './rules.ts';

type Objectives = NonNullable<Extract<EventReportQuery['node'], { __typename: 'Intensive' }>['objectiveResults']>;

/** How people did at each objective: a row for each, a column for each time at which they were asked. */
export function Results({ objectives }: { objectives: Objectives }) {
  const say = words.reports.results;
  const columns = columnsOf(objectives);
  if (columns.length === 0) return null;
  return (
    <section aria-labelledby="results">
      <h2 id="results">{say.heading}</h2>
      <p>{say.which}</p>
      <p class="note">{say.late}</p>
      <table class="stacks listed">
        <caption>{say.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.objective}</th>
            {columns.map(({ stage, weeks }) => (
              <th scope="col" key={`${stage} ${weeks}`}>
                {say.stage(stage, weeks)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {objectives.map(({ key, text, results }) => (
            <tr key={key}>
              <th scope="row" lang={asWritten()}>
                {text}
              </th>
              {columns.map(({ stage, weeks }) => {
                const one = results.find((found) => found.stage === stage && found.weeks === weeks);
                return (
                  <td key={`${stage} ${weeks}`} data-head={say.stage(stage, weeks)}>
                    {one === undefined
                      ? say.notAsked
                      : one.people === null || one.rightPercent === null
                        ? say.few
                        : say.result(one.rightPercent, one.people)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
