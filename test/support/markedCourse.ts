import type { Edit } from './packageFaults.ts';

/** A text with everything that the dialect adds to Markdown, for the first module of the sample. */
export const MARKED_TEXT = `See [the film](module:film), [Example 2020](ref:example-2020) and the [window](term:window).

[Couples *calm* each other](claim:couples-calm) over time.[^size]

> [!CAUTION]
> Screen first.

| Water | Energy |
| --- | --- |
| H<sub>2</sub>O<br>wet | E = mc<sup>2</sup> |

[^size]: Small studies.
`;

const GLOSSARY = `glossary:
  - id: window
    term: Window of tolerance
    meaning: A band of arousal.
`;
const CLAIMS = `claims:
  - id: couples-calm
    grade: MIXED
    sources: [example-2020]
    wouldChange: A large trial in which they do not.
`;

/** Gives the sample a text with marks, a term and a claim. */
export function markCourse(files: Parameters<Edit>[0], text = MARKED_TEXT): void {
  files.set('course.yaml', `${files.get('course.yaml')}${GLOSSARY}`);
  const first = files.get('modules/01-first.md') ?? '';
  files.set('modules/01-first.md', `${first.replace(/\n---\n/, `\n${CLAIMS}---\n`)}\n${text}`);
}
