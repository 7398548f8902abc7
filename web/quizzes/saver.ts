import { signal } from '@preact/signals';
import { ask } from '../ask.ts';
import { type AttemptPartsFragment, SaveQuizAnswers, type SaveQuizAnswersMutation } from '../graphql/generated.ts';
import { keep, keptOf } from './kept.ts';
import { type Answer, afterSave, type Change, type Changes, stillUnsent } from './rules.ts';

const SAVE_AFTER_MS = 400;
const AGAIN_AFTER_MS = 5_000;

type Question = Pick<AttemptPartsFragment['questions'][number], 'id' | 'answer' | 'savedAt' | 'sequence'>;
type Payload = Extract<SaveQuizAnswersMutation['saveQuizAnswers'], { __typename: 'SaveQuizAnswersPayload' }>;
export type Saver = ReturnType<typeof openSaver>;

/** Keeps the answers of one open attempt and saves each change. `ended` is called when the attempt takes no more answers. */
export function openSaver(attemptId: string, questions: readonly Question[], ended: () => void) {
  const answers = signal<Readonly<Record<string, Answer>>>({});
  const savedAt = signal<Readonly<Record<string, string | null>>>({});
  const waiting = signal<Changes>({});
  /** Why the last save did not arrive; null while saves arrive. */
  const trouble = signal<string | null>(null);
  /** Questions whose answer was replaced by one from another tab or device. */
  const replaced = signal<readonly string[]>([]);
  const sequences = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let closed = false;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void flush(), ms);
  };
  const wait = (changes: Changes) => {
    waiting.value = changes;
    keep(attemptId, changes);
  };
  /** The attempt takes no more answers, so nothing waits any more. */
  const finish = () => {
    closed = true;
    clearTimeout(timer);
    wait({});
  };
  const end = () => {
    finish();
    ended();
  };

  /** Takes over what the server has, but for what waits here and what it had before a later save. */
  function adopt(given: readonly Question[]): void {
    const newer = given.filter(
      ({ id, sequence }) => waiting.value[id] === undefined && (sequence ?? -1) >= (sequences.get(id) ?? -1),
    );
    for (const { id, sequence } of newer) if (sequence !== null) sequences.set(id, sequence);
    answers.value = { ...answers.value, ...Object.fromEntries(newer.map(({ id, answer }) => [id, answer])) };
    savedAt.value = { ...savedAt.value, ...Object.fromEntries(newer.map(({ id, savedAt: at }) => [id, at])) };
  }

  function change(id: string, answer: Answer): void {
    if (closed) return;
    const sequence = (sequences.get(id) ?? -1) + 1;
    sequences.set(id, sequence);
    answers.value = { ...answers.value, [id]: answer };
    replaced.value = replaced.value.filter((one) => one !== id);
    wait({ ...waiting.value, [id]: { answer, sequence } });
    later(SAVE_AFTER_MS);
  }

  async function flush(): Promise<void> {
    const sent = waiting.value;
    if (sending || closed || Object.keys(sent).length === 0) return;
    sending = true;
    try {
      const { saveQuizAnswers: answer } = await ask(SaveQuizAnswers, { input: { attemptId, answers: listed(sent) } });
      trouble.value = null;
      if (answer?.__typename === 'SaveQuizAnswersPayload') settle(sent, answer);
      else if (answer?.__typename === 'InvalidInputError') {
        wait(afterSave(waiting.value, sent));
        ended();
      } else end();
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : '';
    }
    sending = false;
    if (Object.keys(waiting.value).length > 0) later(trouble.value === null ? SAVE_AFTER_MS : AGAIN_AFTER_MS);
  }

  function settle(sent: Changes, { questions: standing, supersededIds }: Payload): void {
    wait(afterSave(waiting.value, sent));
    adopt(standing);
    replaced.value = [...replaced.value, ...supersededIds.filter((id) => waiting.value[id] === undefined)];
  }

  /** Sends what waits in a page that is going away; answers when it has arrived, or could not. */
  async function sendAndGo(): Promise<void> {
    const sent = waiting.value;
    if (closed || Object.keys(sent).length === 0) return;
    await ask(SaveQuizAnswers, { input: { attemptId, answers: listed(sent) } }, { keepalive: true }).catch(() => {});
  }

  function stop(): void {
    closed = true;
    clearTimeout(timer);
  }

  adopt(questions);
  const kept = stillUnsent(keptOf(attemptId), questions);
  for (const [id, { answer, sequence }] of Object.entries(kept)) {
    sequences.set(id, sequence);
    answers.value = { ...answers.value, [id]: answer };
  }
  wait(kept);
  if (Object.keys(kept).length > 0) later(0);
  return { answers, savedAt, waiting, trouble, replaced, adopt, change, flush, sendAndGo, finish, stop };
}

/** What waits, as the API takes it. */
export function listed(changes: Changes): { questionId: string; answer: Answer; sequence: number }[] {
  return Object.entries(changes).map(([questionId, { answer, sequence }]: [string, Change]) => ({
    questionId,
    answer,
    sequence,
  }));
}
