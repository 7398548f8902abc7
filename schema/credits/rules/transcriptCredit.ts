import type { BoardOn } from '../../accreditation/rules/inForce.ts';
import {
  ASK_REASONS,
  type AskReason,
  type AwardFacts,
  type CompletionFacts,
  type Part,
  type Row,
} from './transcriptFacts.ts';
import { partsOf } from './transcriptUnit.ts';

/** The board on a day, and on the day by which the transcript is made: it fixes the one unit of the whole transcript. */
type Judging = { rulesOn(day: string): BoardOn | null; now: BoardOn | null };

type Judged = { award: AwardFacts; parts: Part[]; hundredths: number } | { award: AwardFacts; because: AskReason };

/** Whether the board accepts an award, by its file of the day that counts. */
function judge(award: AwardFacts, { rulesOn, now, basis }: Judging & Pick<CompletionFacts, 'basis'>): Judged {
  const board = rulesOn(award.countsOn);
  const because = (reason: AskReason): Judged => ({ award, because: reason });
  if (!award.approvalInForce) return because('APPROVAL_NOT_IN_FORCE');
  if (board === null || now === null) return because('BOARD_UNKNOWN');
  const { accepts, smallestAwardHundredths, teachingCounts } = board.rules;
  if (basis === 'INSTRUCTOR' && teachingCounts?.value !== true)
    return because(teachingCounts === undefined ? 'TEACHING_NOT_STATED' : 'TEACHING_NOT_ACCEPTED');
  if (accepts === undefined) return because('ACCEPTS_NOT_STATED');
  const named = accepts.value.filter(({ accreditor }) => accreditor === award.accreditor);
  if (named.length === 0) return because('BODY_NOT_NAMED');
  const covered = ({ format }: AwardFacts['lines'][number]) =>
    named.some(({ formats }) => formats === undefined || formats.includes(format));
  if (!award.lines.every(covered)) return because('FORMAT_NOT_COVERED');
  const parts = partsOf(award, now.rules);
  if (parts === null) return because('UNIT_NOT_CONVERTIBLE');
  const hundredths = parts.reduce((sum, part) => sum + part.hundredths, 0);
  const smallest = smallestAwardHundredths?.value ?? 'NONE';
  if (hundredths < 1 || (smallest !== 'NONE' && hundredths < smallest)) return because('BELOW_SMALLEST');
  return { award, parts, hundredths };
}

type Accepted = Extract<Judged, { parts: Part[] }>;
const isAccepted = (judged: Judged): judged is Accepted => 'parts' in judged;

/** The larger amount first; of two equal ones, the body's key and the award's decide, so that no order of rows does. */
const byWorth = (a: Accepted, b: Accepted): number =>
  b.hundredths - a.hundredths || (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0);
const nameOf = ({ award }: Judged): string => `${award.accreditor} ${award.id}`;

/** An award that is joined to the license stands before the others, so that its certificate and day are the row's. */
const joinedFirst = (a: AwardFacts, b: AwardFacts): number =>
  Number(b.joined) - Number(a.joined) || (a.accreditor + a.id < b.accreditor + b.id ? -1 : 1);

/** The row of one completion, whatever the number of its awards; none when no certificate of it stands. */
export function completionRow(completion: CompletionFacts, judging: Judging): Row[] {
  const { enrollmentId: key, basis, lineage, title, organization, timeZone, plain } = completion;
  const awards = completion.awards.toSorted(joinedFirst);
  const first = awards[0];
  const on = first?.countsOn ?? plain?.completedOn;
  if (on === undefined) return [];
  const nothing = { because: null, award: null, parts: [], creditHundredths: 0, countedHundredths: 0 };
  const shown = { key, basis, lineage, title, organization, timeZone, awards, log: plain, reported: null };
  const row = { ...shown, ...nothing, on, number: first?.number ?? plain?.number ?? null };
  const real = awards.filter(({ specimen }) => !specimen);
  if (real.length === 0 && (first !== undefined || plain?.specimen === true)) return [{ ...row, status: 'SPECIMEN' }];
  const judged = real.map((award) => judge(award, { ...judging, basis }));
  const accepted = judged.filter(isAccepted).toSorted(byWorth);
  const best = accepted.find(({ award }) => award.joined);
  if (best !== undefined) {
    const { award, parts, hundredths } = best;
    const by = { on: award.countsOn, number: award.number, award, parts };
    return [{ ...row, ...by, status: 'COUNTED', creditHundredths: hundredths, countedHundredths: hundredths }];
  }
  if (accepted.length > 0) return [{ ...row, status: 'NOT_JOINED' }];
  const reasons = judged.map((one) => (isAccepted(one) ? 'NO_APPROVAL' : one.because));
  const because = ASK_REASONS.findLast((reason) => reasons.includes(reason));
  return [
    { ...row, status: 'ASK_YOUR_BOARD', because: because ?? (judging.now === null ? 'BOARD_UNKNOWN' : 'NO_APPROVAL') },
  ];
}
