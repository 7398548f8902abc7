import { words } from '../words/words.ts';
import { type Face, faceOf } from './rules.ts';

const PATHS: Record<Face['sign'], string> = {
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  turn: 'M5 12h13M13 6.5l5.5 5.5-5.5 5.5',
  mark: 'M12 6v7M12 17.5v.5',
};

/** How a certificate stands, by a sign and a word. */
export function Status({ status }: { status: Parameters<typeof faceOf>[0] }) {
  const { tone, sign } = faceOf(status);
  return (
    <span class={`status ${tone}`}>
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2.4"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={PATHS[sign]} />
      </svg>
      {words.issuance.status[status]}
    </span>
  );
}
