import { z } from 'zod';
import { FEEDBACK_POLICIES, QUESTION_TYPES, QUIZ_KINDS } from '../../../../drizzle/tables/quizzes.ts';
import { key, line, list, prose, section, whole, word, yesNo } from '../../../edited/text.ts';

const rationale = () => prose('why this is right or wrong', 1_000);
const prompt = () => prose('the question', 2_000);
const wording = () => line('the wording', 500);

const choice = section({ text: wording(), correct: yesNo().default(false), rationale: rationale() });
type Choice = z.output<typeof choice>;

const rightOnes = (options: Choice[]) => options.filter((option) => option.correct).length;

/** A learner cannot distinguish two entries with the same text. */
const allDifferent = (texts: string[]) => new Set(texts.map((text) => text.toLowerCase())).size === texts.length;

const common = {
  id: key(),
  objective: key('the id of an objective'),
  /** The module that teaches it, and the reference that it rests on. */
  module: key('the id of the module that teaches it').optional(),
  source: key('the id of a reference in course.yaml').optional(),
  prompt: prompt(),
};
const choices = (min: number, max: number) =>
  list(choice, min, max).refine(
    (options) => allDifferent(options.map((option) => option.text)),
    'two options read the same; change one.',
  );

const single = section({
  ...common,
  type: z.literal('SINGLE'),
  options: choices(2, 12).refine((options) => rightOnes(options) === 1, {
    error: ({ input }) =>
      `mark exactly one option with correct: true; ${rightOnes(input as Choice[])} are marked. For several, write type: MULTIPLE.`,
  }),
});

const multiple = section({
  ...common,
  type: z.literal('MULTIPLE'),
  options: choices(2, 12).refine((options) => rightOnes(options) >= 1, 'mark at least one option with correct: true.'),
});

const trueFalse = section({
  ...common,
  type: z.literal('TRUE_FALSE'),
  options: choices(2, 2)
    .refine(
      (options) =>
        options
          .map((option) => option.text)
          .sort()
          .join() === 'False,True',
      'write exactly two options, with the texts "True" and "False".',
    )
    .refine((options) => rightOnes(options) === 1, 'mark exactly one of the two with correct: true.'),
});

const matching = section({
  ...common,
  type: z.literal('MATCHING'),
  pairs: list(section({ left: wording(), right: wording(), rationale: rationale() }), 2, 12).refine(
    (pairs) => allDifferent(pairs.map((pair) => pair.left)),
    'two pairs have the same left side; change one.',
  ),
  distractors: list(section({ text: wording(), rationale: rationale() }), 0, 12).optional(),
}).refine(
  ({ pairs, distractors = [] }) =>
    allDifferent([...pairs.map((pair) => pair.right), ...distractors.map(({ text }) => text)]),
  { path: ['pairs'], error: 'two right sides (or a distractor and a right side) read the same; change one.' },
);

const step = section({
  text: wording(),
  rationale: rationale(),
  /** It shares the place of the item above: any order of the two is right. */
  tied: z.literal(true, { error: 'write true, or remove the line.' }).optional(),
});

const ordering = section({
  ...common,
  type: z.literal('ORDERING'),
  sequence: list(step, 2, 12)
    .refine((items) => allDifferent(items.map((item) => item.text)), 'two items read the same; change one.')
    .refine(([first]) => first?.tied === undefined, 'the first item has none above it; remove tied.')
    .refine(
      ([, ...others]) => others.length === 0 || others.some(({ tied }) => tied === undefined),
      'every order would be right; leave out tied once.',
    ),
});

/** A question by its type. */
export const questionShapes = {
  SINGLE: single,
  MULTIPLE: multiple,
  TRUE_FALSE: trueFalse,
  MATCHING: matching,
  ORDERING: ordering,
} satisfies Record<(typeof QUESTION_TYPES)[number], z.ZodType>;

export const questionType = z.looseObject(
  { type: word(QUESTION_TYPES) },
  { error: 'write a section with id, type, objective, prompt and its options.' },
);

const attempts = () => whole(1, 100).optional();

/** An objective that must be passed by itself. */
const requirement = section({
  objective: key('the id of an objective'),
  pass: whole(1, 200),
  of: whole(1, 200),
}).refine(({ pass, of }) => pass <= of, {
  path: ['pass'],
  error: 'more is to be right than is drawn; pass may be at most of.',
});

export const MAX_QUESTIONS = 500;

/** The shape of a quiz file. It does not validate questions; parse.ts validates each one. */
export const quizShape = section({
  kind: word(QUIZ_KINDS),
  module: key('the id of the module').optional(),
  title: line('the title', 160),
  draw: whole(1, 200),
  passPercent: whole(0, 100),
  attempts: attempts(),
  cooldownHours: whole(0, 8_760).optional(),
  timeLimitMinutes: whole(1, 1_440).optional(),
  shuffle: yesNo(),
  feedback: word(FEEDBACK_POLICIES),
  required: list(requirement, 1, 20).optional(),
  trueFalsePercent: whole(0, 100).optional(),
  questions: list(z.unknown(), 1, MAX_QUESTIONS),
}).superRefine(({ kind, passPercent, feedback, module, required }, context) => {
  const fault = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
  if ((module !== undefined) !== (kind === 'MODULE_CHECK'))
    fault(
      'module',
      kind === 'MODULE_CHECK' ? 'is missing; write the id of the module.' : 'remove it; only a MODULE_CHECK has one.',
    );
  if (kind === 'PRE_TEST' && passPercent !== 0) fault('passPercent', 'write 0; a pre-test cannot be failed.');
  if (kind === 'POST_TEST' && passPercent === 0) fault('passPercent', 'write 1 to 100; 80 is usual.');
  if (kind === 'PRE_TEST' && required !== undefined) fault('required', 'remove it; a pre-test cannot be failed.');
  if (kind === 'POST_TEST' && feedback === 'AFTER_SUBMIT')
    fault('feedback', 'write AFTER_PASS or NEVER; right answers must not show before passing.');
});

export type Question = z.output<(typeof questionShapes)[keyof typeof questionShapes]>;
/** key is pre-test, post-test or check-<module id>: the file's name. */
export type PackagedQuiz = Omit<z.output<typeof quizShape>, 'questions'> & { key: string; questions: Question[] };
