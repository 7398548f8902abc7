import { didYouMean, type Fault } from '../../../edited/faults.ts';
import { proseFaults } from '../../../edited/markdown.ts';
import type { EditedYaml } from '../../../edited/yaml.ts';
import { checkSheets } from './checkSheets.ts';
import { checkFiles } from './files/checkFiles.ts';
import { isRecording, transcriptOf } from './files/kinds.ts';
import { askedLater, checkFollowUp } from './followUpFaults.ts';
import { checkMarks, warnMarks } from './marks.ts';
import { checkDemands, checkDraws, checkPools } from './pools.ts';
import { caseFaults } from './practice.ts';
import type { ReadPackage, ReadQuiz } from './readPackage.ts';

/** Whether a course takes place live. Where it has no modules, nothing but attendance is asked before the post-test. */
const isLive = (course: { format: string } | null): boolean => course?.format.startsWith('LIVE_') ?? false;

/** References between files, and rules across the whole package. */
export function checkLinks(read: ReadPackage): { faults: Fault[]; warnings: Fault[] } {
  const asking = { ...read, quizzes: [...read.quizzes, ...askedLater(read)] };
  return {
    faults: [
      ...checkUnique(read),
      ...checkModules(read),
      ...checkTranscripts(read),
      ...checkObjectives(asking),
      ...checkTaught(asking),
      ...checkCheckedModules(read),
      ...checkErrata(read),
      ...checkMarks(read),
      ...checkDraws(read.quizzes),
      ...checkDemands(read.quizzes),
      ...checkPools(asking.quizzes),
      ...checkFollowUp(read),
      ...checkAuthor(read),
      ...checkContinues(read),
      ...checkSample(read),
      ...checkPractices(read),
      ...checkFiles(read),
      ...checkSheets(read),
    ],
    warnings: [...warnTrueFalse(read.quizzes), ...warnCoverage(read), ...warnUntied(read), ...warnMarks(read)],
  };
}

const at = (part: { yaml: EditedYaml | null }, path: (string | number)[], message: string): Fault[] =>
  part.yaml ? [{ file: part.yaml.file, line: part.yaml.lineOf(path), message }] : [];

/** Ids that appear twice in a list. */
const repeated = (part: { yaml: EditedYaml | null }, list: string, ids: readonly (string | undefined)[]): Fault[] =>
  ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? at(part, [list, index, 'id'], `The id ${id} is in ${list} twice; rename one.`)
      : [],
  );

const checkUnique = ({ course, evaluation, errata }: ReadPackage): Fault[] => [
  ...repeated(course, 'objectives', course.value?.objectives.map(({ id }) => id) ?? []),
  ...repeated(course, 'references', course.value?.references.map(({ id }) => id) ?? []),
  ...repeated(course, 'glossary', course.value?.glossary?.map(({ id }) => id) ?? []),
  ...repeated(evaluation, 'items', evaluation.value?.items.map(({ id }) => id) ?? []),
  ...repeated(errata, 'errata', errata.value?.errata.map(({ id }) => id) ?? []),
];

/** modules/NN-id.md: numbers 01, 02, 03 ... without a gap, and the id from the file's name. A live course needs none. */
function checkModules({ course, modules }: ReadPackage): Fault[] {
  if (modules.length === 0 && !isLive(course.value))
    return [{ file: 'modules', line: 1, message: 'There is no module; add modules/01-<id>.md.' }];
  const ids = modules.map(({ value }) => value?.id);
  return modules.flatMap((module, index) => {
    const [, number, id] = /^modules\/(\d\d)-(.*)\.md$/.exec(module.file) ?? [];
    const due = String(index + 1).padStart(2, '0');
    const faults: Fault[] = [];
    if (number !== undefined && number !== due)
      faults.push({
        file: module.file,
        line: 1,
        message: `The numbers run 01, 02, 03 without a gap; this is module ${due}, rename it modules/${due}-${id}.md.`,
      });
    if (module.value && id !== undefined && module.value.id !== id)
      faults.push(
        ...at(module, ['id'], `The file is named ${id} but the id is ${module.value.id}; make the two agree.`),
      );
    if (module.value && ids.indexOf(module.value.id) < index)
      faults.push(...at(module, ['id'], `The id ${module.value.id} already belongs to another module; rename one.`));
    return faults;
  });
}

