import type { CourseId, CreditAwardId, EnrollmentId, ReportedCertificateId, RuleSetId } from '../../drizzle/ids.ts';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import type { LoadedBoard } from '../../schema/accreditation/queries.ts';
import type { Board } from '../../schema/accreditation/rules/bodies.ts';
import type { BoardValues } from '../../schema/accreditation/rules/values.ts';
import type {
  AwardFacts,
  CompletionFacts,
  LicenseFacts,
  LogFacts,
  ReportedFacts,
} from '../../schema/credits/rules/transcriptFacts.ts';

/** Keys that only these tests know, in the order of their numbers. */
const keyOf = <Id>(number: number): Id =>
  `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as unknown as Id;

export const lineOf = (amountHundredths: number, facts: Partial<OfferLine> = {}): OfferLine => ({
  amountHundredths,
  format: 'LIVE_ONLINE',
  category: null,
  session: null,
  ...facts,
});

export const HOURS = { kind: 'TIMED', code: 'HOURS', singular: 'hour', plural: 'hours' } as const;
export const CONTACT_HOURS = {
  kind: 'TIMED',
  code: 'CONTACT_HOURS',
  singular: 'contact hour',
  plural: 'contact hours',
} as const;

export const awardOf = (number: number, facts: Partial<AwardFacts> = {}): AwardFacts => {
  const lines = facts.lines ?? [lineOf(100)];
  return {
    id: keyOf<CreditAwardId>(number),
    accreditor: 'camft',
    body: 'CAMFT',
    unit: HOURS,
    minutesPerUnit: 60,
    lines,
    totalHundredths: lines.reduce((sum, line) => sum + line.amountHundredths, 0),
    countsOn: '2026-11-20',
    number: `AWARD-${String(number).padStart(5, '0')}`,
    specimen: false,
    joined: true,
    approvalInForce: true,
    ...facts,
  };
};

export const plainOf = (number: number, facts: Partial<LogFacts> = {}): LogFacts => ({
  number: `PLAIN-${String(number).padStart(5, '0')}`,
  specimen: false,
  completedOn: '2026-11-20',
  studyHundredths: 450,
  interaction: 'Self-paced reading',
  passPercent: 80,
  ...facts,
});

export const completionOf = (number: number, facts: Partial<CompletionFacts> = {}): CompletionFacts => ({
  enrollmentId: keyOf<EnrollmentId>(number),
  basis: 'LEARNER',
  lineage: keyOf<CourseId>(number),
  title: `Course ${number}`,
  organization: 'Sample Institute',
  timeZone: 'Pacific/Auckland',
  plain: plainOf(number),
  awards: [awardOf(number)],
  ...facts,
});

export const reportedOf = (number: number, facts: Partial<ReportedFacts> = {}): ReportedFacts => ({
  id: keyOf<ReportedCertificateId>(number),
  title: 'A workshop elsewhere',
  provider: 'Another institute',
  earnedOn: '2026-11-21',
  amountHundredths: 300,
  unit: 'hours',
  category: null,
  note: null,
  ...facts,
});

export const licenseOf = (facts: Partial<LicenseFacts> = {}): LicenseFacts => ({
  kind: 'FULL',
  profession: 'lmft',
  jurisdiction: 'US-CA',
  expiresOn: '2028-10-31',
  cycle: { startsOn: '2026-11-01', endsOn: '2028-10-31' },
  required: [],
  ...facts,
});

const SOURCE = { title: 'A sample handbook', url: 'https://board.example.org/', readOn: '2026-11-01' };

/** A board of the place XX for the profession `sample`. */
export const boardWith = (values: Partial<BoardValues>, facts: Partial<Board> = {}): Board => ({
  key: 'sample-board',
  name: 'Sample Board',
  website: 'https://board.example.org/',
  kind: 'REGULATES',
  jurisdiction: 'XX',
  professions: [
    {
      key: 'sample',
      title: 'Sample practitioner',
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          [{ value, from: '2020-01-01', source: SOURCE, confidence: 'HIGH' }],
        ]),
      ),
    },
  ],
  ...facts,
});

/** A board as it is read from the database. */
export const loaded = (body: Board): LoadedBoard => ({
  ruleSetId: keyOf<RuleSetId>(0),
  hash: 'f'.repeat(64),
  body,
});

export const SAMPLE_LICENSE = licenseOf({ profession: 'sample', jurisdiction: 'XX' });
