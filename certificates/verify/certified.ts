import { type Credential, HOURS_OF_STUDY } from '../credential/shape.ts';
import { parseCertificateNumber } from '../number.ts';
import { dateInWords, hoursOfSixty } from '../words.ts';
import type { CertifiedFacts, Step } from './report.ts';

/** What a proven credential certifies; `name` is the name that was proven. Null when it names no certificate of ours. */
function certifiedFacts(credential: Credential, name: string | null): CertifiedFacts | null {
  const parsed = parseCertificateNumber(credential.id.slice(credential.id.lastIndexOf('/') + 1));
  if (!parsed.ok) return null;
  const { achievement, activityEndDate } = credential.credentialSubject;
  const { statusListCredential, statusListIndex } = credential.credentialStatus;
  return {
    number: parsed.number,
    course: `${achievement.name}, version ${achievement.version}`,
    hours: hoursOf(credential),
    completedOn: dayOf(activityEndDate),
    issuedAt: credential.validFrom,
    expiresAt: credential.validUntil ?? null,
    issuer: credential.issuer.name,
    name,
    specimen: achievement.achievementType === 'ext:Specimen',
    verifyUrl: credential.evidence[0]?.id ?? credential.id,
    status: { list: statusListCredential, position: Number(statusListIndex) },
  };
}

/** Found by its result type, because accreditors' credits are listed beside it. */
function hoursOf({ credentialSubject: { achievement, result } }: Credential): string | null {
  const hours = achievement.resultDescription?.find(({ resultType }) => resultType === HOURS_OF_STUDY);
  return result?.find(({ resultDescription }) => resultDescription === hours?.id)?.value ?? null;
}

/** What is certified, whether it is a specimen and whether it has expired, from a proven credential only. */
export function certifiedSteps(
  credential: Credential,
  name: string | null,
  now: Date,
): { facts: CertifiedFacts | null; steps: Step[] } {
  const facts = certifiedFacts(credential, name);
  if (facts === null) return { facts, steps: [certified('FAILED', 'The credential names no certificate number.')] };
  return { facts, steps: [certified('PASSED', sayFacts(facts)), specimen(facts), expiry(facts, now)] };
}

const certified = (outcome: Step['outcome'], sentence: string): Step => ({
  key: 'CERTIFIED',
  outcome,
  title: 'What is certified',
  sentence,
});

/** The day of an instant in the issuer's local time, YYYY-MM-DD, as printed on the paper. */
export const dayOf = (instant: string): string => instant.slice(0, 10);

/** The facts in one sentence, for a reader who must not rely on the pages. */
export function sayFacts(facts: CertifiedFacts): string {
  const hours = facts.hours === null ? '' : `, ${hoursOfSixty(Math.round(Number(facts.hours) * 100), ' of study')}`;
  const [completed, issued] = [dateInWords(facts.completedOn), dateInWords(dayOf(facts.issuedAt))];
  const named = facts.name === null ? '' : `, awarded to ${facts.name}`;
  return `Certificate ${facts.number} for the course ${facts.course}${hours}, completed on ${completed}, issued by ${facts.issuer} on ${issued}${named}.`;
}

const specimen = (facts: CertifiedFacts): Step => ({
  key: 'SPECIMEN',
  title: 'A real record of study',
  ...(facts.specimen
    ? {
        outcome: 'FAILED',
        sentence:
          'THIS IS A SPECIMEN. It was made on a demonstration server, and no one studied for it. Do not accept it as a record.',
      }
    : { outcome: 'PASSED', sentence: 'The credential is not marked as a specimen.' }),
});

function expiry({ expiresAt }: CertifiedFacts, now: Date): Step {
  const step = (outcome: Step['outcome'], sentence: string): Step => ({
    key: 'EXPIRY',
    outcome,
    title: 'Not expired',
    sentence,
  });
  if (expiresAt === null) return step('PASSED', 'The certificate has no expiry date.');
  const day = `${dateInWords(dayOf(expiresAt))} (${expiresAt})`;
  return Date.parse(expiresAt) > now.getTime()
    ? step('PASSED', `The certificate is valid until ${day}.`)
    : step('FAILED', `The certificate was valid until ${day} and has expired. It is still a record of past study.`);
}
