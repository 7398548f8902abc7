import { decimalText, hoursUnit } from '../../certificates/words.ts';
import type { ReviewRecord } from '../../drizzle/tables/courses.ts';
import type { POLICY_KINDS } from '../../drizzle/tables/organizations.ts';
import type { StudyCalculation } from '../../drizzle/tables/studyCalculation.ts';
import { canonicalJson, sha256 } from '../edited/canonical.ts';
import { countWords, WORD_COUNT } from '../edited/countWords.ts';
import type { Fault } from '../edited/faults.ts';
import { MICRO, mergenerMicros, type Reading, wordsMicros } from '../readingTime.ts';
import type { CourseContent } from './rules/package/canonical.ts';
import type { PackagedModule } from './rules/package/shape.ts';

const NOT_APPROVED =
  'No accrediting body has approved this course, unless its offers of credit say so. Its hours are hours of study, not credit of any body, and it confers no qualification to practice.';

/** An offer of credit as learners are told of it. */
export type DisclosedOffer = {
  body: string;
  number: string | null;
  /** With the unit of the body; null where it has none. */
  amount: string | null;
  statement: string;
  /** When it can be used, in sentences. */
  days: string;
};

/** What a course says of approvals, with the offers that are open to whoever enrolls now. */
export function approvalStatus(offers: readonly DisclosedOffer[]): string {
  if (offers.length === 0) return NOT_APPROVED;
  const lines = offers.map(({ body, number, amount, statement, days }) => {
    const named = number === null ? body : `${body}, number ${number}`;
    return `${named}: ${amount === null ? '' : `${amount}. `}${statement} ${days}`;
  });
  return `Whoever enrolls now can earn credit under these approvals:\n${bullets(lines)}\n\nNo other accrediting body has approved this course. Its hours of study are not credit of any body, and it confers no qualification to practice.`;
}

type PolicyKind = (typeof POLICY_KINDS)[number];
type Formula = StudyCalculation['formulas'][number];

function formula(name: string, source: string, micros: number, stepHundredths: number): Formula {
  const step = (stepHundredths * 60 * MICRO) / 100;
  return {
    name,
    source,
    minutesExact: micros / MICRO,
    hundredths: Math.floor(micros / step) * stepHundredths,
  };
}

const ofHour = (words: number, wordsPerUnit: number) => wordsMicros(words, { wordsPerUnit, minutesPerUnit: 60 });

/**
 * Hours of study by every published reading formula, each rounded down to its own step; the lowest counts. Words are
 * instructional prose, questions are those of one post-test, difficulty is 1 to 5.
 */
export function studyCalculation({
  words,
  questions,
  difficulty,
}: Reading): StudyCalculation & { studyHundredths: number } {
  const formulas = [
    formula(
      'NBCC',
      'NBCC: 6,000 words of instructional text are one clock hour; quarter hours',
      ofHour(words, 6_000),
      25,
    ),
    formula('NASW', 'NASW: 10,000 words are one credit; whole or half hours', ofHour(words, 10_000), 50),
    formula(
      'MERGENER',
      'Mergener: minutes = 0.9 x (-22.3 + 0.00209 x words + 2.78 x questions + 15.5 x difficulty); quarter hours',
      mergenerMicros({ words, questions, difficulty }),
      25,
    ),
  ];
  const lowest = formulas.reduce((least, next) => (next.hundredths < least.hundredths ? next : least));
  return {
    countedBy: WORD_COUNT,
    words,
    questions,
    difficulty,
    formulas,
    lowest: lowest.name,
    studyHundredths: lowest.hundredths,
  };
}

/** The words of a module that the formulas count. A REFLECTION is a prompt, and NBCC excludes prompts. */
export function moduleWords(module: PackagedModule): number {
  return module.kind === 'REFLECTION' ? 0 : countWords(module.body);
}

/**
 * Divides the hours among modules by their words, in whole seconds, by the largest remainder, so that the sum is exactly the
 * printed hours. Of equal remainders the first gets the odd second.
 */
export function shareSeconds(studyHundredths: number, words: readonly number[]): number[] {
  const total = studyHundredths * 36;
  const allWords = words.reduce((sum, count) => sum + count, 0);
  if (allWords === 0) return words.map(() => 0);
  const shares = words.map((count, index) => ({
    index,
    seconds: Math.floor((total * count) / allWords),
    remainder: (total * count) % allWords,
  }));
  const left = total - shares.reduce((sum, share) => sum + share.seconds, 0);
  const favored = [...shares].sort((a, b) => b.remainder - a.remainder || a.index - b.index).slice(0, left);
  for (const share of favored) share.seconds += 1;
  return shares.map((share) => share.seconds);
}

