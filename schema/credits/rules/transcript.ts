import { boardOn } from '../../accreditation/rules/inForce.ts';
import { boardAmong } from '../../licenses/rules/board.ts';
import { withinCap } from './transcriptCap.ts';
import { completionRow } from './transcriptCredit.ts';
import type { Row, Transcript, TranscriptInput } from './transcriptFacts.ts';
import { logRow } from './transcriptLog.ts';
import { NO_REQUIREMENT, requirementOf } from './transcriptRequirement.ts';

/** The row of a certificate of another provider: shown in its holder's words, and counted nowhere. */
function reportedRow(reported: TranscriptInput['reported'][number]): Row {
  const { id, title, provider, earnedOn } = reported;
  return {
    key: id,
    basis: null,
    status: 'REPORTED',
    because: null,
    on: earnedOn,
    lineage: null,
    title,
    organization: provider,
    timeZone: null,
    number: null,
    award: null,
    awards: [],
    parts: [],
    creditHundredths: 0,
    countedHundredths: 0,
    log: null,
    reported,
  };
}

const inOrder = (rows: readonly Row[]): Row[] => rows.toSorted((a, b) => compare(a.on, b.on) || compare(a.key, b.key));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Among several completions of one course, the first counts. The board says whether a further one does; a log lists each once. */
function withoutRepeats(rows: readonly Row[], { cycle, ruleOf }: Repeats): Row[] {
  const seen = new Map<string, string[]>();
  return rows.map((row) => {
    if (row.lineage === null || (row.status !== 'COUNTED' && row.status !== 'LOGGED')) return row;
    // Teaching a content is no repeat of having learned it: the board says apart whether it counts.
    const content = `${row.lineage} ${row.basis}`;
    const earlier = seen.get(content) ?? [];
    const rule = ruleOf(row.on);
    const sameCycle = earlier.some((on) => cycle === null || (on >= cycle.startsOn && on <= cycle.endsOn));
    const repeated = rule === 'NEVER' ? earlier.length > 0 : rule !== 'ALLOWED' && sameCycle;
    if (!repeated) {
      seen.set(content, [...earlier, row.on]);
      return row;
    }
    const nothing = { parts: [], creditHundredths: 0, countedHundredths: 0, award: null };
    return rule === null
      ? { ...row, ...nothing, status: 'ASK_YOUR_BOARD', because: 'REPEAT_NOT_DECIDED' }
      : { ...row, ...nothing, status: 'REPEAT' };
  });
}

type Repeats = {
  cycle: TranscriptInput['license']['cycle'];
  ruleOf(day: string): 'NEVER' | 'ONCE_A_CYCLE' | 'ALLOWED' | null;
};

const HOURS_OF_STUDY = { singular: 'hour of study', plural: 'hours of study' };

/**
 * What counts for one license in one cycle. Each completion has one row and counts once, by the award that the board accepts, in
 * the board's unit. Awards of several bodies are never added. What the board's file does not decide is to be asked of the board
 * and stands outside the total. The rows' counted amounts add up to the total exactly. For a body that only accepts a log, the
 * rows are hours of study.
 */
export function transcriptFor(input: TranscriptInput): Transcript {
  const { license, boards, completions, reported, today } = input;
  const { cycle } = license;
  const board = boardAmong(boards, license)?.body ?? null;
  // A cycle that is over is judged by the rules of its last day.
  const day = cycle !== null && cycle.endsOn < today ? cycle.endsOn : today;
  const rulesOn = (on: string) => (board === null ? null : boardOn(board, license.profession, on, license.kind));
  const now = rulesOn(day);
  const isLog = board?.kind === 'LOG_ONLY';
  const rows = completions.flatMap((completion) =>
    isLog ? logRow(completion) : completionRow(completion, { rulesOn, now }),
  );
  const ruleOf = (on: string) => (isLog ? 'ONCE_A_CYCLE' : (rulesOn(on)?.rules.repeats?.value ?? null));
  const judged = withoutRepeats(inOrder(rows), { cycle, ruleOf });
  const within = inOrder([...judged, ...reported.map(reportedRow)]).filter(
    ({ on }) => cycle === null || (on >= cycle.startsOn && on <= cycle.endsOn),
  );
  const requirement = isLog ? NO_REQUIREMENT : requirementOf(license, now);
  const { rows: counted, selfStudy } = withinCap(within, requirement);
  const totalHundredths = counted.reduce((sum, row) => sum + row.countedHundredths, 0);
  const { requiredHundredths } = requirement;
  return {
    license,
    board: board === null ? null : { key: board.key, name: board.name, kind: board.kind },
    title: now?.title ?? null,
    unit: isLog ? HOURS_OF_STUDY : (now?.rules.unit?.value ?? null),
    rows: counted,
    totalHundredths,
    requiredHundredths,
    requiredBy: requirement.requiredBy,
    missingHundredths: requiredHundredths === null ? null : Math.max(0, requiredHundredths - totalHundredths),
    missingBy: cycle?.endsOn ?? null,
    ...requirement.earned(counted),
    selfStudy,
    askYourBoard: counted.filter(({ status }) => status === 'ASK_YOUR_BOARD').length,
  };
}
