import { useEffect, useRef } from 'preact/hooks';
import { Missing } from '../design/parts/missing.tsx';
import { useWritten, Written } from '../design/parts/written.tsx';
import type { QuizQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { Before } from './before.tsx';
import type { Parts } from './parts.ts';
import './quiz.css';
import { Result } from './result.tsx';
import { stageOf } from './rules.ts';
import { Runner } from './runner.tsx';

/** /learn/:id/quizzes/:quiz */
export function Page({ data: { node }, parameters, take, refresh }: Shown<QuizQuery>) {
  if (node === null || !('quiz' in node) || node.quiz === null) return <Missing />;
  const { quiz, course } = node;
  const parts = { quiz, enrollmentId: parameters.id ?? node.id, contact: course.course.organization, take, refresh };
  return (
    <Written value={course.language}>
      <Quiz {...parts} />
    </Written>
  );
}

function Quiz(parts: Parts) {
  const { quiz, enrollmentId } = parts;
  const say = words.quizzes;
  const stage = stageOf(quiz);
  const lang = useWritten();
  const heading = useFocusAfter(`${stage} ${quiz.latestAttempt?.id}`);
  return (
    <article class="quiz">
      <p class="eyebrow">{say.kinds[quiz.kind]}</p>
      <h1 data-title={say.title} lang={lang} tabIndex={-1} ref={heading}>
        {quiz.title}
      </h1>
      {stage === 'RUNNING' && quiz.latestAttempt !== null ? (
        <Runner key={quiz.latestAttempt.id} {...parts} attempt={quiz.latestAttempt} />
      ) : stage === 'BEFORE' || quiz.latestAttempt === null ? (
        <Before {...parts} />
      ) : (
        <Result {...parts} attempt={quiz.latestAttempt} />
      )}
      {stage === 'RUNNING' || stage === 'PASSED' ? null : (
        <p>
          <a href={`/learn/${encodeURIComponent(enrollmentId)}`}>{say.back}</a>
        </p>
      )}
    </article>
  );
}

/** When another stage is shown in place, its heading has the focus and stands at the top. */
function useFocusAfter(stage: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(stage);
  useEffect(() => {
    if (shown.current === stage) return;
    shown.current = stage;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [stage]);
  return heading;
}
