import type { Design } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import type { OrganizationRow } from '../../organizations/queries.ts';
import { dateIn, lookOf } from '../../organizations/rules.ts';
import { FORMAT_WORDS, LEVEL_WORDS, plainStatements, ROLE_WORDS } from '../rules.ts';
import { issuerFacts } from './certificateFacts.ts';

/** A printable number that never exists: nineteen zeros and their check symbol. A draw of 95 random bits never gives it. */
const NO_NUMBER = '00000-00000-00000-00000';

/**
 * The facts for a preview of an organization's certificates: its own name, signatory and look, in the requested design, with an
 * invented learner and course. Draw it with `preview: true`; it is never stored.
 */
export function previewFacts(
  organization: OrganizationRow,
  { design, publicUrl, now }: { design: Design | null; publicUrl: string; now: Date },
): CertificateFacts {
  const look = lookOf(organization);
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
    completedOn: dateIn(organization.timeZone, now),
    completedAt: now.toISOString(),
    ...issuerFacts(organization),
    issuedAt: now.toISOString(),
    look: { ...look, design: design ?? look.design },
    objectives: ['see how a first objective stands on the page', 'see how a second one follows it'],
    contributors: [{ role: ROLE_WORDS.AUTHOR, name: 'Sample Author', credentials: 'does not exist' }],
    assessment: { passPercent: 80 },
    statements: plainStatements({ assessed: true, reviewPending: false, purpose: 'CREDIT' }),
    credits: [],
    verifyUrl: `${publicUrl}/verify/${NO_NUMBER}`,
  };
}
