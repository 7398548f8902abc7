import type { Credit, PrintedLicense } from '../../../certificates/facts/credit.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { sampleFacts } from './sampleFacts.ts';

const ORGANIZATION = 'Attune Sample Institute';
const READING = 'Reading-based asynchronous non-interactive distance learning';

const approval: Credit['approval'] = {
  kind: 'PROVIDER',
  role: 'HOLDER',
  partner: null,
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
  url: 'https://body.example.org/providers',
  specimen: false,
};

const one = (amountHundredths: number, format: string, category: string | null = null) => [
  { amountHundredths, format, category, session: null },
];

const common = {
  mandates: [],
  basis: 'LEARNER' as const,
  counted: { on: '2026-11-22', day: 'COMPLETION' as const },
  demands: [],
};

/** One credit as each of these bodies words it; numbers and organization are invented. */
export const CREDITS = {
  apa: {
    ...common,
    accreditor: 'apa',
    body: 'American Psychological Association (APA)',
    providerNumber: null,
    unit: { code: 'CE_CREDIT', singular: 'CE credit', plural: 'CE credits' },
    amountHundredths: 100,
    lines: one(100, 'Homestudy'),
    statement: `${ORGANIZATION} is approved by the American Psychological Association to sponsor continuing education for psychologists. ${ORGANIZATION} maintains responsibility for this program and its content.`,
    approval: { ...approval, url: 'https://www.apa.org/' },
  },
  'aswb-ace': {
    ...common,
    accreditor: 'aswb-ace',
    body: 'Association of Social Work Boards (ASWB) Approved Continuing Education (ACE) program',
    providerNumber: '0000',
    unit: { code: 'ACE_CREDIT', singular: 'continuing education credit', plural: 'continuing education credits' },
    amountHundredths: 1800,
    lines: [
      { amountHundredths: 900, format: READING, category: 'clinical social work practice', session: null },
      { amountHundredths: 100, format: READING, category: 'social work ethics', session: null },
      {
        amountHundredths: 800,
        format: 'Synchronous interactive distance learning',
        category: 'clinical social work practice',
        session: 'Practice days',
      },
    ],
    statement: `${ORGANIZATION}, #0000, is approved as an ACE provider to offer social work continuing education by the Association of Social Work Boards (ASWB) Approved Continuing Education (ACE) program. Regulatory boards are the final authority on courses accepted for continuing education credit. ACE provider approval period: 1 January 2026–31 December 2028. Social workers completing this course receive 18 continuing education credits.`,
    approval: { ...approval, url: 'https://www.aswb.org/' },
    demands: ['PROVIDER_NUMBER', 'APPROVAL_PERIOD', 'FORMAT', 'CATEGORY'],
  },
  nbcc: {
    ...common,
    accreditor: 'nbcc-acep',
    body: 'National Board for Certified Counselors (NBCC)',
    providerNumber: '0000',
    unit: { code: 'CLOCK_HOUR', singular: 'NBCC clock hour', plural: 'NBCC clock hours' },
    amountHundredths: 175,
    lines: one(175, 'Home Study', 'Counseling Theory/Practice and the Counseling Relationship'),
    statement: `${ORGANIZATION} has been approved by NBCC as an Approved Continuing Education Provider, ACEP No. 0000. Programs that do not qualify for NBCC credit are clearly identified. ${ORGANIZATION} is solely responsible for all aspects of the programs.`,
    approval: { ...approval, url: 'https://www.nbcc.org/' },
    demands: ['PROVIDER_NUMBER', 'CATEGORY', 'FORMAT'],
  },
  'nysed-sw': {
    ...common,
    accreditor: 'nysed-sw',
    body: "New York State Education Department's State Board for Social Work",
    providerNumber: 'SW-0000',
    unit: { code: 'CONTACT_HOUR', singular: 'contact hour', plural: 'contact hours' },
    amountHundredths: 150,
    lines: one(150, 'Self-study'),
    statement: `${ORGANIZATION} is recognized by the New York State Education Department's State Board for Social Work as an approved provider of continuing education for licensed social workers #SW-0000.`,
    approval: { ...approval, url: 'https://www.op.nysed.gov/' },
    demands: ['PROVIDER_NUMBER', 'LICENSE', 'ADDRESS'],
  },
  camft: {
    ...common,
    accreditor: 'camft',
    body: 'California Association of Marriage and Family Therapists (CAMFT)',
    providerNumber: '1000000',
    unit: { code: 'CE_HOUR', singular: 'hour of continuing education', plural: 'hours of continuing education' },
    amountHundredths: 150,
    lines: one(150, 'Self-study, distance learning'),
    mandates: [{ category: 'law and ethics', amountHundredths: 50 }],
    statement: `CAMFT-Approved Continuing Education Provider ${ORGANIZATION} #1000000. This course meets the qualifications for 1.5 hours of continuing education credit for LMFTs, LCSWs, LPCCs, and/or LEPs as required by the California Board of Behavioral Sciences.`,
    approval: { ...approval, url: 'https://www.camft.org/' },
    demands: ['PROVIDER_NUMBER', 'LICENSE', 'ADDRESS', 'SIGNATORY'],
  },
  'aca-au': {
    ...common,
    accreditor: 'aca-au',
    body: 'Australian Counselling Association (ACA)',
    providerNumber: null,
    unit: { code: 'OPD_POINT', singular: 'OPD point', plural: 'OPD points' },
    amountHundredths: 500,
    lines: one(500, 'Online course with assessment'),
    statement: `This course of ${ORGANIZATION} is approved by the Australian Counselling Association for 5 points of Ongoing Professional Development.`,
    approval: { ...approval, kind: 'COURSE', url: 'https://www.theaca.net.au/' },
    demands: ['ASSESSMENT'],
  },
} satisfies Record<string, Credit>;

export type SampleBody = keyof typeof CREDITS;
export const SAMPLE_BODIES = Object.keys(CREDITS) as SampleBody[];

export const LICENSES: PrintedLicense[] = [
  { profession: 'Licensed Marriage and Family Therapist', jurisdiction: 'California', number: 'LMFT 012345' },
];

/** What an award's certificate says beside the sentences of its body. */
export const AWARD_STATEMENTS = [
  'Whether a board accepts this credit is for that board to decide. Keep this certificate for as long as your board asks.',
  'This certificate confers no qualification to practice.',
];

/** Facts of an award's certificate of one of these bodies, changed. */
export const accreditedFacts = (
  body: SampleBody,
  changes: Partial<CertificateFacts> = {},
  credit: Partial<Credit> = {},
): CertificateFacts =>
  sampleFacts({
    credits: [{ ...CREDITS[body], ...credit }],
    licenses: LICENSES,
    statements: AWARD_STATEMENTS,
    ...changes,
  });
