import { momentText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { ContactLink } from './contact.tsx';
import type { Parts } from './parts.ts';
import { Required } from './required.tsx';
import { rightNeeded } from './rules.ts';
import { Start } from './start.tsx';

/** What one should know before an attempt begins, and the button that begins it. */
export function Before(parts: Parts) {
  const { quiz, contact } = parts;
  const say = words.quizzes;
  return (
    <>
      <Facts {...parts} />
      <Required quiz={quiz} />
      {quiz.timeLimitMinutes === null ? null : (
        <div class="box">
          <p>
            <strong>{say.moreTime}</strong>
          </p>
          <p>
            {say.moreTimeAsk(contact.legalName)} <ContactLink to={contact.accommodationContact} />
          </p>
        </div>
      )}
      <Next {...parts} label={say.start} />
    </>
  );
}

function Facts({ quiz }: Parts) {
  const say = words.quizzes;
  const facts: [string, string][] = [
    [say.facts.questions, String(quiz.questionCount)],
    [
      say.facts.pass,
      quiz.kind === 'PRE_TEST'
        ? say.noMark
        : say.passMark(quiz.passPercent, rightNeeded(quiz.questionCount, quiz.passPercent), quiz.questionCount),
    ],
    [say.facts.time, say.time(quiz.timeLimitMinutes)],
    [say.facts.attempts, say.attemptsLeft(quiz.attemptsLeft, quiz.attemptsAllowed)],
  ];
  if (quiz.cooldownHours !== null) facts.push([say.facts.wait, say.wait(quiz.cooldownHours)]);
  return (
    <dl>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The button that begins an attempt, or why none can begin now and who can help. */
export function Next(parts: Parts & { label: string }) {
  const { quiz, contact } = parts;
  const say = words.quizzes;
  if (quiz.openNow)
    return (
      <>
        {quiz.passed ? <p>{say.mayImprove}</p> : null}
        <p>
          {quiz.attemptsAllowed === null ? say.noAttemptUsed : say.usesAttempt}{' '}
          {quiz.timeLimitMinutes === null ? null : say.timeGoesOn}
        </p>
        <Start {...parts} />
      </>
    );
  const { code = null, message = '' } = quiz.notOpen ?? {};
  if (code === 'QUIZ_PASSED') return <p>{say.passedEarlier}</p>;
  return (
    <>
      <p>{message}</p>
      {quiz.nextAttemptAt === null ? null : <p>{say.nextOpens(momentText(quiz.nextAttemptAt))}</p>}
      {code === 'ATTEMPTS_USED' ? (
        <p>
          {say.whoHelps(contact.legalName)} <ContactLink to={contact.accommodationContact} />
        </p>
      ) : null}
    </>
  );
}
