import { words } from '../words/words.ts';
import type { Told } from './engine.ts';
import { clockIn, type Outcome, type Verdict } from './rules.ts';

type Tone = 'good' | 'plain' | 'warn' | 'bad';
/** The same colors and signs as everywhere: whoever comes in is good, whoever goes is plain. */
const TONES: Partial<Record<Outcome, Tone>> = { IN: 'good', OUT: 'plain', ALREADY_IN: 'warn', NOT_IN: 'warn' };
export const toneOf = (outcome: Outcome): Tone => TONES[outcome] ?? 'bad';

const SIGNS: Record<Tone, string> = {
  good: 'M3 10.5 8 15.5 17 5',
  plain: 'M3 10 H16 M11 5 L16 10 L11 15',
  warn: 'M10 3 V12 M10 15.5 V16.5',
  bad: 'M5 5 15 15 M15 5 5 15',
};

export function whyOf({ outcome, since }: Verdict, timeZone: string): string {
  const why = words.attendance.why[outcome];
  return typeof why === 'string' ? why : why(clockIn(since ?? new Date().toISOString(), timeZone));
}

/** Fills the screen for two seconds, or until it is touched. It is said aloud by the status of the page. */
export function Shout({ told, timeZone, hide }: { told: Told; timeZone: string; hide: () => void }) {
  const tone = toneOf(told.outcome);
  return (
    <div class={`shout ${tone}`} aria-hidden="true" onPointerDown={hide}>
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
      <p class="word">{words.attendance.verdicts[told.outcome]}</p>
      {told.name === null ? null : <p class="who">{told.name}</p>}
      <p class="why">{whyOf(told, timeZone)}</p>
    </div>
  );
}

let context: AudioContext | null = null;
const NOTES: Record<Tone, readonly number[]> = { good: [880], plain: [660], warn: [440, 440], bad: [220, 220, 220] };
const NOTE_S = 0.16;

/** One note for whoever comes in or goes, several low ones for anything else. */
export function soundOf(outcome: Outcome): void {
  const notes = NOTES[toneOf(outcome)];
  navigator.vibrate?.(notes.flatMap(() => [notes.length > 1 ? 180 : 60, 60]));
  try {
    context ??= new AudioContext();
    void context.resume();
    for (const [at, frequency] of notes.entries()) {
      const note = context.createOscillator();
      note.frequency.value = frequency;
      note.connect(context.destination);
      note.start(context.currentTime + at * NOTE_S * 1.4);
      note.stop(context.currentTime + at * NOTE_S * 1.4 + NOTE_S);
    }
  } catch {
    // The screen says it too.
  }
}
