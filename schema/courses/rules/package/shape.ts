import { z } from 'zod';
import {
  CONTRIBUTOR_ROLES,
  COURSE_FORMATS,
  COURSE_LEVELS,
  MODULE_KINDS,
  REVIEW_STATUSES,
} from '../../../../drizzle/tables/courses.ts';
import { EVIDENCE_GRADES } from '../../../../drizzle/tables/marks.ts';
import { NOTICE_CHECKS } from '../../../../drizzle/tables/safetyNotices.ts';
import {
  day,
  key,
  line,
  list,
  printedLine,
  printedName,
  prose,
  section,
  webAddress,
  whole,
  word,
  yesNo,
} from '../../../edited/text.ts';
import type { Practice } from './practice.ts';

const citedDoi = () =>
  line('a DOI such as 10.1037/cfp0000012', 200).refine(
    (value) => /^10\.\d{4,9}\/\S+$/.test(value),
    'write the DOI alone, beginning with 10., for example 10.1037/cfp0000012.',
  );

const language = () =>
  line('a language code such as en or mi', 35).refine((value) => {
    try {
      return Intl.getCanonicalLocales(value)[0] === value;
    } catch {
      return false;
    }
  }, 'write a language code such as en, en-NZ or mi.');

const contributor = section({
  role: word(CONTRIBUTOR_ROLES),
  name: printedName('a name', 120),
  credentials: printedLine('degrees and licenses, or who this is', 300),
  disclosure: section({ text: prose('the disclosure, or "Nothing to disclose."', 2_000), on: day() }),
});

const review = section({
  status: word(REVIEW_STATUSES),
  note: prose('a note on the review', 2_000),
  reviewedBy: line('who reviewed it', 200).optional(),
  on: day().optional(),
}).superRefine((value, context) => {
  for (const field of ['reviewedBy', 'on'] as const) {
    if ((value[field] !== undefined) === (value.status === 'REVIEWED')) continue;
    const message =
      value.status === 'REVIEWED'
        ? 'is missing; a finished review names it.'
        : 'remove it while the review is PENDING.';
    context.addIssue({ code: 'custom', path: [field], message });
  }
});

const reference = section({
  id: key(),
  citation: line('the whole citation', 1_000),
  year: whole(1600, 2200),
  doi: citedDoi().optional(),
  url: webAddress().optional(),
}).refine((value) => value.citation.includes(String(value.year)), {
  path: ['year'],
  error: 'the citation names another year; make the two agree.',
});

const term = section({
  id: key(),
  term: line('the word or words', 80),
  meaning: line('what it means in this course', 500),
});

const fileName = () => line('a file of the course, such as files/kit.pdf', 100);

/** Under which terms others may use a work, and whom they name. */
const license = section({
  name: line('a license such as CC BY 4.0', 120),
  url: webAddress().optional(),
  attribution: line('whom to name', 300),
});

/** Whose a file is, where it is not the course's own. */
const ownedFile = section({
  file: fileName(),
  attribution: line('whom to name', 300),
  license: line('a license such as CC BY 4.0', 120).optional(),
});

const download = section({
  file: fileName(),
  title: line('what it is', 160),
  forWhom: line('for whom it is', 300),
  /** Anybody may have it from the course's page; otherwise only enrolled people. */
  anybody: yesNo().optional(),
});

/** course.yaml */
export const courseShape = section({
  slug: key('a short name for the course'),
  title: printedLine('the title', 160),
  subtitle: line('one line below the title', 200),
  organization: key("the organization's slug"),
  language: language(),
  version: line('a version such as "1.0"', 20),
  /** The course whose content this one continues under another slug; `none` takes back what an earlier version said. */
  continues: key('the slug of the course that this one continues, or none').optional(),
  /** The id of a module that anybody may read before enrolling. Without it, none. */
  sample: key('the id of a module that anybody may read').optional(),
  format: word(COURSE_FORMATS),
  level: word(COURSE_LEVELS),
  summary: prose('one to three short paragraphs'),
  notice: prose('the notice shown before enrollment: education, not therapy'),
  minimumAge: whole(18, 99),
  audience: list(line('a group of people the course is for'), 1, 20),
  objectives: list(section({ id: key(), text: printedLine('a measurable objective', 300) }), 1, 40),
  limitationsAndRisks: list(line('a limitation or a risk', 1_000), 1, 40),
  commercialSupport: prose('who paid for the course, or "None."', 2_000),
  contributors: list(contributor, 1, 40),
  review,
  basedOn: list(
    section({
      title: line('a title'),
      author: line('a name', 200).optional(),
      publisher: line('a publisher', 200),
      on: day().optional(),
      url: webAddress().optional(),
      note: prose('a note', 2_000).optional(),
    }),
  ),
  references: list(reference, 0, 400),
  /** Words with their meanings, which modules link. Without any, nothing is written. */
  glossary: list(term, 1, 200).optional(),
  difficulty: z
    .number({ error: 'write a number from 1 to 5; 2.5 is allowed.' })
    .refine(
      (value) => value >= 1 && value <= 5 && Number.isInteger(value * 10),
      'write a number from 1 to 5; 2.5 is allowed.',
    ),
  license: license.optional(),
  files: list(ownedFile, 1, 100).optional(),
  downloads: list(download, 1, 40).optional(),
  /** How many months a certificate is valid. Without it, certificates do not expire. */
  certificateValidMonths: whole(1, 600).optional(),
});

