import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { langOfTold } from '../../words/told.ts';

/** What is said around a control: its label, a hint, and what is wrong with it. */
export type Said = { label: string; hint?: string | undefined; fault?: string | null };
type Control = { id: string; 'aria-describedby': string | undefined };

/** A control with its label, a hint above it, and what is wrong with it below. */
export function Labeled({ label, hint, fault = null, of }: Said & { of: (control: Control) => ComponentChildren }) {
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
      {of({ id, 'aria-describedby': described.filter((one) => one !== null).join(' ') || undefined })}
      {fault === null ? null : (
        <p class="fault" id={`${id}-fault`} lang={langOfTold(fault)}>
          {fault}
        </p>
      )}
    </div>
  );
}
