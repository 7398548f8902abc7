import { Choices } from '../design/parts/choices.tsx';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import type { Item } from './rules.ts';

/** Where an item is, for links to it. */
export const placeOf = (at: number): string => `item-${at + 1}`;

type Props = {
  item: Item;
  place: string;
  value: string;
  fault: string | null;
  change: (value: string) => void;
};

/** One question of the evaluation, with what is wrong with its answer. */
export function ItemField(props: Props) {
  return props.item.kind === 'TEXT' ? <TextField {...props} /> : <StepField {...props} />;
}

/** Radios: the steps of a scale, each with its word, or options. */
function StepField({ item, place, value, fault, change }: Props) {
  const options = item.options.map((text, at) => ({ id: item.kind === 'SCALE' ? String(at + 1) : text, text }));
  return (
    <fieldset id={place} tabIndex={-1} class={fault === null ? 'item' : 'item faulty'} data-kind={item.kind}>
      <legend>
        <span lang={asWritten()}>{item.text}</span>
        <Optional item={item} />
      </legend>
      {fault === null ? null : (
        <p class="fault" id={`${place}-fault`}>
          {fault}
        </p>
      )}
      <Choices
        name={place}
        options={options}
        chosen={[value]}
        invalid={fault !== null}
        describedBy={fault === null ? undefined : `${place}-fault`}
        onChoose={(id) => change(id)}
      />
    </fieldset>
  );
}

function TextField({ item, place, value, fault, change }: Props) {
  const say = words.evaluations;
  const left = item.maxLength === null ? null : item.maxLength - value.length;
  const near = left !== null && item.maxLength !== null && left <= item.maxLength / 10;
  return (
    <div class={fault === null ? 'item field' : 'item field faulty'} id={place} tabIndex={-1}>
      <label for={`${place}-text`}>
        <span lang={asWritten()}>{item.text}</span>
        <Optional item={item} />
      </label>
      <p class="hint" id={`${place}-hint`}>
        {say.nameNobody}
      </p>
      {fault === null ? null : (
        <p class="fault" id={`${place}-fault`}>
          {fault}
        </p>
      )}
      <textarea
        id={`${place}-text`}
        rows={5}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? `${place}-hint` : `${place}-hint ${place}-fault`}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      {left === null ? null : (
        <p class={left < 0 ? 'hint bad' : 'hint'} role={near ? 'status' : undefined}>
          {say.charactersLeft(left)}
        </p>
      )}
    </div>
  );
}

function Optional({ item }: { item: Item }) {
  return item.required ? null : <span class="optional"> ({words.evaluations.optional})</span>;
}
