import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { decimalText, hoursUnit } from '../certificates/words.ts';
import { operatorAct } from '../schema/act.ts';
import { exportCourse } from '../schema/courses/operations/exportCourse.ts';
import { importCourse } from '../schema/courses/operations/importCourse.ts';
import { retireCourse } from '../schema/courses/operations/retireCourse.ts';
import { cueFaults } from '../schema/courses/rules/fairness.ts';
import { measures } from '../schema/courses/rules/measures.ts';
import { contentHash } from '../schema/courses/rules/package/canonical.ts';
import { sizeText } from '../schema/courses/rules/package/files/kinds.ts';
import type { ParsedPackage } from '../schema/courses/rules/package/parse.ts';
import { errataShape } from '../schema/courses/rules/package/shape.ts';
import { hoursFaults, studyPlan } from '../schema/courses/rules.ts';
import { didYouMean, FaultsError, faultText } from '../schema/edited/faults.ts';
import { readYaml } from '../schema/edited/yaml.ts';
import { importOrganization } from '../schema/organizations/operations/importOrganization.ts';
import { ORGANIZATIONS, readCourseFolder, readOrganizationFile, writeCourseFolder } from '../server/content/content.ts';
import { printFairness } from './courseFairness.ts';
import { checkForBody } from './courseForBody.ts';
import { withDatabase } from './database.ts';
import { courseOf } from './learner.ts';

type Package = Extract<ParsedPackage, { ok: true }>['package'];

/** Reads a folder, prints its warnings, and throws FaultsError when there are faults. */
export async function readChecked(folder: string): Promise<Package> {
  const parsed = await readCourseFolder(folder, { today: new Date().toISOString().slice(0, 10) });
  for (const warning of parsed.warnings) console.error(`warning: ${faultText(warning)}`);
  if (!parsed.ok) throw new FaultsError(parsed.faults);
  return parsed.package;
}

/** On which lines of course.yaml its keys stand. */
async function linesOf(folder: string): Promise<Map<string, number>> {
  const text = await readFile(join(folder, 'course.yaml'), 'utf8');
  const keys = text.split(/\r\n|\r|\n/).map((words) => /^([a-zA-Z]+):/.exec(words)?.[1]);
  return new Map(keys.flatMap((key, at) => (key === undefined ? [] : [[key, at + 1] as const])));
}

/** Where errata.yaml names a version first. */
async function lineOfVersion(folder: string, label: string): Promise<number> {
  const { yaml } = readYaml('errata.yaml', await readFile(join(folder, 'errata.yaml'), 'utf8'));
  const read = yaml === null ? null : errataShape.safeParse(yaml.value);
  const errata = read?.data?.errata ?? [];
  const at = errata.findIndex(({ versions = [] }) => versions.includes(label));
  return yaml?.lineOf(['errata', at, 'versions', errata[at]?.versions?.indexOf(label) ?? 0]) ?? 1;
}

/** Where organizations lie beside the course, its own should be among them. The database may know others. */
async function warnOrganization(folder: string, { course: { organization } }: Package): Promise<void> {
  const beside = join(dirname(resolve(folder)), ORGANIZATIONS);
  const files = existsSync(beside) ? await readdir(beside) : [];
  const known = files.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length));
  if (known.length === 0 || known.includes(organization)) return;
  const line = (await linesOf(folder)).get('organization') ?? 1;
  const message = `There is no ${ORGANIZATIONS}/${organization}.yaml beside the course${didYouMean(organization, known) || `; there are ${known.join(', ')}.`}`;
  console.error(`warning: ${faultText({ file: 'course.yaml', line, message })}`);
}