const NO_SOURCE =
  'name at least one reference of course.yaml: no claim stands without a source, practice wisdom neither.';

const claim = section({
  id: key(),
  grade: word(EVIDENCE_GRADES),
  sources: z
    .array(key('the id of a reference'), { error: NO_SOURCE })
    .min(1, { error: NO_SOURCE })
    .max(12, { error: 'name at most 12 references.' }),
  wouldChange: line("one line on what would change the author's mind", 400),
});

/** The lines between --- and --- at the top of a module. */
export const frontMatterShape = section({
  id: key(),
  title: line('the title', 160),
  kind: word(MODULE_KINDS),
  objectives: list(
    key('the id of an objective', 'name an objective by its id, such as o1; its words stand in course.yaml.'),
    0,
    40,
  ),
  reflection: prose('a private writing prompt', 1_000).optional(),
  video: section({
    url: webAddress(),
    transcript: line('where the transcript is, for example transcripts/welcome.md', 200),
  }).optional(),
  /** What the text claims, with its evidence. The text marks the words of each once. */
  claims: list(claim, 1, 40).optional(),
}).superRefine((value, context) => {
  if ((value.video !== undefined) === (value.kind === 'VIDEO')) return;
  const message =
    value.kind === 'VIDEO'
      ? 'is missing; a VIDEO module names its url and transcript.'
      : 'remove it, or write kind: VIDEO.';
  context.addIssue({ code: 'custom', path: ['video'], message });
});

/** The lines between --- and --- at the top of for-yourself.md. */
export const forYourselfShape = section({ title: line('the title, without the name of the course', 160) });

/** evaluation.yaml */
export const evaluationShape = section({
  title: line('the title', 160),
  introduction: prose('that answers are not tied to a name'),
  scale: list(line('a step of the scale', 60), 2, 10),
  perObjective: line('a sentence with {objective} in it').refine(
    (value) => value.includes('{objective}'),
    'put {objective} where the objective belongs.',
  ),
  perContributor: line('a sentence with {name} in it').refine(
    (value) => value.includes('{name}'),
    'put {name} where the name belongs; {role} may follow.',
  ),
  items: list(
    section({
      id: key(),
      kind: word(['SCALE', 'CHOICE', 'TEXT']),
      text: line('the question', 500),
      required: z.boolean({ error: 'write true or false.' }),
      options: list(line('a choice', 200), 2, 20).optional(),
    }).superRefine((value, context) => {
      if ((value.options !== undefined) === (value.kind === 'CHOICE')) return;
      const message =
        value.kind === 'CHOICE' ? 'is missing; list what can be chosen.' : 'remove them, or write kind: CHOICE.';
      context.addIssue({ code: 'custom', path: ['options'], message });
    }),
    0,
    60,
  ),
});

/** safety-notices.yaml */
export const safetyNoticesShape = section({
  notices: list(
    section({
      country: line('a country code such as NZ, or INTL', 4).refine(
        (value) => /^([A-Z]{2}|INTL)$/.test(value),
        'write a country code of two capitals such as NZ, or INTL.',
      ),
      title: line('a title', 160),
      for: prose('for whom the service is', 500).optional(),
      hours: prose('when somebody answers', 500).optional(),
      inWriting: prose('how to reach it without speaking', 500).optional(),
      text: prose('what the service offers', 2_000),
      phone: line('a telephone number', 60).optional(),
      url: webAddress().optional(),
      checkedOn: day(),
      checkedHow: z.enum(NOTICE_CHECKS, { error: `write one of ${NOTICE_CHECKS.join(', ')}.` }).optional(),
      source: webAddress().optional(),
    }),
  ),
});

/** errata.yaml */
export const errataShape = section({
  errata: list(
    section({
      id: key(),
      on: day(),
      module: key('the id of a module').optional(),
      /** The versions it corrects. Without them, every version. */
      versions: list(line('a version such as "1.0"', 20), 1, 100)
        .refine((labels) => new Set(labels).size === labels.length, 'a version is in the list twice; keep one.')
        .optional(),
      text: prose('the correction', 4_000),
    }),
    0,
    500,
  ),
});

/** Takes back in a new version that a course continues another. */
export const CONTINUES_NONE = 'none';

export type CourseFacts = z.output<typeof courseShape>;
export type EvaluationForm = z.output<typeof evaluationShape>;
export type SafetyNotice = z.output<typeof safetyNoticesShape>['notices'][number];
export type Erratum = z.output<typeof errataShape>['errata'][number];
export type FrontMatter = z.output<typeof frontMatterShape>;
/** What the course says to whoever comes for themselves. Anybody may read it; it counts for no hours. */
export type ForYourself = z.output<typeof forYourselfShape> & { body: string };
export type PackagedModule = FrontMatter & { body: string; transcript?: string; practice?: Practice };
