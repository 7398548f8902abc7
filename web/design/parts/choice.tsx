import { useId } from 'preact/hooks';

type Props = {
  type: 'radio' | 'checkbox';
  name: string;
  label: string;
  /** Where the label is in another language than the page. */
  labelLang?: string | undefined;
  hint?: string;
  value?: string;
  checked: boolean;
  invalid?: boolean;
  onChange: (checked: boolean) => void;
};

/** A box to tick, or one of several choices, with its label beside it. */
export function Choice({ label, labelLang, hint, invalid = false, onChange, ...input }: Props) {
  const id = useId();
  return (
    <div>
      <label class="choice" for={id}>
        <input
          {...input}
          id={id}
          aria-invalid={invalid}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        <span lang={labelLang}>{label}</span>
      </label>
      {hint === undefined ? null : (
        <p class="hint under" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
