import type { LearnQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';

/** /learn */
export function Page({ data }: Shown<LearnQuery>) {
  return (
    <>
      <h1>{words.enrollments.title}</h1>
      <ul>
        {data.viewer?.enrollments.nodes.map((one) => (
          <li key={one.id}>{one.course.title}</li>
        ))}
      </ul>
    </>
  );
}
