import { type Credential, HOURS_RESULTS } from '../credential/shape.ts';
import { parseCertificateNumber } from '../number.ts';
import { dateInWords, HOURS_KINDS, type HoursKind, hoursOfSixty } from '../words.ts';
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
    ...resultsOf(credential),
    completedOn: dayOf(activityEndDate),
    issuedAt: credential.validFrom,
    expiresAt: credential.validUntil ?? null,
    issuer: credential.issuer.name,
    name,
    specimen: achievement.achievementType === 'ext:Specimen',
    certifies: CERTIFIES[achievement.achievementType] ?? (isTaught(credential) ? 'TEACHING' : 'COMPLETION'),
    verifyUrl: credential.evidence[0]?.id ?? credential.id,
    status: { list: statusListCredential, position: Number(statusListIndex) },
  };
}

const KINDS = new Map<string, HoursKind>(HOURS_KINDS.map((kind) => [HOURS_RESULTS[kind], kind]));
const CERTIFIES: Record<string, CertifiedFacts['certifies']> = {
  'ext:CertificateOfAttendance': 'ATTENDANCE',
  'ext:CertificateOfTeaching': 'TEACHING',
};

/** The type of a specimen does not say it. */
function isTaught({ credentialSubject: { achievement } }: Credential): boolean {
  return (achievement.resultDescription ?? []).some(({ resultType }) => resultType === HOURS_RESULTS.TAUGHT);
}

/** The hours are found by their result type. The other result is the credit's, whose unit is in its name. */
function resultsOf({
  credentialSubject: { achievement, result = [] },
}: Credential): Pick<CertifiedFacts, 'hours' | 'hoursAre' | 'credit'> {
  const described = achievement.resultDescription ?? [];
  const given = (id: string) => result.find(({ resultDescription }) => resultDescription === id)?.value;
  const hours = described.find(({ resultType }) => KINDS.has(resultType));
  const other = described.find(({ resultType }) => !KINDS.has(resultType));
  const amount = other && given(other.id);
  return {
    hours: (hours && given(hours.id)) ?? null,
    hoursAre: KINDS.get(hours?.resultType ?? '') ?? 'STUDIED',
    credit: other === undefined || amount === undefined ? null : { amount, unit: other.name },
  };
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

/** Beside an amount of credit the hours are what the course requires, which may be less time than the amount stands for. */
function studySaid(hundredths: number, credited: boolean): string {
  if (!credited) return `, ${hoursOfSixty(hundredths, ' of study')}`;
  return hundredths === 0 ? '' : `, required study ${hoursOfSixty(hundredths)}`;
}

/** The hours, after the credit, as what they are. */
function hoursSaid({ hours, hoursAre, credit }: CertifiedFacts): string {
  if (hours === null) return '';
  const hundredths = Math.round(Number(hours) * 100);
  return hoursAre === 'STUDIED'
    ? studySaid(hundredths, credit !== null)
    : `, ${hoursOfSixty(hundredths)} ${hoursAre === 'TAUGHT' ? 'taught' : 'attended'}`;
}

const DONE = {
  COMPLETION: 'completed',
  ATTENDANCE: 'attended, not completed,',
  TEACHING: 'taught, not taken,',
};

/** The facts in one sentence, for a reader who must not rely on the pages. */
export function sayFacts(facts: CertifiedFacts): string {
  const hours = hoursSaid(facts);
  const credit = facts.credit === null ? '' : `, ${facts.credit.amount} ${facts.credit.unit}`;
  const [completed, issued] = [dateInWords(facts.completedOn), dateInWords(dayOf(facts.issuedAt))];
  // That somebody attended is said once, with the hours.
  const saidAlready = facts.certifies === 'ATTENDANCE' && hours.endsWith(' attended');
  const done = saidAlready ? 'not completed,' : DONE[facts.certifies];
  const named = facts.name === null ? '' : `, awarded to ${facts.name}`;
  return `Certificate ${facts.number} for the course ${facts.course}${credit}${hours}, ${done} on ${completed}, issued by ${facts.issuer} on ${issued}${named}.`;
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
