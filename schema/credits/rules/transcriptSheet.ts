import type { TranscriptColumn, TranscriptDocument } from '../../../certificates/draw/transcriptDocument.ts';
import { dateInWords, dayInWords, decimalText } from '../../../certificates/words.ts';
import { type Cell, csvOf } from '../../csv.ts';
import type { Row, Transcript } from './transcriptFacts.ts';
import {
  assessmentOf,
  awardWords,
  categoriesOf,
  categoryNote,
  cycleWords,
  formatOf,
  isInTotal,
  licenseWords,
  NO_UNIT,
  selfStudyWords,
  standingOf,
  unitWords,
} from './transcriptWords.ts';

/** Whose transcript it is and when it was made. */
export type Made = { learnerName: string; at: Date; timeZone: string };

const isLog = ({ board }: Transcript): boolean => board?.kind === 'LOG_ONLY';

export function transcriptTitle(transcript: Transcript): string {
  return isLog(transcript) ? 'Log of continuing education' : 'Transcript of continuing education';
}

const MOST_AWARDS = 12;

/** The bodies that gave credit for it, each in its own unit, the one that counts first; they are never added. */
function approvalsOf({ award, awards: all, reported }: Row): string[] {
  const awards = award === null ? all : [award, ...all.filter(({ id }) => id !== award.id)];
  if (reported !== null) return [`${decimalText(reported.amountHundredths)} ${reported.unit}, as stated`];
  const shown = awards.slice(0, MOST_AWARDS).map(awardWords);
  return awards.length > shown.length ? [...shown, `and ${awards.length - shown.length} more`] : shown;
}

const CREDIT_COLUMNS = (unit: string): TranscriptColumn[] => [
  { title: 'Day', width: 12, align: 'left' },
  { title: 'Activity', width: 30, align: 'left' },
  { title: 'Credit by body', width: 28, align: 'left' },
  { title: 'Format and category', width: 16, align: 'left' },
  { title: 'How it stands', width: 18, align: 'left' },
  { title: unit, width: 12, align: 'right' },
];
const LOG_COLUMNS: TranscriptColumn[] = [
  { title: 'Day', width: 12, align: 'left' },
  { title: 'Activity', width: 40, align: 'left' },
  { title: 'Interaction', width: 18, align: 'left' },
  { title: 'Assessment and remark', width: 26, align: 'left' },
  { title: 'Hours', width: 14, align: 'right' },
];

const numberLine = ({ number }: Row): string => (number === null ? '' : `Certificate ${number}`);

/** What a row gives to the total. A row outside it has a dash, so that no zero is taken for an amount. */
const countedCell = (row: Row): string[] => {
  const { creditHundredths, countedHundredths } = row;
  if (!isInTotal(row)) return ['–'];
  const over = creditHundredths - countedHundredths;
  return [decimalText(countedHundredths), over > 0 ? `of ${decimalText(creditHundredths)}` : ''];
};

/** The body stands beside it, as the first of those that gave credit. */
const countsWords = ({ awards }: Row): string => (awards.length > 1 ? 'Counts, by the credit named first' : 'Counts');

function creditCells(row: Row, transcript: Transcript): string[][] {
  const over = row.creditHundredths > row.countedHundredths ? ['Beyond the limit of self-study'] : [];
  return [
    [dateInWords(row.on)],
    [row.title, row.organization, numberLine(row)],
    approvalsOf(row),
    [formatOf(row), categoriesOf(row, transcript)],
    [row.status === 'COUNTED' ? countsWords(row) : standingOf(row), ...over],
    countedCell(row),
  ];
}

function logCells(row: Row): string[][] {
  const remark = row.status === 'LOGGED' ? [] : [standingOf(row)];
  return [
    [dateInWords(row.on)],
    [row.title, row.organization, numberLine(row)],
    [formatOf(row)],
    [assessmentOf(row.log), ...remark, ...(row.reported === null ? [] : approvalsOf(row))],
    countedCell(row),
  ];
}

const CREDIT_NOTES = [
  'Each completion counts once, by one award that the board’s file accepts, in the board’s unit. Awards of several bodies for one completion are never added.',
  '“Ask your board” stands outside the total. So does what the holder stated of other providers: nobody here has checked it.',
  'This transcript is no certificate and no decision of a board. What counts toward a license is decided by the board alone. Each certificate can be checked by its number.',
];
const LOG_NOTES = [
  'The body named above approves no providers and gives no credit. Hours are of 60 minutes, of study or of live instruction attended, as the certificates print them.',
  'This log is no certificate and no decision of the body. Each certificate can be checked by its number.',
];

/** In whose zones the days of the rows are: a day may be another where the holder lives. */
function zoneNotes({ rows }: Transcript): string[] {
  const zones = new Set(
    rows.flatMap(({ organization, timeZone }) => (timeZone === null ? [] : `${timeZone} (${organization})`)),
  );
  return zones.size === 0 ? [] : [`Days in the table are those of the provider’s time zone: ${[...zones].join(', ')}.`];
}

type Total = TranscriptDocument['totals'][number];

