import { mandateTexts, unitText } from '../../../certificates/creditWords.ts';
import type { Credit } from '../../../certificates/facts/credit.ts';
import { printedFacts } from '../../../certificates/facts/publicFacts.ts';
import type { CertificateStatus } from '../../../certificates/status/certificateStatus.ts';
import type { Cell } from '../../csv.ts';
import { statusOf } from '../../issuance/rules.ts';
import { dateIn } from '../../organizations/rules.ts';
import { numberNow, type ShownLicense } from './licenses.ts';
import { creditOf, type OpenedRow } from './roster.ts';

export const ROSTER_HEADER = [
  'Name',
  'License profession',
  'License jurisdiction',
  'License number',
  'On the certificate',
  'License joined on',
  'License number now',
  'License removed on',
  'Course',
  'Course slug',
  'Course version',
  'Accreditor',
  'Approval number',
  'Provider',
  'Completed on',
  'Counts on',
  'Time zone',
  'Approval in force then',
  'Amount',
  'Counts',
  'Unit',
  'Format',
  'Category',
  'Session',
  'Within the total',
  'Certificate number',
  'Status',
  'Earned as',
];

/** What of these certificates stands. A revoked one and a specimen are listed and add nothing. */
const STANDS: ReadonlySet<CertificateStatus> = new Set(['VALID', 'EXPIRED']);

type When = { now: Date; timeZone: string };

/**
 * A row for spreadsheets for each license and each line of the award; one for each line where it has no license. `Amount` is what
 * the license is credited with. `Counts` adds up over a whole roster: 0 for further licenses of one award, and for what does not stand.
 */
export function rosterCells(row: OpenedRow, when: When): Cell[][] {
  const credit = creditOf(row);
  const stands = STANDS.has(statusOf(row, when.now));
  const licenses = row.licenses.length === 0 ? [null] : row.licenses;
  return licenses.flatMap((license, at) =>
    credit.lines.map((line, ofLines) => [
      row.printedName,
      ...licenseCells(license, when),
      ...courseCells(row, credit),
      row.publicFacts.completedOn,
      row.countsOn,
      row.timeZone,
      row.approvalInForce ? 'YES' : 'NO',
      ...amountCells(credit, line, stands && at === 0),
      // Said once for a license, because it lies over all lines.
      ofLines === 0 ? mandateTexts(credit).join('; ') : null,
      row.number,
      statusOf(row, when.now),
      credit.basis,
    ]),
  );
}

function licenseCells(license: ShownLicense | null, { timeZone }: When): Cell[] {
  if (license === null) return [null, null, null, null, null, null, null];
  const { profession, jurisdiction, number, printed, joinedAt, removedAt } = license;
  const now = numberNow(license);
  return [
    profession,
    jurisdiction,
    number,
    printed ? 'yes' : 'no',
    dateIn(timeZone, joinedAt),
    now === number ? null : now,
    removedAt && dateIn(timeZone, removedAt),
  ];
}

function courseCells({ courseSlug, publicFacts }: OpenedRow, { body, providerNumber }: Credit): Cell[] {
  const { courseTitle, courseVersion, organization } = printedFacts(publicFacts);
  return [courseTitle, courseSlug, courseVersion, body, providerNumber, organization];
}

function amountCells({ unit }: Credit, line: Credit['lines'][number], counts: boolean): Cell[] {
  const { amountHundredths, format, category, session } = line;
  const amount = { hundredths: amountHundredths };
  return [amount, counts ? amount : { hundredths: 0 }, unitText({ unit, amountHundredths }), format, category, session];
}
