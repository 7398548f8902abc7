import type { JSX, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { langOfTold } from '../../words/told.ts';

type Props = {
  label: string;
  hint?: string;
  fault?: string | null;
  name: string;
  type?: 'text' | 'email' | 'date' | 'time' | 'tel' | 'number';
  inputMode?: 'numeric' | 'text';
  autocomplete?: string;
  required?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  /** Some browsers send what they check to a service of their own. */
  spellcheck?: boolean;
  min?: string;
  max?: string;
  value?: string;
  /** What it holds at first. What is typed then stays, whatever else on the page changes. */
  defaultValue?: string;
  onInput?: (event: { currentTarget: HTMLInputElement }) => void;
  inputRef?: Ref<HTMLInputElement>;
};

/** A line of text with its label, a hint, and what is wrong with it. */
export function Field({ label, hint, fault = null, inputRef, ...input }: Props) {
  const id = useId();
  const described = [hint === undefined ? null : `${id}-hint`, fault === null ? null : `${id}-fault`];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        // The types of Preact tell inputs apart by a `type` that is known when they are written.
        {...(input as JSX.IntrinsicElements['input'])}
        ref={inputRef}
        id={id}
        aria-invalid={fault !== null}
        aria-describedby={described.filter((one) => one !== null).join(' ') || undefined}
      />
      {fault === null ? null : (
        <p class="fault" id={`${id}-fault`} lang={langOfTold(fault)}>
          {fault}
        </p>
      )}
    </div>
  );
}
