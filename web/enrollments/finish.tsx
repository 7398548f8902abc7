import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { FinishModule, type FinishModuleMutation, type ToDoFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import type { Counter } from './counting.ts';
import { studyMinutes } from './rules.ts';

type Module = {
  id: string;
  number: number;
  completedAt: string | null;
  secondsCounted: number;
  secondsRequired: number;
  blockers: readonly ToDoFragment[];
};
type Props = {
  enrollmentId: string;
  module: Module;
  counter: { current: Counter | null };
  next: number | null;
  take: (answer: FinishModuleMutation) => void;
};

/** What is missing in a module by the server's word, and the buttons to end it. They are always there; the answer explains. */
export function Finish({ enrollmentId, module, counter, next, take }: Props) {
  const say = words.player;
  const [said, setSaid] = useState<'BLOCKED' | 'READ' | 'FINISHED' | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const round = `/learn/${encodeURIComponent(enrollmentId)}`;
  useEffect(() => {
    if (said === 'BLOCKED' || said === 'FINISHED') list.current?.focus();
  }, [said]);

  const attempt = async (act: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    setSaid(null);
    try {
      await act();
    } catch (error) {
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : say.failed);
    }
    setBusy(false);
  };
  const finish = () =>
    attempt(async () => {
      await counter.current?.sayNow();
      const answer = await ask(FinishModule, { input: { enrollmentId, moduleId: module.id } });
      take(answer);
      const result = answer.completeModule;
      if (result?.__typename === 'CompleteModulePayload') setSaid('FINISHED');
      else if (result?.__typename === 'BlockedError') setSaid('BLOCKED');
      else setFault(result?.message ?? say.failed);
    });
  const readToEnd = () =>
    attempt(async () => {
      counter.current?.readTo(1000);
      if (await counter.current?.sayNow()) setSaid('READ');
      else setFault(say.failed);
    });

  if (module.completedAt !== null)
    return (
      <div class="finish box" ref={list} tabIndex={-1}>
        <p role="status">
          <strong class="good">
            <span aria-hidden="true">✓ </span>
            {say.finished(module.number)}
          </strong>
        </p>
        <p class="actions">
          {next === null ? (
            <a class="action" href={round}>
              {say.allRead}
            </a>
          ) : (
            <a class="action" href={`${round}/modules/${next}`}>
              {say.toNext(next)}
            </a>
          )}
        </p>
      </div>
    );
  return (
    <section class="finish" aria-labelledby="todo">
      <div ref={list} tabIndex={-1} class="box">
        <h2 id="todo">{say.todo}</h2>
        {said === 'BLOCKED' ? <p class="warn">{say.blocked}</p> : null}
        {module.blockers.length === 0 ? (
          <p>{say.nothingLeft}</p>
        ) : (
          <ul>
            {module.blockers.map((blocker) => (
              <li key={blocker.code}>
                <ToDo blocker={blocker} module={module} round={round} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <Fault text={fault} />
      <p class="actions">
        <button type="button" aria-busy={busy} onClick={() => void finish()}>
          {say.finish}
        </button>
        <button type="button" class="quiet" onClick={() => void readToEnd()}>
          {say.readToEnd}
        </button>
        <span class="note" role="status">
          {said === 'READ' ? say.readNoted : ''}
        </span>
      </p>
    </section>
  );
}

function ToDo({ blocker, module, round }: { blocker: ToDoFragment; module: Module; round: string }) {
  const say = words.player;
  const { code, message } = blocker;
  if (code === 'TIME_SHORT') return say.timeShort(studyMinutes(module.secondsCounted, module.secondsRequired).left);
  if (code === 'CHECK_NOT_PASSED' && 'quizId' in blocker)
    return (
      <>
        {say.todos[code]} <a href={`${round}/quizzes/${encodeURIComponent(blocker.quizId)}`}>{say.toCheck}</a>
      </>
    );
  return say.todos[code] ?? message;
}
