import { useWritten } from '../design/parts/written.tsx';
import type { AttemptPartsFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import type { Parts } from './parts.ts';
import { weakModules } from './rules.ts';

/** What must be passed by itself, before one starts. */
export function Required({ quiz: { required } }: Pick<Parts, 'quiz'>) {
  const say = words.quizzes;
  const lang = useWritten();
  if (required.length === 0) return null;
  return (
    <div class="box">
      <p>
        <strong>{say.requiredLead}</strong>
      </p>
      <ul>
        {required.map(({ objective, pass, of }) => (
          <li key={objective}>
            {say.requiredOf(pass, of)} <span lang={lang}>{objective}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Failed = Pick<Parts, 'quiz' | 'enrollmentId'> & { attempt: AttemptPartsFragment };

/** After an attempt that is not passed: what was required by itself and missed, and which modules to read again. No question. */
export function Missed({ quiz, attempt, enrollmentId }: Failed) {
  const say = words.quizzes;
  const lang = useWritten();
  const missed = attempt.required.filter(({ met }) => !met);
  const weak = quiz.kind === 'POST_TEST' ? weakModules(attempt.byModule, quiz.passPercent) : [];
  return (
    <>
      {missed.length === 0 ? null : (
        <>
          <p>{say.requiredLead}</p>
          <ul>
            {missed.map(({ objective, pass, of, correctCount }) => (
              <li key={objective}>
                {say.missedOf(correctCount, of, pass)} <span lang={lang}>{objective}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {weak.length === 0 ? null : (
        <>
          <p>{say.readAgain}</p>
          <ul>
            {weak.map(({ moduleId, position, title }) => (
              <li key={moduleId}>
                <a href={`/learn/${encodeURIComponent(enrollmentId)}/modules/${position}`}>
                  <span lang={lang}>{title}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