function checkTranscripts({ files, modules, attached }: ReadPackage): Fault[] {
  const recordings = [...attached.values()].filter((file) => file !== null && isRecording(file.kind));
  const named = new Set(recordings.map((file) => transcriptOf(file?.path ?? '')));
  const faults = modules.flatMap((module) => {
    const transcript = module.value?.video?.transcript;
    if (transcript === undefined) return [];
    named.add(transcript);
    const where = ['video', 'transcript'];
    if (!/^transcripts\/[a-z0-9-]+\.(md|txt)$/.test(transcript))
      return at(
        module,
        where,
        'Keep the transcript inside the package: transcripts/<name>.md, in lowercase letters, without "..".',
      );
    const text = files.get(transcript);
    if (text === undefined)
      return at(module, where, `There is no file ${transcript}; a video needs its transcript beside it.`);
    if (text.trim() === '')
      return [{ file: transcript, line: 1, message: 'The transcript is empty; write down what is said and shown.' }];
    return proseFaults(transcript, text);
  });
  const strays = [...files.keys()].filter((path) => path.startsWith('transcripts/') && !named.has(path));
  const allRead = modules.every((module) => module.value !== null);
  return [
    ...faults,
    ...(allRead ? strays : []).map((file) => ({
      file,
      line: 1,
      message: 'No module names this transcript; name it under video, or remove it.',
    })),
  ];
}

const unknownId = (what: string, id: string, known: readonly string[]) =>
  `There is no ${what} ${id}${didYouMean(id, known) || `; known are ${known.join(', ')}.`}`;

function checkObjectives({ course, modules, quizzes }: ReadPackage): Fault[] {
  if (!course.value) return [];
  const known = course.value.objectives.map(({ id }) => id);
  const inModules = modules.flatMap((module) =>
    (module.value?.objectives ?? []).flatMap((id, index) =>
      known.includes(id) ? [] : at(module, ['objectives', index], unknownId('objective', id, known)),
    ),
  );
  const inQuizzes = quizzes.flatMap((quiz) =>
    quiz.questions.flatMap((question, index) =>
      question === null || known.includes(question.objective)
        ? []
        : at(quiz, ['questions', index, 'objective'], unknownId('objective', question.objective, known)),
    ),
  );
  const required = quizzes.flatMap((quiz) =>
    (quiz.value?.required ?? []).flatMap(({ objective }, index) =>
      known.includes(objective)
        ? []
        : at(quiz, ['required', index, 'objective'], unknownId('objective', objective, known)),
    ),
  );
  return [...inModules, ...inQuizzes, ...required];
}

/** The module and the reference that a question names. */
function checkTaught({ course, modules, quizzes }: ReadPackage): Fault[] {
  const taught = modules.flatMap(({ value }) => (value ? [value.id] : []));
  const cited = course.value?.references.map(({ id }) => id);
  // A live course without modules keeps the test of the course that it was copied from.
  const allRead = taught.length === modules.length && (modules.length > 0 || !isLive(course.value));
  return quizzes.flatMap((quiz) =>
    quiz.questions.flatMap((question, index) => {
      const unknown = (field: 'module' | 'source', what: string, known: readonly string[] | undefined) => {
        const id = question?.[field];
        const missing = id !== undefined && known !== undefined && !known.includes(id);
        return missing ? at(quiz, ['questions', index, field], unknownId(what, id, known)) : [];
      };
      return [...unknown('module', 'module', allRead ? taught : undefined), ...unknown('source', 'reference', cited)];
    }),
  );
}

const KIND_OF = { 'pre-test': 'PRE_TEST', 'post-test': 'POST_TEST' } as const;

function checkCheckedModules({ modules, quizzes }: ReadPackage): Fault[] {
  const known = modules.flatMap(({ value }) => (value ? [value.id] : []));
  const allRead = known.length === modules.length;
  return quizzes.flatMap((quiz) => {
    if (!quiz.value) return [];
    const { kind, module } = quiz.value;
    const due = quiz.key === 'pre-test' || quiz.key === 'post-test' ? KIND_OF[quiz.key] : 'MODULE_CHECK';
    if (kind !== due) return at(quiz, ['kind'], `A file with this name must have kind: ${due}.`);
    if (module === undefined) return [];
    if (allRead && !known.includes(module)) return at(quiz, ['module'], unknownId('module', module, known));
    return quiz.key === `check-${module}`
      ? []
      : at(quiz, ['module'], `Name the file quizzes/check-${module}.yaml, or correct the module.`);
  });
}

function checkErrata({ errata, modules }: ReadPackage): Fault[] {
  const known = modules.flatMap(({ value }) => (value ? [value.id] : []));
  if (known.length < modules.length) return [];
  return (errata.value?.errata ?? []).flatMap(({ module }, index) =>
    module === undefined || known.includes(module)
      ? []
      : at(errata, ['errata', index, 'module'], unknownId('module', module, known)),
  );
}

const checkAuthor = ({ course }: ReadPackage): Fault[] =>
  !course.value || course.value.contributors.some(({ role }) => role === 'AUTHOR' || role === 'PRESENTER')
    ? []
    : at(course, ['contributors'], 'Name at least one contributor with role: AUTHOR or PRESENTER.');

const checkContinues = ({ course }: ReadPackage): Fault[] =>
  course.value?.continues === undefined || course.value.continues !== course.value.slug
    ? []
    : at(course, ['continues'], 'A course cannot continue itself; name the earlier course, or remove the line.');

