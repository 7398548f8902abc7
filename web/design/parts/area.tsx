import { useId } from 'preact/hooks';
import { langOfTold } from '../../words/told.ts';

type Props = {
  label: string;
  hint?: string;
  fault?: string | null;
  name: string;
  maxLength: number;
  rows?: number;
  required?: boolean;
  /** Some browsers send what they check to a service of their own. */
  spellcheck?: boolean;
  value?: string;
  onInput?: (event: { currentTarget: HTMLTextAreaElement }) => void;
};

/** Several lines of text with their label, a hint, and what is wrong with them. */
export function Area({ label, hint, fault = null, rows = 4, ...input }: Props) {
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
      <textarea
        {...input}
        id={id}
        rows={rows}
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
