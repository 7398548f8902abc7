import { useRef, useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Dialog } from '../design/parts/dialog.tsx';
import { Fault } from '../design/parts/fault.tsx';
import { type AttemptPartsFragment, SubmitQuizAttempt } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import type { Parts } from './parts.ts';
import { placeOf } from './question.tsx';
import { type Asked, openIn } from './rules.ts';
import { listed, type Saver } from './saver.ts';

type Props = Parts & { attempt: AttemptPartsFragment; saver: Saver };

/** The button that hands in, and the dialog that names what is open or says that this is final. */
export function HandIn({ attempt, saver, take, refresh }: Props) {
  const say = words.quizzes;
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [named, setNamed] = useState<readonly string[]>([]);
  const busy = useRef(false);
  const { unanswered, partly } = openIn(attempt.questions, saver.answers.value);
  const lacking = unanswered.length > 0 ? unanswered : attempt.questions.filter(({ id }) => named.includes(id));

  const handIn = async () => {
    if (busy.current) return;
    busy.current = true;
    setFault(null);
    const answers = listed(saver.waiting.value).map(({ questionId, answer }) => ({ questionId, answer }));
    try {
      const { submitQuizAttempt: answer } = await ask(SubmitQuizAttempt, { input: { attemptId: attempt.id, answers } });
      if (answer?.__typename === 'SubmitQuizAttemptPayload') {
        saver.finish();
        take(answer);
      } else if (answer?.__typename === 'QuizIncompleteError') {
        setNamed(answer.unansweredQuestionIds);
        await refresh().catch(() => {});
      } else setFault(answer?.message ?? say.offlineHandIn);
    } catch (error) {
      setFault((error instanceof Error && error.message) || say.offlineHandIn);
    }
    busy.current = false;
  };
  const going = useRef<Asked | null>(null);
  const goTo = (question: Asked) => {
    going.current = question;
    setOpen(false);
  };
  /** The browser has given the focus back to the button, from where it goes to the question that was chosen. */
  const closed = () => {
    setOpen(false);
    setNamed([]);
    if (going.current === null) return;
    const place = document.getElementById(placeOf(going.current.position));
    going.current = null;
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: 'start' });
  };

  return (
    <>
      <button
        type="button"
        onClick={() => {
          setFault(null);
          setOpen(true);
        }}
      >
        {say.handIn}
      </button>
      <Dialog open={open} title={lacking.length > 0 ? say.openTitle(lacking.length) : say.handInTitle} onClose={closed}>
        {lacking.length > 0 ? (
          <>
            <p>{say.openText}</p>
            <Places questions={lacking} goTo={goTo} />
          </>
        ) : (
          <p>{say.final}</p>
        )}
        {partly.length === 0 ? null : (
          <>
            <p>{say.partly}</p>
            <Places questions={partly} goTo={goTo} />
          </>
        )}
        <Fault text={fault} />
        <p class="actions">
          {lacking.length > 0 ? null : (
            <button type="button" onClick={() => void handIn()}>
              {say.handIn}
            </button>
          )}
          <button type="button" class="quiet" onClick={() => setOpen(false)}>
            {say.notYet}
          </button>
        </p>
      </Dialog>
    </>
  );
}

type PlacesProps = { questions: readonly Asked[]; goTo: (question: Asked) => void };

function Places({ questions, goTo }: PlacesProps) {
  return (
    <ul class="places">
      {questions.map((question) => (
        <li key={question.id}>
          <a
            href={`#${placeOf(question.position)}`}
            onClick={(event) => {
              event.preventDefault();
              goTo(question);
            }}
          >
            {words.quizzes.place(question.position)}
          </a>
        </li>
      ))}
    </ul>
  );
}
