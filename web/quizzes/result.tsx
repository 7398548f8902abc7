import { useEffect } from 'preact/hooks';
import { Status } from '../design/parts/status.tsx';
import type { AttemptPartsFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { Next } from './before.tsx';
import { keep } from './kept.ts';
import type { Parts } from './parts.ts';
import { Missed } from './required.tsx';
import { Review } from './review.tsx';

/** The result of the last attempt, what comes next, and where it may be shown which answers were right. */
export function Result(parts: Parts & { attempt: AttemptPartsFragment }) {
  const { quiz, attempt, enrollmentId } = parts;
  const say = words.quizzes;
  // What still waited in this tab when the attempt was closed elsewhere can count no more.
  useEffect(() => keep(attempt.id, {}), [attempt.id]);
  const passed = attempt.passed === true;
  const preTest = quiz.kind === 'PRE_TEST';
  const reviewed = attempt.questions.filter(({ review }) => review !== null);
  return (
    <>
      <p role="status">
        {preTest ? (
          <Status tone="plain">{say.done}</Status>
        ) : (
          <Status tone={passed ? 'good' : 'bad'}>{passed ? say.passed : say.failed}</Status>
        )}
      </p>
      <p class="lead">
        {say.score(attempt.correctCount ?? 0, attempt.questionCount, attempt.scorePercent ?? 0)}{' '}
        {passed || preTest ? null : say.needed(quiz.passPercent)}
      </p>
      {passed ? null : <Missed quiz={quiz} attempt={attempt} enrollmentId={enrollmentId} />}
      {attempt.timedOut ? (
        <p>{say.timedOut(attempt.questions.filter(({ answer }) => answer !== null).length)}</p>
      ) : null}
      {passed || preTest ? (
        <p class="actions">
          <a class="action" href={`/learn/${encodeURIComponent(enrollmentId)}`}>
            {say.toRound}
          </a>
        </p>
      ) : (
        <>
          {reviewed.length > 0 ? null : <p>{say.noItems}</p>}
          <h2>{say.next}</h2>
        </>
      )}
      {(passed || preTest) && !quiz.openNow ? null : <Next {...parts} label={say.startAgain} />}
      {reviewed.length === 0 ? null : <Review attempt={attempt} />}
    </>
  );
}
