import { decimalText } from '../../../certificates/words.ts';
import type { CreditAwardId, EnrollmentId } from '../../../drizzle/ids.ts';
import type { Board } from '../../accreditation/rules/bodies.ts';
import type { Row, Transcript } from './transcriptFacts.ts';
import { transcriptTitle } from './transcriptSheet.ts';
import {
  assessmentOf,
  categoriesOf,
  formatOf,
  isInTotal,
  licenseWords,
  standingOf,
  unitWords,
} from './transcriptWords.ts';

/** What a holder ticked: awards, and completions as a whole. */
export type Ticked = { awardIds: readonly CreditAwardId[]; enrollmentIds: readonly EnrollmentId[] };

const isTicked = (row: Row, { awardIds, enrollmentIds }: Ticked): boolean =>
  row.reported === null &&
  (enrollmentIds.some((id) => id === row.key) || row.awards.some(({ id }) => awardIds.includes(id)));

/** The rows that were ticked. Of their awards stay those that were, and the one by which the row counts. */
function sharedRows({ rows }: Pick<Transcript, 'rows'>, ticked: Ticked): Row[] {
  return rows
    .filter((row) => isTicked(row, ticked))
    .map((row) => ({
      ...row,
      awards: row.awards.filter(
        ({ id }) =>
          id === row.award?.id || ticked.awardIds.includes(id) || ticked.enrollmentIds.some((key) => key === row.key),
      ),
    }));
}

/** What was ticked and is no row of the transcript: awards that are not joined to its license, and completions that it does not list. */
export function unknownTicks({ rows }: Pick<Transcript, 'rows'>, { awardIds, enrollmentIds }: Ticked) {
  const own = rows.filter(({ reported }) => reported === null);
  const joined = new Set(own.flatMap(({ awards }) => awards.filter((award) => award.joined).map(({ id }) => id)));
  return {
    awards: awardIds.filter((id) => !joined.has(id)),
    enrollments: enrollmentIds.filter((id) => !own.some(({ key }) => key === id)),
  };
}

/** What a link shows: no license number, nothing of the holder's other records, and no requirement. */
export type SharedTranscript = {
  title: string;
  learnerName: string | null;
  license: string;
  board: string | null;
  /** Whether the body licenses, or takes a log of its members; null where no file names it. */
  boardKind: Board['kind'] | null;
  cycle: Transcript['license']['cycle'];
  expiresOn: string;
  unit: string | null;
  rows: {
    on: string;
    title: string;
    organization: string;
    certificateNumber: string | null;
    status: Row['status'];
    words: string;
    format: string;
    category: string;
    assessment: string;
    credits: { body: string; amount: string; unit: string | null; words: string; certificateNumber: string }[];
    counted: string | null;
    /** What counts, with its unit; null outside the total. */
    countedWords: string | null;
  }[];
  /** What the shown rows add up to. */
  total: string;
  totalWords: string;
};

const beyond = ({ creditHundredths, countedHundredths }: Row): string =>
  creditHundredths > countedHundredths ? '; the rest is beyond the limit of self-study' : '';

type Opened = { ticked: Ticked; learnerName: string | null; expiresOn: string };

export function sharedTranscript(transcript: Transcript, { ticked, learnerName, expiresOn }: Opened): SharedTranscript {
  const rows = sharedRows(transcript, ticked);
  const totalHundredths = rows.reduce((sum, row) => sum + row.countedHundredths, 0);
  const inWords = (hundredths: number) => unitWords(hundredths, transcript.unit);
  return {
    title: transcriptTitle(transcript),
    learnerName,
    license: licenseWords(transcript),
    board: transcript.board?.name ?? null,
    boardKind: transcript.board?.kind ?? null,
    cycle: transcript.license.cycle,
    expiresOn,
    unit: transcript.unit?.plural ?? null,
    rows: rows.map((row) => ({
      on: row.on,
      title: row.title,
      organization: row.organization,
      certificateNumber: row.number,
      status: row.status,
      words: standingOf(row),
      format: formatOf(row),
      category: categoriesOf(row, transcript),
      assessment: assessmentOf(row.log),
      credits: row.awards.map(({ body, totalHundredths, unit, number }) => ({
        body,
        amount: decimalText(totalHundredths),
        unit: unit?.plural ?? null,
        words: unitWords(totalHundredths, unit),
        certificateNumber: number,
      })),
      counted: isInTotal(row) ? decimalText(row.countedHundredths) : null,
      countedWords: isInTotal(row) ? `${inWords(row.countedHundredths)}${beyond(row)}` : null,
    })),
    total: decimalText(totalHundredths),
    totalWords: inWords(totalHundredths),
  };
}
