import { dateInWords, decimalText } from '../../../certificates/words.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { AskReason, AwardFacts, Row, RowStatus, SelfStudy, Transcript } from './transcriptFacts.ts';

export const STATUS_MEANING: Record<RowStatus, string> = {
  COUNTED: 'It counts, by an award that the board accepts.',
  ASK_YOUR_BOARD: 'Ask your board: its file does not decide, so it is outside the total.',
  NOT_JOINED: 'The board accepts an award of it, but you did not claim that award for this license.',
  REPEAT: 'The same course was taken before and counts once.',
  SPECIMEN: 'A specimen, made for a demonstration. It never counts.',
  LOGGED: 'A record for a log. The body gives no credit.',
  REPORTED:
    'A certificate of another provider, as stated by the holder. Nobody checked it and it is outside the total.',
};

export const ASK_MEANING: Record<AskReason, string> = {
  BOARD_UNKNOWN: 'No file names the board of this license.',
  NO_APPROVAL: 'No award of an accrediting body stands for it.',
  ACCEPTS_NOT_STATED: 'The board’s file does not say which approvals the board accepts.',
  BODY_NOT_NAMED: 'The board’s file does not name the body that gave the credit.',
  FORMAT_NOT_COVERED: 'The board’s file does not accept the body’s approval for this format.',
  UNIT_NOT_CONVERTIBLE: 'The files do not say how the body’s unit becomes the board’s.',
  BELOW_SMALLEST: 'It is less than the smallest amount that the board’s file names.',
  APPROVAL_NOT_IN_FORCE: 'The approval of the body was not in force on the day that counts.',
  TEACHING_NOT_ACCEPTED: 'The board’s file accepts no credit for teaching.',
  TEACHING_NOT_STATED: 'The board’s file does not say whether credit for teaching counts.',
  REPEAT_NOT_DECIDED: 'The same course was taken before, and the board’s file does not say whether it counts again.',
};

/** Whether a row is a part of the total. */
export const isInTotal = ({ status }: Pick<Row, 'status'>): boolean => status === 'COUNTED' || status === 'LOGGED';

/** One line on how a row stands, as every output says it. */
export function standingOf({ status, because, award, log, reported }: Row): string {
  if (status === 'COUNTED') return `Counts by ${award?.body ?? ''}`;
  if (status === 'ASK_YOUR_BOARD') return `Ask your board. ${because === null ? '' : ASK_MEANING[because]}`;
  if (status === 'NOT_JOINED') return 'Not claimed for this license';
  if (status === 'REPEAT') return 'Repeat, counts once';
  if (status === 'SPECIMEN') return 'Specimen, never counts';
  if (status === 'REPORTED') return `Stated by the holder${reported?.note == null ? '' : `: ${reported.note}`}`;
  return assessmentOf(log);
}

/** What a log says of the assessment. */
export function assessmentOf(log: Row['log']): string {
  if (log === null) return '';
  return log.passPercent === null ? 'No assessment' : `Post-test passed, at least ${log.passPercent}%`;
}

const FORMAT_NAMES: Record<OfferLine['format'], string> = {
  SELF_PACED_READING: 'Self-paced reading',
  SELF_PACED_VIDEO: 'Self-paced video',
  LIVE_ONLINE: 'Live online',
  LIVE_IN_PERSON: 'Live in person',
};

const distinct = (texts: readonly string[]): string => [...new Set(texts)].join(', ');

/** How it was taken or taught: by the award that counts, else by all of them, else by the plain certificate. */
export function formatOf({ basis, award, awards, log }: Row): string {
  const lines = (award === null ? awards : [award]).flatMap((one) => one.lines);
  const formats =
    lines.length > 0 ? distinct(lines.map(({ format }) => FORMAT_NAMES[format])) : (log?.interaction ?? '');
  return basis === 'INSTRUCTOR' ? `Taught: ${formats}` : formats;
}

/** The categories of the counted award, with the board's names where it has them. */
export function categoriesOf({ award, reported }: Row, { categories }: Pick<Transcript, 'categories'>): string {
  const name = (key: string) => categories.find((category) => category.key === key)?.name ?? key;
  if (reported !== null) return reported.category ?? '';
  return distinct((award?.lines ?? []).flatMap(({ category }) => (category === null ? [] : [name(category)])));
}

type Unit = { singular: string; plural: string };

/** Two places always, so that columns of amounts can be added by eye: "4.50 hours". */
function amountWords(hundredths: number, unit: Unit): string {
  return `${decimalText(hundredths)} ${hundredths === 100 ? unit.singular : unit.plural}`;
}

/** The same where no file may say the unit. */
export function unitWords(hundredths: number, unit: Unit | null): string {
  return unit === null ? decimalText(hundredths) : amountWords(hundredths, unit);
}

export function awardWords({ body, totalHundredths, unit }: AwardFacts): string {
  return `${body}: ${unitWords(totalHundredths, unit)}`;
}

export function selfStudyWords({ earnedHundredths, countedHundredths, capHundredths, limit }: SelfStudy): string {
  const counted = `${decimalText(countedHundredths)} of ${decimalText(earnedHundredths)} counted`;
  if (limit === 'NONE') return `${counted}; no limit`;
  return capHundredths === null
    ? `${counted}; the board’s file names no limit, ask your board`
    : `${counted}; at most ${decimalText(capHundredths)}`;
}

/** That credit without a category may have been for one; null where that makes no difference. */
export function categoryNote(
  transcript: Pick<Transcript, 'categories' | 'inNoCategoryHundredths' | 'unit'>,
): string | null {
  const { categories, inNoCategoryHundredths, unit } = transcript;
  if (inNoCategoryHundredths === 0) return null;
  const lacking = categories.filter(({ kind, missingHundredths }) => kind === 'OVERLIES' && missingHundredths);
  const names = lacking.map(({ name }) => name).join(', ');
  const amount = unitWords(inNoCategoryHundredths, unit);
  return `In no category of the board: ${amount}. This counts in the total alone, because a category counts only where the body’s credit names it. Ask your board whether any of it counts for: ${names}.`;
}

export function cycleWords({ license: { cycle } }: Pick<Transcript, 'license'>): string {
  if (cycle === null) return 'not stated: everything is listed';
  return `${dateInWords(cycle.startsOn)} to ${dateInWords(cycle.endsOn)}`;
}

/** The license without its number, which no transcript shows. A title is its board's word, and the board stands beside it. */
export function licenseWords({ title, license }: Pick<Transcript, 'title' | 'license'>): string {
  return title ?? `${license.profession}, ${license.jurisdiction}`;
}

export const NO_UNIT: Unit = { singular: 'unit', plural: 'units' };
