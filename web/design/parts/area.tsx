import { Labeled, type Said } from './labeled.tsx';

type Props = Said & {
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
  return (
    <Labeled
      {...{ label, hint, fault }}
      of={(control) => <textarea {...input} {...control} rows={rows} aria-invalid={fault !== null} />}
    />
  );
}
