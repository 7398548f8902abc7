import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { remaining, spokenTime, timeLeft } from './rules.ts';

type Started = { secondsLeft: number; wall: number; steady: number };

/** The seconds left, counted from what the server said when it last answered. `over` is called when none are left. */
export function useSecondsLeft(secondsLeft: number | null, answer: unknown, over: () => void): number | null {
  const from = useRef<{ answer: unknown; at: Started } | null>(null);
  if (secondsLeft !== null && from.current?.answer !== answer)
    from.current = { answer, at: { secondsLeft, wall: Date.now(), steady: performance.now() } };
  const [, tick] = useState(0);
  const now = secondsLeft === null || from.current === null ? null : leftOf(from.current.at);
  const done = now !== null && now <= 0;
  useEffect(() => {
    if (secondsLeft === null) return;
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [secondsLeft]);
  useEffect(() => {
    if (done) over();
  }, [done]);
  return now;
}

const leftOf = ({ secondsLeft, wall, steady }: Started): number =>
  remaining(secondsLeft, [Date.now() - wall, performance.now() - steady]);

/** The time left in words, which can be hidden. It is said aloud three times. */
export function Clock({ seconds }: { seconds: number }) {
  const say = words.quizzes;
  const [hidden, setHidden] = useState(false);
  const [spoken, setSpoken] = useState('');
  const before = useRef(seconds);
  useEffect(() => {
    const mark = spokenTime(before.current, seconds);
    before.current = seconds;
    if (mark !== null) setSpoken(say.left(mark));
  }, [seconds]);
  return (
    <span class="clock">
      {hidden ? null : <span>{say.left(timeLeft(seconds))}</span>}
      <button
        type="button"
        class="link"
        aria-label={hidden ? say.showTimeLong : say.hideTimeLong}
        onClick={() => setHidden(!hidden)}
      >
        {hidden ? say.showTime : say.hideTime}
      </button>
      <span class="unseen" role="status">
        {spoken}
      </span>
    </span>
  );
}
