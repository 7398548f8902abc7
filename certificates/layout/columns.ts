import { face, faceFor } from '../fonts/faces.ts';
import type { FrontFact } from '../frontFacts.ts';
import { wrap } from './lines.ts';

export type Column = { x: number; width: number; label: string; lines: string[]; size: number };

/** Italic, not small capitals, because a small-capital zero looks like an o, and "60 minutes" must be unmistakable. */
export const LABEL_SIZE = 11;
const GAP = 26;
/** Two lines of a readable size leave more room below than three large ones; three lines come before smaller ones. */
const STEPS = [
  { lines: 2, largest: 13, smallest: 11 },
  { lines: 3, largest: 13, smallest: 7 },
];

const labelWidth = (label: string): number => face('italic').width(label, LABEL_SIZE);

/**
 * Columns as wide as their content; they share the remaining width. When the content is wider than the row, the widest value
 * wraps, then everything shrinks.
 */
export function columns(facts: FrontFact[], left: number, width: number): Column[] {
  for (const { lines, largest, smallest } of STEPS) {
    for (let size = largest; size >= smallest; size -= 0.5) {
      const row = attempt(facts, width, { size, most: lines });
      if (row) return place(facts, row, left, width, size);
    }
  }
  const even = facts.map(() => width / facts.length - GAP);
  return place(facts, even, left, width, 7);
}

/** Widths at this size, with the widest values narrowed until the row fits; null when so many lines are not enough. */
function attempt(facts: FrontFact[], width: number, { size, most: lines }: { size: number; most: number }) {
  const needs = facts.map(({ label, value, wraps }) => {
    const parts = wraps ? value.split(' ') : [value];
    const widest = Math.max(...parts.map((part) => faceFor('serif', value).width(part, size)));
    return {
      least: Math.max(labelWidth(label), widest),
      full: Math.max(labelWidth(label), faceFor('serif', value).width(value, size)),
    };
  });
  const room = width - GAP * (facts.length - 1);
  const widths = needs.map(({ full }) => full);
  for (;;) {
    const over = widths.reduce((sum, each) => sum + each, 0) - room;
    if (over <= 0) break;
    const slack = widths.map((each, at) => each - (needs[at]?.least ?? each));
    const most = slack.indexOf(Math.max(...slack));
    if ((slack[most] ?? 0) <= 0.01) return null;
    widths[most] = (widths[most] ?? 0) - Math.min(slack[most] ?? 0, Math.max(over, 1) / 2 + 1);
  }
  const fits = facts.every(
    ({ value }, at) => wrap(value, faceFor('serif', value), size, (widths[at] ?? 0) + 0.01).length <= lines,
  );
  return fits ? widths : null;
}

function place(facts: FrontFact[], widths: number[], left: number, width: number, size: number): Column[] {
  const used = widths.reduce((sum, each) => sum + each, 0);
  const share = (width - used - GAP * (facts.length - 1)) / facts.length;
  let x = left;
  return facts.map(({ label, value }, at) => {
    const own = (widths[at] ?? 0) + share;
    const column = { x, width: own, label, lines: wrap(value, faceFor('serif', value), size, own + 0.01), size };
    x += own + GAP;
    return column;
  });
}
