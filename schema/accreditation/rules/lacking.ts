import type { Accreditor, Board, BoardProfession, RuleName } from './bodies.ts';
import type { History } from './inForce.ts';
import { ACCREDITOR_VALUES, BOARD_VALUES } from './values.ts';

/** What only a unit of time or of points needs, and what only a unit of bands needs. */
const OF_TIME = [
  'minutesPerUnit',
  'stepHundredths',
  'rounding',
  'smallestAwardHundredths',
  'largestAwardHundredths',
  'wordsPerUnit',
];
const OF_BANDS = ['bands'];

function absent<Name extends string>(catalog: Record<Name, unknown>, given: History, idle: readonly string[]): Name[] {
  // A catalog has no other keys than its names.
  return (Object.keys(catalog) as Name[]).filter((name) => given[name] === undefined && !idle.includes(name));
}

/** The values that an accreditor's file lacks and could have. What no body approves lacks nothing. */
export function accreditorLacks({ kind, values }: Accreditor): RuleName[] {
  if (kind === 'PLAIN') return [];
  const banded = values.unit?.some(({ value }) => value.kind === 'BANDED') === true;
  return absent(ACCREDITOR_VALUES, values, banded ? OF_TIME : OF_BANDS);
}

/** The values that a board's file lacks for a profession and could have. A body that accepts a log accepts no approval. */
export function boardLacks({ kind }: Pick<Board, 'kind'>, { values }: BoardProfession): string[] {
  return absent(BOARD_VALUES, values, kind === 'LOG_ONLY' ? ['accepts'] : []);
}
