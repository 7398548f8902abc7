import { Status } from '../design/parts/status.tsx';
import { useWritten } from '../design/parts/written.tsx';
import type { AnswerPartsFragment, AttemptPartsFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';

type Question = Pick<
  AttemptPartsFragment['questions'][number],
  'position' | 'prompt' | 'options' | 'lefts' | 'rights' | 'answer' | 'review'
>;

/** Per question: what was answered, what is right, and why. */
export function Review({ attempt }: { attempt: AttemptPartsFragment }) {
  const say = words.quizzes;
  return (
    <section class="review">
      <h2>{say.review}</h2>
      {attempt.questions.map((question) => (
        <Reviewed key={question.id} question={question} of={attempt.questionCount} />
      ))}
    </section>
  );
}

type Props = { question: Question; of: number; open?: boolean; level?: 'h2' | 'h3' };

/** One question with its reasons, which stand there at once with `open`. */
export function Reviewed({ question, of, open = false, level: Heading = 'h3' }: Props) {
  const say = words.quizzes;
  const { review } = question;
  const lang = useWritten();
  if (review === null) return null;
  const texts = textsOf(question);
  return (
    <section>
      <Heading>
        <span class="number-of">{say.question(question.position, of)}</span>
        <span lang={lang}>{question.prompt}</span>
      </Heading>
      <Status tone={review.correct ? 'good' : 'bad'}>{review.correct ? say.right : say.wrong}</Status>
      {review.regraded ? <p>{say.regraded}</p> : null}
      <dl>
        <div>
          <dt>{say.yours}</dt>
          <dd lang={lang}>
            <Lines answer={question.answer} texts={texts} />
          </dd>
        </div>
        {review.correct && !review.regraded ? null : (
          <div>
            <dt>{say.rightAnswer}</dt>
            <dd lang={lang}>
              <Lines answer={review.rightAnswer} texts={texts} />
              {review.sharedPlaces.map(({ optionIds }) => (
                <p key={optionIds[0]}>{say.anyOrder(optionIds.map((id) => texts.get(id) ?? ''))}</p>
              ))}
            </dd>
          </div>
        )}
      </dl>
      {review.rationales.length === 0 ? null : (
        <details open={open}>
          <summary>{say.why}</summary>
          <ul lang={lang}>
            {review.rationales.map(({ optionId, text }) => (
              <li key={optionId}>
                <strong>{texts.get(optionId)}</strong>: {text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const textsOf = ({ options, lefts, rights }: Question): Map<string, string> =>
  new Map([...options, ...lefts, ...rights].map(({ id, text }) => [id, text]));

function Lines({ answer, texts }: { answer: AnswerPartsFragment | null; texts: Map<string, string> }) {
  const say = words.quizzes;
  const nameOf = (id: string) => texts.get(id) ?? '';
  if (answer === null) return <>{say.none}</>;
  const lines =
    answer.pairs?.map(({ leftId, rightId }) => say.pair(nameOf(leftId), nameOf(rightId))) ??
    (answer.orderedIds ?? answer.optionIds ?? []).map(nameOf);
  if (lines.length === 1) return <>{lines[0]}</>;
  const List = answer.orderedIds === null ? 'ul' : 'ol';
  return (
    <List>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </List>
  );
}