/** The hours of a package and each module's words and verified seconds. */
export function studyPlan({ course, modules, quizzes }: CourseContent) {
  const words = modules.map(moduleWords);
  const postTest = quizzes.find((quiz) => quiz.kind === 'POST_TEST');
  const { studyHundredths, ...calculation } = studyCalculation({
    words: words.reduce((sum, count) => sum + count, 0),
    questions: postTest?.draw ?? 0,
    difficulty: course.difficulty,
  });
  const seconds = shareSeconds(studyHundredths, words);
  return {
    calculation,
    studyHundredths,
    modules: modules.map((_, index) => ({ wordCount: words[index] ?? 0, minSeconds: seconds[index] ?? 0 })),
  };
}

/** A course for credit must justify some credit: the fault when its hours come to nothing. Those of a live one are attended. */
export function hoursFaults(content: CourseContent): Fault[] {
  const { calculation, studyHundredths } = studyPlan(content);
  if (studyHundredths > 0 || content.course.format.startsWith('LIVE_')) return [];
  const { words, questions, difficulty, lowest } = calculation;
  const message = `The course justifies 0.00 hours of study, so it cannot be published for credit: ${lowest} is the lowest, with ${words} words, ${questions} questions and a difficulty of ${difficulty}. Half an hour needs at least 5000 words; REFLECTION modules, references, key takeaways and quizzes do not count.`;
  return [{ file: 'course.yaml', line: 1, message }];
}

export type DisclosureItem = { key: string; title: string; text: string };
export type Disclosures = { hash: string; items: DisclosureItem[] };

const POLICY_TITLES: Record<PolicyKind, string> = {
  REFUND: 'Refunds',
  GRIEVANCE: 'Grievances',
  ACCOMMODATION: 'Accommodation',
  ATTENDANCE: 'Attendance and completion',
  CONFLICT_OF_INTEREST: 'Conflicts of interest',
  PRIVACY: 'Privacy',
};

type DisclosedCourse = {
  version: {
    notice: string;
    minimumAge: number;
    format: string;
    studyHundredths: number;
    limitationsAndRisks: string[];
    commercialSupport: string;
    review: ReviewRecord;
  };
  contributors: { role: string; name: string; credentials: string; disclosure: string; disclosedOn: string }[];
  organization: { legalName: string; fictional: boolean };
  policies: { kind: PolicyKind; version: string; effectiveOn: string; text: string }[];
  /** Those that are open to whoever enrolls now. */
  offers: readonly DisclosedOffer[];
};

/** What a learner must accept before starting, in order, and the SHA-256 of its canonical form. */
export function composeDisclosures({
  version,
  contributors,
  organization,
  policies,
  offers,
}: DisclosedCourse): Disclosures {
  const studied = `${decimalText(version.studyHundredths)} ${hoursUnit(version.studyHundredths)} of study`;
  const hours = version.format.startsWith('LIVE_') ? 'the hours of instruction that you attend,' : studied;
  const items: DisclosureItem[] = [
    { key: 'notice', title: 'Education, not therapy', text: version.notice },
    {
      key: 'age',
      title: 'Adults only',
      text: `This course is for people aged ${version.minimumAge} or older. By accepting you confirm that you are.`,
    },
    {
      key: 'approval',
      title: 'Approval by accrediting bodies',
      text: `${approvalStatus(offers)} The certificate states ${hours} of 60 minutes. Ask your own board or association whether it accepts them.`,
    },
    { key: 'review', title: 'Review of the content', text: reviewText(version.review) },
    { key: 'limitations', title: 'Limitations and risks', text: bullets(version.limitationsAndRisks) },
    { key: 'commercial-support', title: 'Commercial support', text: version.commercialSupport },
    {
      key: 'contributors',
      title: 'Contributors and their disclosures',
      text: bullets(
        contributors.map(
          ({ role, name, credentials, disclosure, disclosedOn }) =>
            `${name} (${role.toLowerCase().replaceAll('_', ' ')}; ${credentials}): ${disclosure} Disclosed on ${disclosedOn}.`,
        ),
      ),
    },
    {
      key: 'provider',
      title: 'Who offers this course',
      text: organization.fictional
        ? `${organization.legalName}. This organization is a sample and does not exist.`
        : `${organization.legalName}.`,
    },
    ...policies.map(({ kind, version: label, effectiveOn, text }) => ({
      key: `policy-${kind.toLowerCase().replaceAll('_', '-')}`,
      title: `${POLICY_TITLES[kind]} (version ${label}, in force since ${effectiveOn})`,
      text,
    })),
  ];
  return { hash: sha256(canonicalJson(items)), items };
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

const reviewText = (review: ReviewRecord): string =>
  review.status === 'PENDING'
    ? `Review pending: ${review.note}`
    : `Reviewed by ${review.reviewedBy} on ${review.on}. ${review.note}`;