/** course check DIR [--for BODY] */
export async function checkFolder(folder: string, body?: string): Promise<void> {
  const pack = await readChecked(folder);
  await warnOrganization(folder, pack);
  const cues = cueFaults(pack);
  for (const warning of cues.warnings) console.error(`warning: ${faultText(warning)}`);
  const faults = [...hoursFaults(pack), ...cues.faults];
  if (cues.faults.length > 0) printFairness(pack);
  if (faults.length > 0) throw new FaultsError(faults);
  const { calculation, studyHundredths } = studyPlan(pack);
  const questions = pack.quizzes.reduce((sum, quiz) => sum + quiz.questions.length, 0);
  console.log(`${pack.course.title} ${pack.course.version}: no fault.`);
  console.log(
    `${pack.modules.length} modules, ${calculation.words} words, ${pack.quizzes.length} quizzes, ${questions} questions.`,
  );
  for (const { name, minutesExact, hundredths } of calculation.formulas)
    console.log(
      `${name.padEnd(9)} ${minutesExact.toFixed(2).padStart(8)} minutes, ${decimalText(hundredths)} ${hoursUnit(hundredths)}`,
    );
  console.log(`Hours of study: ${decimalText(studyHundredths)}, by ${calculation.lowest}, the lowest.`);
  printFairness(pack);
  for (const line of measures(pack, new Date().getUTCFullYear())) console.log(line);
  for (const { path, kind, sizeBytes, width, height } of pack.files ?? [])
    console.log(
      `${path}: ${kind}, ${sizeText(sizeBytes)}${width === undefined ? '' : `, ${width} by ${height} pixels`}`,
    );
  if (pack.kit) console.log(`Printable sheets: ${pack.kit.length}, which count for no hours.`);
  console.log(`Content hash: ${contentHash(pack)}`);
  if (body !== undefined) await checkForBody(pack, body);
}

/** course import DIR: first loads the organization's file beside the course, if it exists. */
export async function importFolder(folder: string): Promise<void> {
  const pack = await readChecked(folder);
  const file = join(dirname(resolve(folder)), ORGANIZATIONS, `${pack.course.organization}.yaml`);
  const organization = existsSync(file) ? await readOrganizationFile(file) : null;
  const act = operatorAct(new Date());
  const lines = await linesOf(folder);
  const imported = await withDatabase(async (db) => {
    if (organization !== null) await importOrganization(db, act, { organization });
    return importCourse(db, act, { package: pack, newLabel: true, lines });
  });
  for (const label of imported.unknownVersions)
    console.error(
      `warning: errata.yaml:${await lineOfVersion(folder, label)}: No version ${label} of ${pack.course.slug} was published here; nobody reads a correction of it.`,
    );
  const what = imported.published
    ? `published as number ${imported.ordinal}`
    : `is published already, as number ${imported.ordinal}`;
  console.log(`${pack.course.slug} ${pack.course.version} ${what}; content hash ${imported.contentHash}.`);
  if (imported.sameContentAs !== null)
    console.log(
      `It has the content of ${imported.sameContentAs}: a body that gives no credit twice counts the two as one.`,
    );
  if (imported.retired)
    console.log(
      `${pack.course.slug} is retired: nobody can enroll. Whoever is enrolled stays on the version they began.`,
    );
  if (!imported.published) console.log('Safety notices and errata are up to date.');
}

/** course export SLUG DIR */
export async function exportFolder(slug: string, folder: string): Promise<void> {
  const { texts, bytes } = await withDatabase((db) => exportCourse(db, slug));
  const files = new Map<string, string | Buffer>([...texts, ...bytes]);
  await writeCourseFolder(folder, files);
  console.log(`${slug}: ${files.size} files written to ${folder}.`);
}

/** course retire SLUG --reason TEXT */
export async function closeCourse(slug: string, reason: string): Promise<void> {
  const retired = await withDatabase(async (db) =>
    retireCourse(db, operatorAct(new Date()), { courseId: await courseOf(db, slug), reason }),
  );
  console.log(
    retired
      ? `${slug} takes no new enrollments. Learners can finish open enrollments, and every certificate stays valid.`
      : `${slug} was already retired; nothing changed.`,
  );
}
