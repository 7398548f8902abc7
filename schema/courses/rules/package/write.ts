import { stringify } from 'yaml';
import type { CoursePackage } from './canonical.ts';
import { transcriptOf } from './files/kinds.ts';
import { FOLLOW_UP, type FollowUp } from './followUp.ts';
import { sheetFile, sheetShape } from './kit.ts';
import { practiceShape } from './practice.ts';
import { type PackagedQuiz, type Question, questionShapes } from './quizShape.ts';
import { courseShape, evaluationShape, frontMatterShape, type PackagedModule, safetyNoticesShape } from './shape.ts';

const yaml = (value: unknown): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/**
 * A package as its texts, by path, without the bytes of files/: the form that people edit and compare. Reading it again gives the same hash. Each
 * part passes through its shape, which puts the keys in their usual order.
 */
export function writePackage({
  course,
  modules,
  quizzes,
  evaluation,
  safetyNotices,
  errata,
  forYourself,
  followUp,
  files: attached = [],
  kit = [],
}: CoursePackage): Map<string, string> {
  const files = new Map<string, string>([['course.yaml', yaml(courseShape.parse(course))]]);
  for (const [index, module] of modules.entries()) {
    const { front, transcript } = splitModule(module);
    files.set(
      `modules/${String(index + 1).padStart(2, '0')}-${module.id}.md`,
      `---\n${yaml(front)}---\n\n${module.body}\n`,
    );
    if (module.practice) files.set(`practice/${module.id}.yaml`, yaml(practiceShape.parse(module.practice)));
    if (module.video && transcript !== undefined) files.set(module.video.transcript, `${transcript}\n`);
  }
  for (const { path, transcript } of attached)
    if (transcript !== undefined) files.set(transcriptOf(path), `${transcript}\n`);
  for (const { id, body, ...front } of kit)
    files.set(sheetFile(id), `---\n${yaml(sheetShape.parse(front))}---\n\n${body}\n`);
  for (const quiz of quizzes) files.set(`quizzes/${quiz.key}.yaml`, yaml(quizFile(quiz)));
  if (forYourself)
    files.set('for-yourself.md', `---\n${yaml({ title: forYourself.title })}---\n\n${forYourself.body}\n`);
  if (followUp) files.set(FOLLOW_UP, yaml(followUpFile(followUp)));
  files.set('evaluation.yaml', yaml(evaluationShape.parse(evaluation)));
  files.set('safety-notices.yaml', yaml(safetyNoticesShape.parse({ notices: safetyNotices })));
  files.set('errata.yaml', yaml({ errata }));
  return files;
}

const followUpFile = ({ rounds }: FollowUp) => ({
  rounds: rounds.map(({ weeks, open, questions }) => ({
    weeks,
    questions: questions.map((one) => ('recall' in one ? one : questionEntry(questionShapes[one.type].parse(one)))),
    open,
  })),
});

const splitModule = ({ id, title, kind, objectives, reflection, video, claims, transcript }: PackagedModule) => ({
  front: frontMatterShape.parse({ id, title, kind, objectives, reflection, video, claims }),
  transcript,
});

const quizFile = ({ questions, ...quiz }: PackagedQuiz) => ({
  kind: quiz.kind,
  module: quiz.module,
  title: quiz.title,
  draw: quiz.draw,
  passPercent: quiz.passPercent,
  attempts: quiz.attempts,
  cooldownHours: quiz.cooldownHours,
  timeLimitMinutes: quiz.timeLimitMinutes,
  shuffle: quiz.shuffle,
  feedback: quiz.feedback,
  required: quiz.required,
  trueFalsePercent: quiz.trueFalsePercent,
  questions: questions.map((question) => questionEntry(questionShapes[question.type].parse(question))),
});

/** Writes `correct` only when it is true, as a person would write the file. */
function questionEntry(question: Question) {
  const { id, type, objective, module, source, prompt } = question;
  const head = { id, type, objective, module, source, prompt };
  if (question.type === 'MATCHING') return { ...head, pairs: question.pairs, distractors: question.distractors };
  if (question.type === 'ORDERING') return { ...head, sequence: question.sequence };
  const options = question.options.map(({ text, correct, rationale }) =>
    correct ? { text, correct, rationale } : { text, rationale },
  );
  return { ...head, options };
}
