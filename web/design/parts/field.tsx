import type { JSX, Ref } from 'preact';
import { Labeled, type Said } from './labeled.tsx';

type Props = Said & {
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
  return (
    <Labeled
      {...{ label, hint, fault }}
      of={(control) => (
        <input
          // The types of Preact tell inputs apart by a `type` that is known when they are written.
          {...(input as JSX.IntrinsicElements['input'])}
          {...control}
          ref={inputRef}
          aria-invalid={fault !== null}
        />
      )}
    />
  );
}
