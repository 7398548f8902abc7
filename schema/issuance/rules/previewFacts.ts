import type { Credit, PrintedLicense } from '../../../certificates/facts/credit.ts';
import type { Design } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import type { OrganizationRow } from '../../organizations/queries.ts';
import { dateIn, lookOf } from '../../organizations/rules.ts';
import { awardStatements, FORMAT_WORDS, LEVEL_WORDS, plainStatements, ROLE_WORDS } from '../rules.ts';
import { issuerFacts } from './certificateFacts.ts';

/** A printable number that never exists: nineteen zeros and their check symbol. A draw of 95 random bits never gives it. */
export const NO_NUMBER = '00000-00000-00000-00000';

type Preview = { design: Design | null; publicUrl: string; now: Date; accredited?: boolean };

/**
 * The facts for a preview of an organization's certificates: its own name, signatory and look, in the requested design, with an
 * invented learner and course, and an invented credit where an accredited one is wanted. Draw it with `preview: true`; it is
 * never stored.
 */
export function previewFacts(
  organization: OrganizationRow,
  { design, publicUrl, now, accredited = false }: Preview,
): CertificateFacts {
  const look = lookOf(organization);
  const completedOn = dateIn(organization.timeZone, now);
  const stated = { assessed: true, reviewPending: false };
  return {
    schema: 2,
    number: NO_NUMBER,
    specimen: true,
    purpose: 'CREDIT',
    learnerName: 'Sample Learner',
    course: {
      slug: 'sample-course',
      title: 'Title of a Sample Course',
      version: '1.0',
      contentHash: 'preview',
      language: 'en',
      format: FORMAT_WORDS.SELF_PACED_READING,
      level: LEVEL_WORDS.INTERMEDIATE,
    },
    studyHundredths: 150,
    completedOn,
    completedAt: now.toISOString(),
    ...issuerFacts(organization),
    issuedAt: now.toISOString(),
    look: { ...look, design: design ?? look.design },
    objectives: ['see how a first objective stands on the page', 'see how a second one follows it'],
    contributors: [{ role: ROLE_WORDS.AUTHOR, name: 'Sample Author', credentials: 'does not exist' }],
    assessment: { passPercent: 80 },
    statements: accredited
      ? awardStatements(stated)
      : plainStatements({ ...stated, purpose: 'CREDIT', everApproved: false, live: false }),
    credits: accredited ? [sampleCredit(organization, completedOn)] : [],
    ...(accredited && { licenses: [SAMPLE_LICENSE] }),
    verifyUrl: `${publicUrl}/verify/${NO_NUMBER}`,
  };
}

const SAMPLE_LICENSE: PrintedLicense = {
  profession: 'Sample Profession',
  jurisdiction: 'Sampleland',
  number: 'SPECIMEN-1',
};

/** Of a body that does not exist. */
function sampleCredit({ legalName, website }: OrganizationRow, on: string): Credit {
  const format = FORMAT_WORDS.SELF_PACED_READING;
  return {
    accreditor: 'sample-body',
    body: 'Sample Accrediting Body',
    providerNumber: 'SPECIMEN-0000',
    unit: { code: 'CONTACT_HOUR', singular: 'contact hour', plural: 'contact hours' },
    amountHundredths: 150,
    lines: [
      { amountHundredths: 100, format, category: 'first sample category', session: null },
      { amountHundredths: 50, format, category: 'second sample category', session: null },
    ],
    mandates: [],
    statement: `The sentence of an accrediting body would stand here, word for word, with the name of ${legalName} and its number.`,
    approval: {
      kind: 'PROVIDER',
      role: 'HOLDER',
      partner: null,
      startsOn: on,
      endsOn: null,
      url: URL.canParse(website) ? website : 'https://body.example.org/',
      specimen: true,
    },
    basis: 'LEARNER',
    counted: { on, day: 'COMPLETION' },
    demands: ['APPROVAL_PERIOD'],
  };
}
