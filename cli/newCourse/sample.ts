type Facts = {
  slug: string;
  organization: string;
  today: string;
  /** Modules that there are already: their files by path, the id of the first, and what they teach, by id. */
  adopted?: { modules: Map<string, string>; first: string; objectives: { id: string; text: string }[] };
};

/** The files of a new course, by path: short, valid, and to be replaced. */
export function sampleCourse(facts: Facts): Map<string, string> {
  const { adopted } = facts;
  const first = adopted?.first ?? 'first';
  return new Map([
    ['course.yaml', course(facts)],
    ...(adopted?.modules ?? ([['modules/01-first.md', MODULE]] as const)),
    [
      `quizzes/check-${first}.yaml`,
      quiz('MODULE_CHECK', 'check', [`module: ${first}`, 'title: Check', 'feedback: AFTER_PASS']),
    ],
    ['quizzes/post-test.yaml', quiz('POST_TEST', 'post', ['title: Post-test', 'attempts: 3', 'feedback: AFTER_PASS'])],
    ['evaluation.yaml', EVALUATION],
    ['safety-notices.yaml', notices(facts)],
  ]);
}

const course = ({
  slug,
  organization,
  today,
  adopted,
}: Facts): string => `# Replace every word. A reader needs 5,000 words for half an hour; a live course needs none.
slug: ${slug}
title: A new course
subtitle: One line below the title
organization: ${organization}
language: en
version: "0.1"
format: LIVE_ONLINE              # or LIVE_IN_PERSON, SELF_PACED_READING, SELF_PACED_VIDEO
level: INTRODUCTORY              # or INTERMEDIATE, ADVANCED
summary: What the course is about, in one to three short paragraphs.
notice: This course is education, not therapy.
minimumAge: 18
audience: [People whom the course is for]
objectives:
${(adopted?.objectives ?? [{ id: 'o1', text: 'Name the two steps' }]).map(({ id, text }) => `  - { id: ${id}, text: ${JSON.stringify(text)} }\n`).join('')}limitationsAndRisks: [What a learner should know about its limits and risks]
commercialSupport: None.
contributors:
  - role: AUTHOR
    name: Sample Author
    credentials: Replace this with degrees and licenses
    disclosure: { text: Nothing to disclose., on: ${today} }
review: { status: PENDING, note: Nobody has reviewed this course. }
basedOn: []
references: []
difficulty: 1
license: { name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/", attribution: Sample Author }
`;

const MODULE = `---
id: first
title: The first module
kind: READING
objectives: [o1]
---

## A heading

Write what you teach in Markdown: headings, lists, tables, emphasis, links.

![Two boxes. An arrow leads from the first step to the second.](files/two-steps.svg "The words after the address are the caption.")

The words between the brackets stand in for the figure where it cannot be seen.
`;

const quiz = (kind: string, id: string, head: string[]): string => `kind: ${kind}
${head.join('\n')}
draw: 1
passPercent: 100
shuffle: true
questions:
  - id: ${id}-1
    type: SINGLE
    objective: o1
    prompt: ${id === 'check' ? 'Which step comes first?' : 'Which step follows the first?'}
    options:
      - { text: ${id === 'check' ? 'The first step' : 'The second step'}, correct: true, rationale: The figure shows their order. }
      - { text: ${id === 'check' ? 'The second step' : 'The first step'}, rationale: The arrow leads the other way. }
`;

const EVALUATION = `title: Evaluation
introduction: Your answers are not tied to your name.
scale: [Not at all, A little, Well, Very well]
perObjective: "How well can you now do this: {objective}?"
perContributor: "{name} ({role}) knew the subject."
items:
  - { id: more, kind: TEXT, text: What would you change?, required: false }
`;

const notices = ({ today }: Facts): string => `notices:
  - country: INTL
    title: Emergency
    for: Anyone in danger.
    hours: At any hour.
    text: Replace this with services that you have checked. In danger, call your emergency number.
    checkedOn: ${today}
    checkedHow: COPY
`;

export const FIGURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160">
<style>
text { font-family: Georgia, serif; font-size: 18px; text-anchor: middle; fill: #1d2433; }
.paper { fill: #fdfcf8; }
.line { fill: none; stroke: #1c3557; stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
text { fill: #ece7db; }
.paper { fill: #1a202c; }
.line { stroke: #a9c4e8; }
}
</style>
<rect width="480" height="160" class="paper"/>
<rect x="30" y="50" width="160" height="60" rx="4" class="line"/>
<text x="110" y="86">First step</text>
<path d="M196 80H278M266 70 278 80 266 90" class="line"/>
<rect x="290" y="50" width="160" height="60" rx="4" class="line"/>
<text x="370" y="86">Second step</text>
</svg>
`;
