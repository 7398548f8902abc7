import {
  type CourseVersionId,
  type ModuleId,
  newRandomId,
  type OptionId,
  type QuestionId,
  type QuizId,
} from '../../../drizzle/ids.ts';
import type { options, questions, quizzes } from '../../../drizzle/schema.ts';
import { canonicalJson } from '../../edited/canonical.ts';
import { DIALECT_NUMBER } from '../../edited/dialect.ts';
import { type CourseContent, contentOf, continuedBy } from '../rules/package/canonical.ts';
import type { PackagedQuiz, Question } from '../rules/package/quizShape.ts';
import type { studyPlan } from '../rules.ts';

type OptionRow = typeof options.$inferInsert;
type QuestionRow = typeof questions.$inferInsert;
type QuizRow = typeof quizzes.$inferInsert;

const keyed = <Entry extends { id: string }>({ id, ...rest }: Entry) => ({ key: id, ...rest });

/** The columns of a version's row that come from its package. */
export function versionRow(content: CourseContent, plan: ReturnType<typeof studyPlan>) {
  const { course, evaluation } = content;
  return {
    label: course.version,
    title: course.title,
    subtitle: course.subtitle,
    language: course.language,
    format: course.format,
    level: course.level,
    summary: course.summary,
    notice: course.notice,
    minimumAge: course.minimumAge,
    objectives: course.objectives.map(keyed),
    audience: course.audience,
    limitationsAndRisks: course.limitationsAndRisks,
    commercialSupport: course.commercialSupport,
    dialect: DIALECT_NUMBER,
    glossary: (course.glossary ?? []).map(keyed),
    references: course.references.map(keyed),
    basedOn: course.basedOn,
    review: course.review,
    calculation: plan.calculation,
    evaluation,
    wordCount: plan.calculation.words,
    studyHundredths: plan.studyHundredths,
    certificateValidMonths: course.certificateValidMonths ?? null,
    license: course.license ?? null,
    continues: continuedBy(content),
    package: JSON.parse(canonicalJson(contentOf(content))) as unknown,
  };
}

export type QuizRows = { quizzes: QuizRow[]; questions: QuestionRow[]; targets: OptionRow[]; lefts: OptionRow[] };

/** The quizzes of a version as rows under random keys. Rows in `lefts` refer to rows in `targets`, so insert `targets` first. */
export function quizRows(
  { quizzes: packaged, course }: Pick<CourseContent, 'quizzes' | 'course'>,
  versionId: CourseVersionId,
  moduleIds: ReadonlyMap<string, ModuleId>,
): QuizRows {
  const rows: QuizRows = { quizzes: [], questions: [], targets: [], lefts: [] };
  for (const quiz of packaged) {
    const quizId = newRandomId<QuizId>();
    rows.quizzes.push({
      id: quizId,
      versionId,
      moduleId: quiz.module === undefined ? null : (moduleIds.get(quiz.module) ?? null),
      kind: quiz.kind,
      key: quiz.key,
      title: quiz.title,
      draw: quiz.draw,
      passPercent: quiz.passPercent,
      maxAttempts: quiz.attempts ?? null,
      cooldownSeconds: quiz.cooldownHours === undefined ? null : quiz.cooldownHours * 3_600,
      timeLimitSeconds: quiz.timeLimitMinutes === undefined ? null : quiz.timeLimitMinutes * 60,
      shuffle: quiz.shuffle,
      feedback: quiz.feedback,
      required: requirementsOf(quiz, course.objectives),
      trueFalsePercent: quiz.trueFalsePercent ?? null,
    });
    for (const question of quiz.questions) {
      const questionId = newRandomId<QuestionId>();
      const { id: key, type, objective: objectiveKey, module: moduleKey = quiz.module ?? null, prompt } = question;
      rows.questions.push({ id: questionId, quizId, key, type, objectiveKey, moduleKey, prompt });
      const { targets, lefts } = optionRows(question, questionId);
      rows.targets.push(...targets);
      rows.lefts.push(...lefts);
    }
  }
  return rows;
}

/** With the words of each objective, which a version never changes. */
const requirementsOf = ({ required = [] }: PackagedQuiz, objectives: CourseContent['course']['objectives']) =>
  required.map(({ objective, pass, of }) => ({
    objectiveKey: objective,
    text: objectives.find(({ id }) => id === objective)?.text ?? objective,
    pass,
    of,
  }));

/** The options of a question as rows; those in `lefts` refer to some in `targets`. */
export function optionRows(question: Question, questionId: QuestionId): { targets: OptionRow[]; lefts: OptionRow[] } {
  if (question.type === 'ORDERING') {
    let rank = 0;
    const items = question.sequence.map(({ text, rationale, tied }) => {
      rank += tied ? 0 : 1;
      return { text, rationale, questionId, side: 'ITEM' as const, rank };
    });
    return { targets: items, lefts: [] };
  }
  if (question.type === 'MATCHING') {
    const pairs = question.pairs.map((pair) => ({ ...pair, rightId: newRandomId<OptionId>() }));
    const right = (text: string, rationale: string) => ({ questionId, side: 'RIGHT' as const, text, rationale });
    return {
      targets: [
        ...pairs.map((pair) => ({ ...right(pair.right, pair.rationale), id: pair.rightId })),
        ...(question.distractors ?? []).map(({ text, rationale }) => right(text, rationale)),
      ],
      lefts: pairs.map(({ left, rationale, rightId }) => ({
        questionId,
        side: 'LEFT' as const,
        text: left,
        rationale,
        matchId: rightId,
      })),
    };
  }
  const choices = question.options.map(({ text, correct, rationale }) => ({
    questionId,
    side: 'CHOICE' as const,
    text,
    rationale,
    isCorrect: correct,
  }));
  return { targets: choices, lefts: [] };
}
