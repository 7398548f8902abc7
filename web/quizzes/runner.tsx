import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Spoken } from '../design/parts/status.tsx';
import type { AttemptPartsFragment } from '../graphql/generated.ts';
import { whenLeaving } from '../leave.ts';
import { online } from '../online.ts';
import { askBeforeClosing } from '../unsaved.ts';
import { words } from '../words/words.ts';
import { Clock, useSecondsLeft } from './clock.tsx';
import { HandIn } from './handIn.tsx';
import type { Parts } from './parts.ts';
import { QuestionField } from './question.tsx';
import { openIn } from './rules.ts';
import { openSaver, type Saver } from './saver.ts';

const AGAIN_AFTER_MS = 5_000;

/** All questions of an open attempt on one page. */
export function Runner(parts: Parts & { attempt: AttemptPartsFragment }) {
  const { attempt, refresh } = parts;
  const again = useCallback(() => void refresh().catch(() => {}), [refresh]);
  const saver = useMemo(() => openSaver(attempt.id, attempt.questions, again), [attempt.id]);
  const [over, setOver] = useState(false);
  const seconds = useSecondsLeft(attempt.secondsLeft, attempt, () => setOver(true));
  const ended = over && seconds !== null && seconds <= 0;
  useEffect(() => saver.adopt(attempt.questions), [attempt]);
  useEffect(() => attend(saver, again), [saver]);
  useAgainWhile(ended, again);
  const { unanswered } = openIn(attempt.questions, saver.answers.value);
  return (
    <form class="runner" onSubmit={(event) => event.preventDefault()}>
      {attempt.questions.map((question) => (
        <QuestionField key={question.id} question={question} of={attempt.questionCount} saver={saver} locked={ended} />
      ))}
      <div class="quiz-bar">
        {ended ? <Over /> : <Facts attempt={attempt} open={unanswered.length} seconds={seconds} />}
        {ended ? null : <HandIn {...parts} saver={saver} />}
      </div>
      <Trouble saver={saver} />
    </form>
  );
}

function Facts({ attempt, open, seconds }: { attempt: AttemptPartsFragment; open: number; seconds: number | null }) {
  const say = words.quizzes;
  return (
    <p class="quiz-facts">
      <span>{say.answered(attempt.questionCount - open, attempt.questionCount)}</span>
      {online.value ? null : <span class="warn">{say.offline}</span>}
      {seconds === null ? null : <Clock seconds={seconds} />}
    </p>
  );
}

function Over() {
  const say = words.quizzes;
  return (
    <p role="alert">
      {say.overTitle} {online.value ? say.over : say.overOffline}
    </p>
  );
}

/** Says aloud when saving does not work, and when it works again. */
function Trouble({ saver }: { saver: Saver }) {
  const say = words.quizzes;
  const [was, setWas] = useState(false);
  const trouble = saver.trouble.value !== null;
  useEffect(() => {
    if (trouble) setWas(true);
  }, [trouble]);
  return <Spoken text={trouble ? say.notSaved : was ? say.savedAgain : ''} />;
}

/** Asks for the result until it is there. */
function useAgainWhile(ended: boolean, again: () => void) {
  useEffect(() => {
    if (!ended) return;
    again();
    const timer = setInterval(again, AGAIN_AFTER_MS);
    return () => clearInterval(timer);
  }, [ended]);
}

/** Saves when the network is back and when the page goes, and asks anew when the page is seen again. */
function attend(saver: Saver, again: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === 'visible') again();
    else void saver.sendAndGo();
  };
  const back = () => void saver.flush();
  addEventListener('online', back);
  document.addEventListener('visibilitychange', seen);
  const stopLeaving = whenLeaving(() => {
    const sent = saver.sendAndGo();
    saver.stop();
    return sent;
  });
  const stopAsking = askBeforeClosing(
    () => Object.keys(saver.waiting.value).length > 0 && saver.trouble.value !== null,
    () => words.quizzes.leaveUnsaved,
  );
  return () => {
    removeEventListener('online', back);
    document.removeEventListener('visibilitychange', seen);
    stopLeaving();
    stopAsking();
    void saver.sendAndGo();
    saver.stop();
  };
}
