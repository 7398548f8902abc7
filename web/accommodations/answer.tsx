import { useEffect, useRef, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Area } from '../design/parts/area.tsx';
import { Choice } from '../design/parts/choice.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { Result } from '../design/parts/result.tsx';
import { NoRole, WayBack } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import {
  AnswerAccommodation,
  type DeskAccommodationQuery,
  type ReadAccommodationFragment,
} from '../graphql/generated.ts';
import { timeInWords } from '../intensives/rules.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { StateWord, Words } from './parts.tsx';
import { typed } from './rules.ts';
import '../desk/desk.css';

const ANSWERS = ['GRANTED', 'PART', 'DECLINED'] as const;
type Decision = (typeof ANSWERS)[number];

/** /desk/:org/accommodations/:request: one request, and its answer. */
export function Page({ data, parameters }: Shown<DeskAccommodationQuery>) {
  const say = words.accommodations;
  const role = roleIn(data.viewer?.organizations ?? [], parameters.org ?? '');
  const [answered, setAnswered] = useState<ReadAccommodationFragment | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answered !== null) box.current?.focus();
  }, [answered]);
  const read = answered ?? data.organization?.accommodationRequest;
  if (role === null || read == null) return <NoRole />;
  const { listed, request } = read;
  const { intensive } = listed;
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1 data-title={say.request}>{listed.name ?? say.noName}</h1>
      <p>
        <span lang={asWritten()}>{intensive.title}</span>
        <br />
        {intensive.startsAt === null ? null : timeInWords(intensive.startsAt, intensive.timeZone, languageNow())}
      </p>
      <div role="status">
        {answered === null ? null : (
          <div class="box" ref={box} tabIndex={-1}>
            <p>{say.answered}</p>
          </div>
        )}
      </div>
      <p>
        <StateWord state={request.state} />
      </p>
      <Words request={request} />
      {request.state === 'WITHDRAWN' || request.need === null ? null : (
        <Answer key={request.revision} read={read} finish={setAnswered} />
      )}
      <p class="actions">
        <a class="action quiet" href={`/desk/${role.organization.slug}/accommodations`}>
          {say.toInbox}
        </a>
      </p>
    </section>
  );
}

type Props = { read: ReadAccommodationFragment; finish: (read: ReadAccommodationFragment) => void };
type Faults = Record<'decision' | 'answer' | 'reason', string | null>;

function Answer({ read: { request }, finish }: Props) {
  const say = words.accommodations;
  const { busy, fault, done, run } = useActing(say);
  const [decision, setDecision] = useState<Decision | null>(null);
  const [wrong, setWrong] = useState<Faults>({ decision: null, answer: null, reason: null });
  const send = async (given: FormData, chosen: Decision) => {
    const reason = chosen === 'GRANTED' ? null : typed(given, 'reason');
    const { id: requestId, revision: basedOn } = request;
    const input = { requestId, basedOn, decision: chosen, answer: typed(given, 'answer') ?? '', reason };
    const { answer } = await ask(AnswerAccommodation, { input });
    if (answer === null) return say.failed;
    if (answer.__typename === 'AnswerAccommodationPayload') finish(answer.read);
    return refusedIn(answer)?.message ?? null;
  };
  const submit = (form: HTMLFormElement) => {
    const given = new FormData(form);
    const faults: Faults = {
      decision: decision === null ? say.decisionNeeded : null,
      answer: typed(given, 'answer') === null ? say.answerNeeded : null,
      reason: decision !== 'GRANTED' && typed(given, 'reason') === null ? say.reasonNeeded : null,
    };
    setWrong(faults);
    if (decision === null || faults.answer !== null || faults.reason !== null) focusFault(form);
    else void run(() => send(given, decision));
  };
  return (
    <details open={request.state === 'ASKED'}>
      <summary>{request.state === 'ASKED' ? say.toAnswer : say.answerAnew}</summary>
      <form
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <fieldset aria-describedby={wrong.decision === null ? undefined : 'no-decision'}>
          <legend>{say.decision}</legend>
          {ANSWERS.map((one) => (
            <Choice
              key={one}
              type="radio"
              name="decision"
              value={one}
              label={say.answers[one]}
              checked={decision === one}
              invalid={wrong.decision !== null}
              onChange={() => setDecision(one)}
            />
          ))}
          {wrong.decision === null ? null : (
            <p class="fault" id="no-decision">
              {wrong.decision}
            </p>
          )}
        </fieldset>
        <Area
          label={say.answerLabel}
          hint={say.answerHint}
          name="answer"
          maxLength={2000}
          fault={wrong.answer}
          required
        />
        {decision === 'GRANTED' ? null : (
          <Area label={say.reasonLabel} hint={say.reasonHint} name="reason" maxLength={1000} fault={wrong.reason} />
        )}
        <Result fault={fault} done={done} />
        <p class="actions">
          <button type="submit" aria-busy={busy}>
            {say.answerDo}
          </button>
        </p>
      </form>
    </details>
  );
}
