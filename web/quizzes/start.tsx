import { useRef, useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { StartQuizAttempt } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import type { Parts } from './parts.ts';

/** The button that begins an attempt. A second press while the first is on its way does nothing. */
export function Start({ quiz, enrollmentId, take, refresh, label }: Parts & { label: string }) {
  const busy = useRef(false);
  const [fault, setFault] = useState<string | null>(null);
  const start = async () => {
    if (busy.current) return;
    busy.current = true;
    setFault(null);
    try {
      const { startQuizAttempt: answer } = await ask(StartQuizAttempt, { input: { enrollmentId, quizId: quiz.id } });
      if (answer !== null && 'message' in answer) {
        setFault(answer.message);
        await refresh().catch(() => {});
      } else take(answer);
    } catch (error) {
      setFault((error instanceof Error && error.message) || words.shell.notSent);
    }
    busy.current = false;
  };
  return (
    <>
      <Fault text={fault} />
      <p class="actions">
        <button type="button" class={quiz.passed ? 'quiet' : undefined} onClick={() => void start()}>
          {label}
        </button>
      </p>
    </>
  );
}
