import type { Face } from '../fonts/face.ts';
import { remembered } from '../fonts/remembered.ts';

/**
 * Lines of text at a size, ready to be set. A line that is followed by a space ends with it, so that the joined lines are the
 * text.
 */
export type Fitted = { lines: string[]; size: number };

/** A piece of a line, with its width in ems alone and before a space; `glued` follows the previous piece without a space. */
type Piece = { text: string; glued: boolean; alone: number; spaced: number };

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Words. One that is wider than a line may break after hyphens, slashes and dots, or else anywhere. */
function pieces(text: string, face: Face, widestEm: number): Piece[] {
  const parts = (part: string, cut: (part: string) => string[]) =>
    face.width(part, 1) <= widestEm ? [part] : cut(part);
  const space = face.width(' ', 1);
  const graphemes = (part: string) => Array.from(characters.segment(part), ({ segment }) => segment);
  return text.split(' ').flatMap((word) => {
    const cut = parts(word, (wide) => wide.split(/(?<=[-/–—@.=])/).flatMap((part) => parts(part, graphemes)));
    return cut.map((part, at) => {
      const alone = face.width(part, 1);
      return { text: part, glued: at > 0, alone, spaced: at < cut.length - 1 ? alone : alone + space };
    });
  });
}

const join = (run: Piece[]): string =>
  run.reduce((line, { text, glued }, at) => line + (at > 0 && !glued ? ' ' : '') + text, '');

/** Runs of pieces as lines, each with the space before the next. */
const linesOf = (runs: Piece[][]): string[] =>
  runs.map((run, at) => join(run) + (runs[at + 1]?.[0]?.glued === false ? ' ' : ''));

/** A text as it was set in a face, by these measures. */
type Setting = { face: Face; measures: number[]; fitted: Fitted };

const CACHED_TEXTS = 2_000;
const SETTINGS_OF_A_TEXT = 8;
const settingsOf = remembered(CACHED_TEXTS, (): Setting[] => []);

/** A course's own texts are the same on every certificate, so their lines are calculated once. */
function settled(text: string, face: Face, measures: number[], set: () => Fitted): Fitted {
  const settings = settingsOf(text);
  for (const known of settings) {
    if (known.face !== face || known.measures.length !== measures.length) continue;
    if (known.measures.every((measure, at) => measure === measures[at])) return known.fitted;
  }
  const fitted = set();
  if (settings.length >= SETTINGS_OF_A_TEXT) settings.shift();
  settings.push({ face, measures, fitted });
  return fitted;
}

/** Greedy lines for running text of one size. */
export function wrap(text: string, face: Face, size: number, width: number): string[] {
  return settled(text, face, [width, size], () => ({ lines: greedy(text, face, size, width), size })).lines;
}

function greedy(text: string, face: Face, size: number, width: number): string[] {
  const lines: Piece[][] = [];
  let before = 0;
  for (const piece of pieces(text, face, width / size)) {
    const line = lines.at(-1);
    if (line && (before + piece.alone) * size <= width) line.push(piece);
    else {
      lines.push([piece]);
      before = 0;
    }
    before += piece.spaced;
  }
  return linesOf(lines);
}

/** The break into `count` lines with the smallest sum of squared widths; there are at least as many pieces as lines. */
function balance(run: Piece[], count: number): string[] {
  const before = [0];
  for (const { spaced } of run) before.push((before.at(-1) ?? 0) + spaced);
  const squared = (from: number, to: number) => ((before[to] ?? 0) - (before[from] ?? 0)) ** 2;
  let best = run.map((_, at) => ({ cost: squared(0, at + 1), breaks: [0] }));
  for (let line = 1; line < count; line++) {
    best = best.map((_, at) => {
      let chosen = { cost: Number.POSITIVE_INFINITY, breaks: [0] };
      for (let from = line; from <= at; from++) {
        const head = best[from - 1];
        const cost = (head?.cost ?? Number.POSITIVE_INFINITY) + squared(from, at + 1);
        if (head && cost < chosen.cost) chosen = { cost, breaks: [...head.breaks, from] };
      }
      return chosen;
    });
  }
  const breaks = best.at(-1)?.breaks ?? [0];
  return linesOf(breaks.map((from, line) => run.slice(from, breaks[line + 1])));
}

export type Step = { lines: number; largest: number; smallest: number };

/**
 * Sets a heading in balanced lines at the largest size that fits. Takes each step in turn while its size is at or above its
 * smallest. The last step may use any size, so the text always fits.
 */
export function fitLines(text: string, face: Face, width: number, steps: Step[]): Fitted {
  const sizes = steps.flatMap(({ lines, largest, smallest }) => [lines, largest, smallest]);
  return settled(text, face, [width, ...sizes], () => stepped(text, face, width, steps));
}

function stepped(text: string, face: Face, width: number, steps: Step[]): Fitted {
  let fitted: Fitted = { lines: [text], size: 1 };
  for (const { lines: count, largest, smallest } of steps) {
    const run = pieces(text, face, width / smallest);
    const lines = balance(run, Math.min(count, run.length));
    const widest = Math.max(...lines.map((line) => face.width(line.trimEnd(), 1)));
    fitted = { lines, size: Math.min(largest, width / widest) };
    if (fitted.size >= smallest) return fitted;
  }
  return fitted;
}