/** What is under the table: the total, what is required and missing, categories and self-study. */
function totalsOf(transcript: Transcript): Total[] {
  const { totalHundredths, requiredHundredths, missingHundredths, missingBy, selfStudy, categories } = transcript;
  const line = (label: string, value: string, strong = false): Total => ({ label, value, strong });
  const by = missingBy === null || missingHundredths === 0 ? '' : `, by ${dateInWords(missingBy)}`;
  return [
    line('Total', unitWords(totalHundredths, transcript.unit), true),
    ...(requiredHundredths === null
      ? []
      : [
          line(
            `Required, as ${transcript.requiredBy === 'HOLDER' ? 'the holder stated' : 'the board’s file says'}`,
            decimalText(requiredHundredths),
          ),
          line('Missing', `${decimalText(missingHundredths ?? 0)}${by}`),
        ]),
    ...categories.map(({ name, kind, earnedHundredths, requiredHundredths: some, missingHundredths: rest }) =>
      line(
        kind === 'OVERLIES' ? `${name}, within the total` : name,
        `${decimalText(earnedHundredths)}${some === null ? '' : ` of ${decimalText(some)} required, ${decimalText(rest ?? 0)} missing`}`,
      ),
    ),
    ...(selfStudy === null || selfStudy.earnedHundredths === 0 ? [] : [line('Self-study', selfStudyWords(selfStudy))]),
  ];
}

/** The facts of the head. */
function factsOf(transcript: Transcript, { at, timeZone }: Made): TranscriptDocument['facts'] {
  return [
    { label: isLog(transcript) ? 'Membership' : 'License', value: licenseWords(transcript) },
    { label: isLog(transcript) ? 'Body' : 'Board', value: transcript.board?.name ?? 'no file names it: ask the board' },
    { label: 'Cycle', value: cycleWords(transcript) },
    { label: 'As of', value: `${dayInWords(at.toISOString(), timeZone)} (${timeZone})` },
  ];
}

/** The paper of a transcript. */
export function transcriptDocument(transcript: Transcript, made: Made): TranscriptDocument {
  const log = isLog(transcript);
  const note = categoryNote(transcript);
  return {
    title: transcriptTitle(transcript),
    learnerName: made.learnerName,
    facts: factsOf(transcript, made),
    columns: log ? LOG_COLUMNS : CREDIT_COLUMNS(capital(transcript.unit?.plural ?? 'Counted')),
    rows: transcript.rows.map((row) => (log ? logCells(row) : creditCells(row, transcript))),
    noRows: transcript.license.cycle === null ? 'Nothing was completed yet.' : 'Nothing was completed in this cycle.',
    totals: totalsOf(transcript),
    notes: [...(note === null || log ? [] : [note]), ...(log ? LOG_NOTES : CREDIT_NOTES), ...zoneNotes(transcript)],
    sealedBy: 'Attune',
    madeAt: made.at.toISOString(),
    csv: transcriptCsv(transcript, made),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const HEADER = [
  'Record',
  'Day',
  'Time zone of the day',
  'Activity',
  'Provider',
  'Certificate number',
  'Credit by body',
  'Format',
  'Category',
  'Assessment',
  'Status',
  'Remark',
  'Worth',
  'Counted',
  'Unit',
  'Earned as',
  'Holder',
  'License',
  'As of',
];

/** What a line records; other lines are sums. */
function recordOf({ status, basis }: Row): string {
  if (status === 'REPORTED') return 'Stated by the holder';
  return basis === 'INSTRUCTOR' ? 'Teaching' : 'Completion';
}

/** A row for spreadsheets: amounts are numbers, everything else is text. */
function cellsOf(row: Row, transcript: Transcript): Cell[] {
  const counts = isInTotal(row);
  return [
    recordOf(row),
    row.on,
    row.timeZone,
    row.title,
    row.organization,
    row.number,
    approvalsOf(row).join('; '),
    formatOf(row),
    categoriesOf(row, transcript),
    assessmentOf(row.log),
    row.status,
    standingOf(row),
    counts ? { hundredths: row.creditHundredths } : null,
    counts ? { hundredths: row.countedHundredths } : null,
    counts ? (transcript.unit ?? NO_UNIT).plural : null,
    row.basis,
  ];
}

/** Who holds which license, and the day in the holder's zone, on each line, so that a line says it alone. */
function headOf(transcript: Transcript, { learnerName, at, timeZone }: CsvMade): Cell[] {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return [learnerName, licenseWords(transcript), `${day} (${timeZone})`];
}

/** A table needs no name: without one the column is empty. */
type CsvMade = Omit<Made, 'learnerName'> & { learnerName: string | null };

/**
 * The same transcript as a table. The amounts of the column "Counted" add up to the line "Total"; the column "Record" tells which
 * lines are such sums.
 */
export function transcriptCsv(transcript: Transcript, made: CsvMade): Buffer {
  const { totalHundredths, requiredHundredths, missingHundredths, missingBy } = transcript;
  const unit = (transcript.unit ?? NO_UNIT).plural;
  const sum = (record: string, hundredths: number | null, day: string | null = null): Cell[][] =>
    hundredths === null ? [] : [[record, day, ...Array<null>(11).fill(null), { hundredths }, unit, null]];
  const rows = [
    ...transcript.rows.map((row) => cellsOf(row, transcript)),
    ...sum('Total', totalHundredths),
    ...sum('Required', requiredHundredths),
    ...sum('Missing', missingHundredths, missingBy),
  ];
  const head = headOf(transcript, made);
  return csvOf(
    HEADER,
    rows.map((cells) => [...cells, ...head]),
  );
}
