import { Choices } from '../design/parts/choices.tsx';
import { MatchTable } from '../design/parts/matchTable.tsx';
import { OrderList } from '../design/parts/orderList.tsx';
import { useWritten } from '../design/parts/written.tsx';
import type { AttemptPartsFragment } from '../graphql/generated.ts';
import { timeText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { type Answer, chosen, ordered, paired, savedState } from './rules.ts';
import type { Saver } from './saver.ts';

type Question = AttemptPartsFragment['questions'][number];
type Props = { question: Question; of: number; saver: Saver; locked: boolean };

/** Where a question is, for links to it. */
export const placeOf = (position: number): string => `question-${position}`;

/** One question: how it is answered, and whether the answer is saved. */
export function QuestionField({ question, of, saver, locked }: Props) {
  const say = words.quizzes;
  const lang = useWritten();
  const { id, position, prompt, type } = question;
  const answer = saver.answers.value[id] ?? null;
  const change = (next: Answer) => saver.change(id, next);
  return (
    <fieldset id={placeOf(position)} tabIndex={-1} class="question">
      <legend>
        <span class="number-of">{say.question(position, of)}</span>
        <span lang={lang}>{prompt}</span>
      </legend>
      <p class="hint">{say.how[type]}</p>
      <Control question={question} answer={answer} change={change} locked={locked} />
      {saver.replaced.value.includes(id) ? (
        <p class="warn note" role="status">
          {say.replaced}
        </p>
      ) : null}
      <p class="kept">
        <Saved id={id} saver={saver} empty={answer === null} />
        {answer === null && type === 'ORDERING' && !locked ? (
          <button type="button" class="link" onClick={() => change(ordered(question.options.map((one) => one.id)))}>
            {say.keepOrder}
          </button>
        ) : null}
        {answer === null || locked ? null : (
          <button type="button" class="link" onClick={() => change(null)}>
            {say.clear}
          </button>
        )}
      </p>
    </fieldset>
  );
}

function Saved({ id, saver, empty }: { id: string; saver: Saver; empty: boolean }) {
  const say = words.quizzes.saved;
  const waits = saver.waiting.value[id] !== undefined;
  const now = savedState({
    waits,
    trouble: saver.trouble.value !== null,
    savedAt: saver.savedAt.value[id] ?? null,
  });
  if (now.state !== 'SAVED') return <span class={now.state === 'WAITING' ? 'warn' : undefined}>{say[now.state]}</span>;
  return <span>{empty ? say.EMPTY : say.at(timeText(now.at))}</span>;
}

type Answered = Pick<Question, 'id' | 'type' | 'options' | 'lefts' | 'rights'>;
type ControlProps = { question: Answered; answer: Answer; change: (answer: Answer) => void; locked: boolean };

/** How a question is answered, by its type. */
export function Control({ question: { id, type, options, lefts, rights }, answer, change, locked }: ControlProps) {
  const say = words.quizzes;
  if (type === 'MATCHING')
    return (
      <MatchTable
        lefts={lefts}
        rights={rights}
        pairs={answer?.pairs ?? []}
        choose={say.choose}
        disabled={locked}
        onPair={(leftId, rightId) => change(paired(answer, leftId, rightId))}
      />
    );
  if (type === 'ORDERING') {
    const ids = answer?.orderedIds ?? options.map((one) => one.id);
    const items = ids.flatMap((one) => options.find((option) => option.id === one) ?? []);
    return <OrderList items={items} say={say.order} disabled={locked} onOrder={(sorted) => change(ordered(sorted))} />;
  }
  const several = type === 'MULTIPLE';
  return (
    <Choices
      name={id}
      options={options}
      chosen={answer?.optionIds ?? []}
      several={several}
      disabled={locked}
      onChoose={(optionId, on) => change(chosen(answer, optionId, on, several))}
    />
  );
}
