import type { Client, Data } from './client.ts';

type Sample = { accreditor: string; jurisdiction: string; amount: string; professions: string[]; wordsPerUnit: number };

/**
 * What the demonstration's organization offers. The amounts lie below what the lowest of the course's formulas justifies: 10,000
 * words an hour, which are 8,334 words in New York's contact hour of 50 minutes.
 */
const SAMPLES: Sample[] = [
  {
    accreditor: 'camft',
    jurisdiction: 'US-CA',
    amount: '1.00',
    professions: ['lmft', 'lcsw', 'lpcc', 'lep'],
    wordsPerUnit: 10_000,
  },
  {
    accreditor: 'nysed-social-work',
    jurisdiction: 'US-NY',
    amount: '1.25',
    professions: ['lmsw', 'lcsw'],
    wordsPerUnit: 8_334,
  },
];

/** Rules that an offer needs and a body's file may lack. Where it lacks them, the organization states these. */
const stateable = ({ professions, wordsPerUnit }: Sample) => ({
  calculations: ['WORDS'],
  wordsPerUnit,
  minutesPerUnit: 60,
  stepHundredths: 25,
  rounding: 'DOWN',
  smallestAwardHundredths: 100,
  largestAwardHundredths: 'NONE',
  countedDate: 'COMPLETION',
  repeats: 'NEVER',
  claimants: { kind: 'ONE_LICENSE', professions },
  assessmentRequired: true,
  passPercent: 80,
  maxAttempts: 'NONE',
  evaluationRequired: true,
  evaluationWithinHours: 'NONE',
  evaluationCompletes: true,
  retentionYears: 6,
});

type Offering = { slug: string; organization: string; operate(line: string[]): Promise<string> };

/** Makes approvals that exist only on the demo's own server, and offers credit under them as an owner does, over HTTP. */
export async function offerSpecimens(owner: Client, email: string, { slug, organization, operate }: Offering) {
  const operated = (line: string[]) => owner.timed(`attune ${line.join(' ')}`, async () => [await operate(line), null]);
  await operated(['user', 'grant', email, 'OWNER', '--org', organization, '--by', 'the demo']);
  for (const { accreditor } of SAMPLES) await operated(['approval', 'sample', accreditor, '--org', organization]);
  const course = await owner.run('Course', { slug });
  const { approvals } = await owner.run('Approvals', { slug: organization });
  for (const sample of SAMPLES) {
    const approval = Object.values(approvals?.nodes ?? {}).find(
      ({ number }) => String(number) === `SPECIMEN-${sample.accreditor.toUpperCase()}`,
    );
    await offer(owner, sample, { course, approval });
  }
}

type Standing = { course: Data; approval: Data | undefined };

async function offer(owner: Client, sample: Sample, { course, approval }: Standing) {
  const { accreditor, jurisdiction, amount } = sample;
  const { missingRules } = await owner.run('Bodies', { accreditor, jurisdiction }, `Bodies: ${accreditor}`);
  const lacks = new Set(Object.values(missingRules ?? {}).map(({ name }) => String(name)));
  const today = dayAfter(approval?.startsOn);
  const stated = Object.entries(stateable(sample))
    .filter(([name]) => lacks.has(name))
    .map(([name, value]) => ({
      name,
      value: JSON.stringify(value),
      sourceTitle: 'The demonstration of Attune; no body said this',
      sourceUrl: 'https://attune.example.org/demonstration',
      sourceReadOn: today,
      reason: 'The file of the body does not give it, and the demonstration needs a value.',
    }));
  const input = {
    approvalId: approval?.id,
    courseId: course.id,
    version: course.version,
    lines: [{ amount, format: 'SELF_PACED_READING' }],
    calculation: { method: 'WORDS', words: course.studyCalculation?.words },
    studyTimeReason: 'The rules that the demonstration states count words, not time.',
    stated,
    opensOn: today,
  };
  await owner.run('OfferCredit', { input }, `OfferCredit: ${accreditor}, ${amount}`);
}

/** A sample approval begins on the day before today, as its organization counts days. */
function dayAfter(startsOn: Data | undefined): string {
  return new Date(Date.parse(String(startsOn)) + 86_400_000).toISOString().slice(0, 10);
}
