import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { type OrganizationFile, parseOrganization } from '../../schema/organizations/rules/organizationFile.ts';

const sentence = 'Two people who calm each other learn slowly that rest is safe again.';

const single = (id: string, prompt: string) => `
  - id: ${id}
    type: SINGLE
    objective: o1
    prompt: ${prompt}
    options:
      - { text: First, correct: true, rationale: Because it comes first. }
      - { text: Second, rationale: It comes second. }
      - { text: Third, rationale: It comes third. }`;

const everyType = `${single('post-1', 'Which is first?')}
  - id: post-2
    type: MULTIPLE
    objective: o1
    prompt: Which are even?
    options:
      - { text: Two, correct: true, rationale: Two is even. }
      - { text: Four, correct: true, rationale: Four is even. }
      - { text: Five, rationale: Five is odd. }
  - id: post-3
    type: TRUE_FALSE
    objective: o2
    prompt: Water is wet.
    options:
      - { text: "True", correct: true, rationale: It is. }
      - { text: "False", rationale: It is not dry. }
  - id: post-4
    type: MATCHING
    objective: o2
    prompt: Match each with its sound.
    pairs:
      - { left: Dog, right: Bark, rationale: Dogs bark. }
      - { left: Cat, right: Mew, rationale: Cats mew. }
    distractors:
      - { text: Neigh, rationale: Horses neigh. }
  - id: post-5
    type: ORDERING
    objective: o2
    prompt: Put these in order.
    sequence:
      - { text: Morning, rationale: The day begins. }
      - { text: Noon, rationale: The middle. }
      - { text: Night, rationale: The end. }
${Array.from({ length: 7 }, (_, index) => single(`post-${index + 6}`, `Which of these is first, question ${index + 6}?`)).join('')}`;

const quiz = (head: string, questions: string) => `${head}\nshuffle: true\nquestions:${questions}\n`;

/** A small course with every kind of module and question, as a fresh map of its files. Its hours come to 0.50. */
export const samplePackageFiles = (): Map<string, string> =>
  new Map([
    [
      'course.yaml',
      `slug: sample-course
title: Sample course
subtitle: A small course for tests
organization: sample-organization
language: en
version: "1.0"
format: SELF_PACED_READING
level: INTRODUCTORY
summary: |
  A **small** course.

  It has two paragraphs.
notice: Education, not therapy.
minimumAge: 18
audience: [Counsellors]
objectives:
  - { id: o1, text: Name what comes first }
  - { id: o2, text: Put three things in order }
limitationsAndRisks: [It is short.]
commercialSupport: None.
contributors:
  - role: AUTHOR
    name: Ada Example
    credentials: Fictional person
    disclosure: { text: Nothing to disclose., on: 2026-11-01 }
review: { status: PENDING, note: Nobody has reviewed this. }
basedOn:
  - { title: An article, publisher: Example Press, on: 2025-08-28 }
references:
  - { id: example-2020, citation: "Example, A. (2020). A book. Example Press.", year: 2020, doi: 10.1234/abc }
difficulty: 2
`,
    ],
    [
      'modules/01-first.md',
      `---\nid: first\ntitle: The first module\nkind: READING\nobjectives: [o1]\nreflection: What did you notice?\n---\n\n## Reading\n\n${`${sentence} `.repeat(300)}\n`,
    ],
    [
      'modules/02-film.md',
      `---\nid: film\ntitle: A film\nkind: VIDEO\nobjectives: [o2]\nvideo:\n  url: https://media.example.org/film\n  transcript: transcripts/film.md\n---\n\n${`${sentence} `.repeat(200)}\n`,
    ],
    ['transcripts/film.md', 'Somebody says hello.\n'],
    [
      'quizzes/pre-test.yaml',
      quiz(
        'kind: PRE_TEST\ntitle: Before\ndraw: 1\npassPercent: 0\nattempts: 1\nfeedback: NEVER',
        single('pre-1', 'What comes before all else?'),
      ),
    ],
    [
      'quizzes/check-first.yaml',
      quiz(
        'kind: MODULE_CHECK\nmodule: first\ntitle: Check\ndraw: 1\npassPercent: 100\nfeedback: AFTER_PASS',
        single('check-1', 'What did the module put first?'),
      ),
    ],
    [
      'quizzes/post-test.yaml',
      quiz(
        'kind: POST_TEST\ntitle: After\ndraw: 5\npassPercent: 80\nattempts: 3\ncooldownHours: 24\ntimeLimitMinutes: 60\nfeedback: AFTER_PASS',
        everyType,
      ),
    ],
    [
      'evaluation.yaml',
      `title: Evaluation
introduction: Your answers are not tied to your name.
scale: [No, Somewhat, "Yes"]
perObjective: "I can now: {objective}"
perContributor: "{name} ({role}) was clear"
items:
  - { id: overall, kind: SCALE, text: I would recommend it, required: true }
  - { id: length, kind: CHOICE, text: It was, required: true, options: [Too short, Right, Too long] }
  - { id: remark, kind: TEXT, text: Anything else?, required: false }
`,
    ],
    [
      'safety-notices.yaml',
      `notices:
  - country: INTL
    title: Emergency services
    text: In danger, call the local emergency number.
    checkedOn: 2026-11-01
  - { country: NZ, title: To talk, for: Anyone., hours: At any hour., inWriting: Text 1737., text: Free at any hour., phone: "1737", url: https://1737.org.nz, checkedOn: 2026-11-01, checkedHow: PAGE }
`,
    ],
    ['errata.yaml', 'errata: []\n'],
  ]);

/** The sample package, checked; `edit` may change its files first. */
export const samplePackage = (edit: (files: Map<string, string>) => void = () => undefined): CoursePackage => {
  const files = samplePackageFiles();
  edit(files);
  const parsed = parsePackage(files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults, null, 2));
  return parsed.package;
};

/** A live course without modules: nothing is read before its test, and its hours are those that are attended. */
export const livePackage = (edit: (files: Map<string, string>) => void = () => undefined): CoursePackage =>
  samplePackage((files) => {
    const course = files.get('course.yaml') ?? '';
    const live = course
      .replace('slug: sample-course', 'slug: live-course')
      .replace('SELF_PACED_READING', 'LIVE_ONLINE');
    files.set('course.yaml', live);
    for (const file of [...files.keys()].filter((one) => /^(modules|transcripts)\/|\/check-/.test(one)))
      files.delete(file);
    edit(files);
  });

export const sampleOrganizationFile = `slug: sample-organization
legalName: Sample Organization (fictional)
timeZone: Pacific/Auckland
address: [1 Example Street, Sampletown]
website: https://sample.example.org
email: hello@sample.example.org
signatory: { name: Sam Sample, title: Registrar (fictional) }
contacts: { grievances: grievances@sample.example.org, accommodations: access@sample.example.org }
fictional: true
policies:
${['REFUND', 'GRIEVANCE', 'ACCOMMODATION', 'ATTENDANCE', 'CONFLICT_OF_INTEREST', 'PRIVACY']
  .map(
    (kind) =>
      `  - { kind: ${kind}, version: "1", effectiveOn: 2026-11-01, text: "Our policy on ${kind.toLowerCase()}." }`,
  )
  .join('\n')}
`;

export const sampleOrganization = (text = sampleOrganizationFile): OrganizationFile => {
  const parsed = parseOrganization('sample-organization.yaml', text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults, null, 2));
  return parsed.organization;
};