const checkSample = ({ course, modules }: ReadPackage): Fault[] => {
  const sample = course.value?.sample;
  const ids = modules.flatMap(({ value }) => value?.id ?? []);
  return sample === undefined || ids.includes(sample)
    ? []
    : at(course, ['sample'], `No module has the id ${sample}${didYouMean(sample, ids) || '.'}`);
};

/** practice/<module id>.yaml belongs to a module; what is written is compared where the module asks for writing. */
function checkPractices({ modules, practices }: ReadPackage): Fault[] {
  const read = modules.flatMap(({ value }) => value ?? []);
  if (read.length < modules.length) return [];
  const ids = read.map(({ id }) => id);
  return practices.flatMap((practice) => {
    const module = read.find(({ id }) => id === practice.module);
    if (module === undefined)
      return [{ file: practice.file, line: 1, message: unknownId('module', practice.module, ids) }];
    const { value } = practice;
    return [
      ...(value?.writing && module.reflection === undefined
        ? at(practice, ['writing'], `The module ${module.id} asks for no writing; give it a reflection.`)
        : []),
      ...(value?.case ? caseFaults(value.case, (path, text) => at(practice, ['case', 'scenes', ...path], text)) : []),
    ];
  });
}

/** Dates and citations in the future. Allows one day, for places where it is already tomorrow. */
export function checkToday(read: ReadPackage, today: string): Fault[] {
  const latest = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const ahead = (part: { yaml: EditedYaml | null }, path: (string | number)[], date: string | undefined) =>
    date !== undefined && date > latest
      ? at(part, path, `${date} is in the future; write the date on which it happened.`)
      : [];
  const { course, safety, errata } = read;
  return [
    ...(course.value?.contributors ?? []).flatMap((one, index) =>
      ahead(course, ['contributors', index, 'disclosure', 'on'], one.disclosure.on),
    ),
    ...(course.value?.basedOn ?? []).flatMap((one, index) => ahead(course, ['basedOn', index, 'on'], one.on)),
    ...(course.value?.references ?? []).flatMap((one, index) =>
      one.year > Number(latest.slice(0, 4))
        ? at(course, ['references', index, 'year'], `${one.year} is in the future; check the citation.`)
        : [],
    ),
    ...ahead(course, ['review', 'on'], course.value?.review.on),
    ...(safety.value?.notices ?? []).flatMap((one, index) =>
      ahead(safety, ['notices', index, 'checkedOn'], one.checkedOn),
    ),
    ...(errata.value?.errata ?? []).flatMap((one, index) => ahead(errata, ['errata', index, 'on'], one.on)),
  ];
}

/** Organizations such as NASW allow at most one question in ten of this kind. */
const warnTrueFalse = (quizzes: ReadQuiz[]): Fault[] =>
  quizzes.flatMap((quiz) => {
    const share = quiz.questions.filter((question) => question?.type === 'TRUE_FALSE').length / quiz.questions.length;
    const message = `${Math.round(share * 100)} % of the questions are true/false; the most is 10 %. To hold every draw to it, write trueFalsePercent: 10.`;
    const held = quiz.value?.trueFalsePercent !== undefined;
    return quiz.value?.kind === 'POST_TEST' && !held && share > 0.1 ? at(quiz, ['questions'], message) : [];
  });

/** A failed post-test names weak modules, by the module of each question. */
function warnUntied({ modules, quizzes }: ReadPackage): Fault[] {
  const objectivesOf = new Map(modules.flatMap(({ value }) => (value ? [[value.id, value.objectives] as const] : [])));
  const postTest = quizzes.find(({ key }) => key === 'post-test');
  if (postTest === undefined || objectivesOf.size === 0) return [];
  const untied = postTest.questions.filter((question) => question !== null && question.module === undefined).length;
  const message = `${untied} of the ${postTest.questions.length} questions name no module; with module: <id> a failed test can say what to read again.`;
  const strange = postTest.questions.flatMap((question, index) => {
    const taught = objectivesOf.get(question?.module ?? '');
    if (question === null || taught === undefined || taught.includes(question.objective)) return [];
    const words = `The module ${question.module} does not name the objective ${question.objective} of this question.`;
    return at(postTest, ['questions', index, 'module'], words);
  });
  return [
    ...(untied === 0 || untied === postTest.questions.length ? [] : at(postTest, ['questions'], message)),
    ...strange,
  ];
}

function warnCoverage({ course, modules, quizzes }: ReadPackage): Fault[] {
  const unread = modules.length === 0 && isLive(course.value);
  const taught = new Set(modules.flatMap(({ value }) => value?.objectives ?? []));
  const tested = new Set(
    quizzes.filter(({ key }) => key === 'post-test').flatMap(({ questions }) => questions.map((one) => one?.objective)),
  );
  return (course.value?.objectives ?? []).flatMap(({ id }, index) => [
    ...(unread || taught.has(id) ? [] : at(course, ['objectives', index], `No module names the objective ${id}.`)),
    ...(tested.has(id)
      ? []
      : at(course, ['objectives', index], `No question of the post-test is about the objective ${id}.`)),
  ]);
}
