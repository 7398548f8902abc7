import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'bad' | 'warn' | 'plain';

const SIGNS: Record<Tone, string> = {
  good: 'M3 10.5 8 15.5 17 5',
  bad: 'M5 5 15 15 M15 5 5 15',
  warn: 'M10 3 V12 M10 15.5 V16.5',
  plain: 'M4 10 H16',
};

/** What something is, by a sign and a word; the color only repeats it. */
export function Status({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`status ${tone}`}>
      <svg
        viewBox="0 0 20 20"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
      >
        <path d={SIGNS[tone]} />
      </svg>
      {children}
    </span>
  );
}

/** Says a text aloud without showing it. */
export function Spoken({ text }: { text: string }) {
  return (
    <p class="unseen" role="status">
      {text}
    </p>
  );
}
