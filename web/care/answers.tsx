import { Area } from '../design/parts/area.tsx';
import { Choice } from '../design/parts/choice.tsx';
import { Field } from '../design/parts/field.tsx';
import { words } from '../words/words.ts';
import { type Answers, CHANNELS, contradicts, MOST, withWay } from './rules.ts';

type Props = { answers: Answers; shown: string; write: (answers: Answers) => void };

/** The questions, and no others: nobody is asked about violence, suicide or an affair. */
export function Questions({ answers, shown, write }: Props) {
  const say = words.careForm;
  const text = (name: 'goals' | 'needs' | 'reachWhen') => ({
    ...{ name, label: say[name], maxLength: MOST[name], spellcheck: false, value: answers[name] },
    onInput: ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) =>
      write({ ...answers, [name]: currentTarget.value }),
  });
  return (
    <>
      <Area {...text('goals')} hint={say.goalsHint} />
      <Area {...text('needs')} hint={say.needsHint} />
      <fieldset aria-describedby="reach-why">
        <legend>{say.reach}</legend>
        <p id="reach-why">{say.reachWhy}</p>
        {CHANNELS.map((way) => (
          <Choice
            key={way}
            type="checkbox"
            name={way}
            label={say.channels[way]}
            checked={answers.channels.includes(way)}
            onChange={(on) => write(withWay(answers, way, on))}
          />
        ))}
        <Field
          label={say.reachAt}
          hint={say.reachAtHint}
          name="reachAt"
          autocomplete="off"
          spellcheck={false}
          maxLength={MOST.reachAt}
          value={answers.reachAt}
          onInput={({ currentTarget }) => write({ ...answers, reachAt: currentTarget.value })}
        />
        <Area {...text('reachWhen')} hint={say.reachWhenHint} rows={2} />
      </fieldset>
      <fieldset>
        <legend>{say.refrain}</legend>
        <Choice
          type="checkbox"
          name="doNotWrite"
          label={say.doNotWrite}
          hint={say.doNotWriteHint}
          checked={answers.doNotWrite}
          onChange={(doNotWrite) => write({ ...answers, doNotWrite })}
        />
        <Choice
          type="checkbox"
          name="doNotLeaveMessage"
          label={say.doNotLeaveMessage}
          hint={say.doNotLeaveMessageHint}
          checked={answers.doNotLeaveMessage}
          onChange={(doNotLeaveMessage) => write({ ...answers, doNotLeaveMessage })}
        />
        <div role="status">{contradicts(answers) ? <p class="box">{say.contradicts}</p> : null}</div>
        <p>
          {say.mails(shown)} <a href="/me">{say.mailsTo}</a>
        </p>
      </fieldset>
    </>
  );
}
