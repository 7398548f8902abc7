import { useEffect, useRef, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Missing } from '../design/parts/missing.tsx';
import { useWritten, Written } from '../design/parts/written.tsx';
import { Reflection } from '../enrollments/reflection.tsx';
import { isGiven } from '../enrollments/rules.ts';
import { AnswerLater, KeepTried, type LaterPageQuery, type LaterRoundFragment } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { Control } from '../quizzes/question.tsx';
import { Reviewed } from '../quizzes/review.tsx';
import { type Answer, ordered } from '../quizzes/rules.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { nextAt } from './rules.ts';
import '../enrollments/player.css';
import '../quizzes/quiz.css';

type Take = Shown<LaterPageQuery>['take'];
type Question = LaterRoundFragment['questions'][number];

/** /learn/:id/later/:number: what is asked so many weeks after a course. Its title and address name no course. */
export function Page({ data: { viewer, node }, take }: Shown<LaterPageQuery>) {
  const say = words.later;
  if (viewer === null || node?.__typename !== 'Enrollment' || !node.followUp?.round) return <Missing />;
  const { round, optedIn } = node.followUp;
  const consented = viewer.agreements.some(isGiven);
  const isAsked = optedIn && round.state === 'OPEN';
  return (
    <Written value={node.course.language}>
      <article class="quiz">
        <h1 data-title={say.title}>{say.title}</h1>
        {isAsked ? (
          <Steps id={node.id} round={round} take={take} consented={consented} />
        ) : (
          <Kept round={round} optedIn={optedIn} />
        )}
        <p>
          <a href={`/learn/${encodeURIComponent(node.id)}`}>{say.toRound}</a>
        </p>
      </article>
    </Written>
  );
}

type StepsProps = { id: string; round: LaterRoundFragment; take: Take; consented: boolean };

/** The questions, one after the other, and then the one for words of one's own. */
function Steps({ id, round, take, consented }: StepsProps) {
  const say = words.later;
  const { questions } = round;
  const [at, setAt] = useState(() => nextAt(questions));
  const question = questions[at];
  const place = useFocusAfter(at);
  return (
    <>
      <p class="lead">{questions.length === 0 ? say.leadOwn : say.lead}</p>
      <div tabIndex={-1} ref={place}>
        {question === undefined ? (
          <Tried id={id} round={round} consented={consented} />
        ) : (
          <Step
            key={question.key}
            {...{ id, question, take }}
            weeks={round.weeks}
            of={questions.length}
            goOn={() => setAt(at + 1)}
          />
        )}
      </div>
    </>
  );
}

/** What takes the place of something that was used has the focus. */
function useFocusAfter(step: unknown) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    place.current?.focus();
  }, [step]);
  return place;
}

type StepProps = { id: string; weeks: number; question: Question; of: number; take: Take; goOn: () => void };

/** One question; once it is answered, the right answer with its reasons. */
function Step({ id, weeks, question, of, take, goOn }: StepProps) {
  const say = words.later;
  const reason = useFocusAfter(question.review !== null);
  return (
    <div tabIndex={-1} ref={reason}>
      {question.review === null ? (
        <Asking {...{ id, weeks, question, of, take }} />
      ) : (
        <div class="review">
          <Reviewed question={question} of={of} open level="h2" />
          <p class="actions">
            <button type="button" onClick={goOn}>
              {question.position < of ? say.next : say.toTried}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}

function Asking({ id, weeks, question, of, take }: Omit<StepProps, 'goOn'>) {
  const say = words.later;
  const lang = useWritten();
  const { key, position, type, prompt, options } = question;
  const [answer, setAnswer] = useState<Answer>(null);
  const { busy, fault, run } = useActing({ failed: say.failed, offline: say.offline });
  const send = () =>
    run(async () => {
      // Whoever leaves an order as it stands gives it as the answer.
      const given = answer ?? (type === 'ORDERING' ? ordered(options.map((one) => one.id)) : null);
      if (given === null) return say.choose;
      const input = { enrollmentId: id, weeks, questionKey: key, answer: given };
      const answered = await ask(AnswerLater, { input, number: weeks });
      take(answered);
      return refusedIn(answered.answerRecallQuestion)?.message ?? null;
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset class="question">
        <legend>
          <span class="number-of">{words.quizzes.question(position, of)}</span>
          <span lang={lang}>{prompt}</span>
        </legend>
        <p class="hint">{words.quizzes.how[type]}</p>
        <Control question={{ ...question, id: key }} answer={answer} change={setAnswer} locked={busy} />
      </fieldset>
      <Fault text={fault} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.answer}
        </button>
      </p>
    </form>
  );
}

/** What somebody tried. Only they can read it. */
function Tried({ id, round: { weeks, open, tried }, consented }: Omit<StepsProps, 'take'>) {
  const place = { enrollmentId: id, weeks };
  return (
    <Reflection
      prompt={open}
      text={tried.text}
      version={tried.version}
      consented={consented}
      optional={words.later.optional}
      keep={async (input, options) => (await ask(KeepTried, { input: { ...place, ...input } }, options)).saveTried}
    />
  );
}

/** A round that is not asked: what was answered in it stays. */
function Kept({
  round: { state, opensOn, questions, open, tried },
  optedIn,
}: {
  round: LaterRoundFragment;
  optedIn: boolean;
}) {
  const say = words.later;
  const lang = useWritten();
  return (
    <>
      <p class="lead">
        {state === 'OVER' ? say.over : optedIn ? say.early(opensOn === null ? null : dayText(opensOn)) : say.off}
      </p>
      <div class="review">
        {questions.map((question) => (
          <Reviewed key={question.key} question={question} of={3} level="h2" />
        ))}
      </div>
      {tried.text === '' ? null : (
        <>
          <h2 lang={lang}>{open}</h2>
          <p class="written">{tried.text}</p>
        </>
      )}
    </>
  );
}
