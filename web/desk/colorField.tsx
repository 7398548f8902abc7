import { useId } from 'preact/hooks';
import { Choice } from '../design/parts/choice.tsx';
import { Field } from '../design/parts/field.tsx';
import { words } from '../words/words.ts';
import { colorOf, readingOf } from './rules.ts';

type Props = {
  name: string;
  label: string;
  /** What the design prints where none is chosen. */
  own: string;
  paper: string;
  value: string | null;
  onChange: (value: string | null) => void;
};

/** The design's own color or another one, with how it reads on the paper. */
export function ColorField({ name, label, own, paper, value, onChange }: Props) {
  const say = words.desk;
  const id = useId();
  const color = value === null ? own : colorOf(value);
  const reading = color === null ? null : readingOf(color, paper);
  const weak = reading !== null && (reading.verdict === 'WEAK' || reading.verdict === 'HIDDEN');
  return (
    <fieldset class="color">
      <legend>{label}</legend>
      <Choice
        type="radio"
        name={name}
        value="own"
        label={say.own(own)}
        checked={value === null}
        onChange={() => onChange(null)}
      />
      <Choice
        type="radio"
        name={name}
        value="chosen"
        label={say.chosen}
        checked={value !== null}
        onChange={() => onChange(value ?? own)}
      />
      {value === null ? null : (
        <div class="color-pick">
          <div class="field">
            <label for={id}>{say.pick}</label>
            <input
              id={id}
              type="color"
              value={color ?? own}
              onInput={({ currentTarget }) => onChange(currentTarget.value)}
            />
          </div>
          <Field
            label={say.code}
            name={`${name}Code`}
            autocomplete="off"
            maxLength={7}
            value={value}
            fault={color === null ? say.notColor : null}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        </div>
      )}
      <p class={weak ? 'fault' : 'note'} role="status">
        {reading === null ? '' : say.contrast[reading.verdict](reading.ratio)}
      </p>
    </fieldset>
  );
}
