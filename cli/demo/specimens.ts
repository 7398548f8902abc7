import type { Client, Data } from './client.ts';

type Sample = { accreditor: string; jurisdiction: string; amount: string; professions: string[]; wordsPerUnit: number };
type Line = { amount: string; format: string; session?: string };
/** An offer of one body: its amounts, how they are shown, and what the organization states where the body's file lacks it. */
type Offer = {
  accreditor: string;
  jurisdiction: string;
  lines: Line[];
  calculation: Record<string, unknown>;
  stateable: Record<string, unknown>;
  studyTimeReason?: string;
};

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

/** Rules that any offer needs and a body's file may lack. Where it lacks them, the organization states these. */
const ALWAYS = {
  minutesPerUnit: 60,
  stepHundredths: 25,
  rounding: 'DOWN',
  largestAwardHundredths: 'NONE',
  repeats: 'NEVER',
  assessmentRequired: true,
  passPercent: 80,
  maxAttempts: 'NONE',
  evaluationRequired: true,
  evaluationWithinHours: 'NONE',
  evaluationCompletes: true,
  retentionYears: 6,
};

/** Credit for reading, by a count of words. */
const ofWords = ({ amount, professions, wordsPerUnit, ...body }: Sample, course: Data): Offer => ({
  ...body,
  lines: [{ amount, format: 'SELF_PACED_READING' }],
  calculation: { method: 'WORDS', words: course.studyCalculation?.words },
  studyTimeReason: 'The rules that the demonstration states count words, not time.',
  stateable: {
    ...ALWAYS,
    ...{ calculations: ['WORDS'], wordsPerUnit, smallestAwardHundredths: 100, countedDate: 'COMPLETION' },
    claimants: { kind: 'ONE_LICENSE', professions },
  },
});

type Offering = { slug: string; organization: string; operate(line: string[]): Promise<string> };

const operating =
  (owner: Client, { operate }: Pick<Offering, 'operate'>) =>
  (line: string[]) =>
    owner.timed(`attune ${line.join(' ')}`, async () => [await operate(line), null]);

/** Makes approvals that exist only on the demo's own server, and offers credit under them as an owner does, over HTTP. */
export async function offerSpecimens(owner: Client, email: string, { slug, organization, operate }: Offering) {
  const operated = operating(owner, { operate });
  await operated(['user', 'grant', email, 'OWNER', '--org', organization, '--by', 'the demo']);
  for (const { accreditor } of SAMPLES) await operated(['approval', 'sample', accreditor, '--org', organization]);
  const course = await owner.run('Course', { slug });
  for (const sample of SAMPLES) await offer(owner, ofWords(sample, course), { course, organization });
}

/** A part of a training that teaches, with its minutes. */
export type Session = { title: string; minutes: number };

/**
 * Offers credit for the minutes that people attend of a training, a quarter of an hour at a time. No body's file says how partial
 * attendance counts, nor whether teaching does, so the organization states it.
 */
export async function offerAttendance(
  owner: Client,
  { slug, organization, operate, sessions, teaching }: Offering & { sessions: readonly Session[]; teaching?: object },
) {
  const accreditor = 'naadac';
  await operating(owner, { operate })(['approval', 'sample', accreditor, '--org', organization]);
  const course = await owner.run('Course', { slug });
  const lines = sessions.map(({ title, minutes }) => ({
    ...{ amount: (minutes / 60).toFixed(2), format: 'LIVE_ONLINE', session: title },
  }));
  const parts = sessions.map((session) => ({ ...session, part: 'INSTRUCTION' }));
  const attendance = { partial: 'ACTUAL_TIME', graceMinutes: 0, gapMinutes: 0 };
  const stateable = {
    ...{ ...ALWAYS, attendance, calculations: ['AGENDA_MINUTES'], smallestAwardHundredths: 25 },
    ...{ countedDate: 'SESSION', claimants: { kind: 'ANYONE' } },
    ...(teaching === undefined ? {} : { teaching }),
  };
  const calculation = { method: 'AGENDA_MINUTES', parts };
  const offered = { accreditor, jurisdiction: 'US-NY', lines, calculation, stateable };
  return offer(owner, offered, { course, organization });
}

/** Offers credit, and returns the offer. */
async function offer(owner: Client, made: Offer, { course, organization }: { course: Data; organization: string }) {
  const { accreditor, jurisdiction, lines, stateable, calculation, studyTimeReason } = made;
  const { approvals } = await owner.run('Approvals', { slug: organization });
  const approval = Object.values(approvals?.nodes ?? {}).find(
    ({ number }) => String(number) === `SPECIMEN-${accreditor.toUpperCase()}`,
  );
  const { missingRules } = await owner.run('Bodies', { accreditor, jurisdiction }, `Bodies: ${accreditor}`);
  const lacks = new Set(Object.values(missingRules ?? {}).map(({ name }) => String(name)));
  const today = dayAfter(approval?.startsOn);
  const stated = Object.entries(stateable)
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
    ...{ approvalId: approval?.id, courseId: course.id, version: course.version, opensOn: today },
    ...{ lines, calculation, studyTimeReason, stated },
  };
  const amount = lines.reduce((sum, line) => sum + Number(line.amount), 0).toFixed(2);
  return (await owner.run('OfferCredit', { input }, `OfferCredit: ${accreditor}, ${amount}`)).offer;
}

/** A sample approval begins on the day before today, as its organization counts days. */
function dayAfter(startsOn: Data | undefined): string {
  return new Date(Date.parse(String(startsOn)) + 86_400_000).toISOString().slice(0, 10);
}
