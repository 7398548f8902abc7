import { lstat, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { IMAGE_LIMITS } from '../../certificates/images.ts';
import type { Database } from '../../drizzle/client.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import { systemAct } from '../../schema/act.ts';
import { type ImportedCourse, importCourse } from '../../schema/courses/operations/importCourse.ts';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { continuedFirst } from '../../schema/courses/rules/package/continuedFirst.ts';
import { type ParsedPackage, parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { type OrganizationFile, parseOrganization } from '../../schema/organizations/rules/organizationFile.ts';
import { readBodies } from './bodies.ts';
import { readTexts, under } from './texts.ts';

export const ORGANIZATIONS = 'organizations';
const IMAGES = 'images';
const MAX_IMAGES = 50;

/** Reads and checks a course folder. Reports symbolic links, files that are too large and text that is not UTF-8 as faults. */
export async function readCourseFolder(folder: string, options: { today?: string } = {}): Promise<ParsedPackage> {
  const { files, bytes, faults } = await readTexts(folder);
  const parsed = parsePackage(files, { ...options, bytes });
  if (faults.length === 0) return parsed;
  return { ok: false, faults: [...faults, ...(parsed.ok ? [] : parsed.faults)], warnings: parsed.warnings };
}

/** Writes a package into a new or empty folder. Throws when the folder contains anything. */
export async function writeCourseFolder(folder: string, files: ReadonlyMap<string, string | Buffer>): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty; name a new or an empty folder.`);
  for (const [file, held] of files) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, held);
  }
}

/** Reads an organization's file and the images beside it; throws FaultsError. */
export async function readOrganizationFile(path: string): Promise<OrganizationFile> {
  const images = await imagesBeside(path);
  const parsed = parseOrganization(basename(path), await readFile(path, 'utf8'), images);
  if (!parsed.ok) throw new FaultsError(parsed.faults);
  return parsed.organization;
}

/** The PNG files of the folder images/, by the path that an organization's file uses. Does not follow links. */
async function imagesBeside(path: string): Promise<Map<string, Buffer>> {
  const folder = join(dirname(path), IMAGES);
  const isFolder = (await lstat(folder).catch(() => null))?.isDirectory() === true;
  const entries = isFolder ? await readdir(folder, { withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.png')).slice(0, MAX_IMAGES);
  const read = files.map(async ({ name }) => [`${IMAGES}/${name}`, await firstBytes(join(folder, name))] as const);
  return new Map(await Promise.all(read));
}

/** One byte more than an image may have: enough to detect a file that is too large. */
async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(IMAGE_LIMITS.bytes + 1));
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Loads every accreditor, board, organization and course of a content folder at start. It never overwrites an organization's own edits,
 * published versions, or safety notices that were checked more recently. Safe in several processes at once. Throws FaultsError with
 * every fault of the files of bodies, or of the first faulty organization or course. A faulty course keeps all courses from loading.
 */
export async function seedContent(db: Database, contentDir: string, now: Date): Promise<ImportedCourse[]> {
  await loadBodies(db, systemAct(now), await readBodies(contentDir));
  const organizationFiles = await readdir(join(contentDir, ORGANIZATIONS)).catch(() => []);
  for (const name of organizationFiles.filter((file) => file.endsWith('.yaml')).sort()) {
    const organization = await readOrganizationFile(join(contentDir, ORGANIZATIONS, name));
    await importOrganization(db, systemAct(now), { organization });
  }
  const imported: ImportedCourse[] = [];
  for (const pack of continuedFirst(await readCourses(contentDir)))
    imported.push(await importCourse(db, systemAct(now), { package: pack, keepNewerNotices: true }));
  return imported;
}

async function readCourses(contentDir: string): Promise<CoursePackage[]> {
  const read: CoursePackage[] = [];
  for (const folder of await courseFolders(contentDir)) {
    const parsed = await readCourseFolder(folder);
    if (!parsed.ok) throw new FaultsError(under(basename(folder), parsed.faults));
    read.push(parsed.package);
  }
  return read;
}

async function courseFolders(contentDir: string): Promise<string[]> {
  const entries = await readdir(contentDir, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(contentDir, entry.name));
  const held = await Promise.all(folders.map((folder) => lstat(join(folder, 'course.yaml')).catch(() => null)));
  return folders.filter((_, index) => held[index] !== null).sort();
}
