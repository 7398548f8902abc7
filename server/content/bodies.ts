import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Accreditor, Board } from '../../schema/accreditation/rules/bodies.ts';
import { checkBodies } from '../../schema/accreditation/rules/bodyChecks.ts';
import { type Parsed, parseAccreditor, parseBoard, type ReadBody } from '../../schema/accreditation/rules/bodyFile.ts';
import { type Fault, FaultsError } from '../../schema/edited/faults.ts';
import { readTexts, under } from './texts.ts';

const ACCREDITORS = 'accreditors';
const BOARDS = 'boards';

/**
 * Reads accreditors/ and boards/ of a content folder and checks all of them together. Throws FaultsError with every fault of
 * every file.
 */
export async function readBodies(contentDir: string): Promise<{ accreditors: Accreditor[]; boards: Board[] }> {
  const accreditors = await readFolder(contentDir, ACCREDITORS, parseAccreditor);
  const boards = await readFolder(contentDir, BOARDS, parseBoard);
  const faults = [...accreditors.faults, ...boards.faults];
  // With a file missing, what refers to it would be a fault too.
  const all = faults.length > 0 ? faults : checkBodies(accreditors.read, boards.read);
  if (all.length > 0) throw new FaultsError(all);
  return { accreditors: accreditors.read.map(({ body }) => body), boards: boards.read.map(({ body }) => body) };
}

type Folder<Body> = { read: ReadBody<Body>[]; faults: Fault[] };

async function readFolder<Body>(
  contentDir: string,
  name: string,
  parse: (file: string, text: string) => Parsed<Body>,
): Promise<Folder<Body>> {
  const path = join(contentDir, name);
  if ((await lstat(path).catch(() => null)) === null) return { read: [], faults: [] };
  const { files, faults } = await readTexts(path);
  const folder: Folder<Body> = { read: [], faults: under(name, faults) };
  for (const [file, text] of files) {
    const parsed = /^[^/]+\.yaml$/.test(file) ? parse(`${name}/${file}`, text) : misplaced(`${name}/${file}`);
    if (parsed.ok) folder.read.push(parsed);
    else folder.faults.push(...parsed.faults);
  }
  return folder;
}

/** A file that nobody reads would be a body that nobody misses. */
const misplaced = (file: string): { ok: false; faults: Fault[] } => ({
  ok: false,
  faults: [{ file, line: 1, message: 'Name it after its key, with .yaml at the end, in no further folder.' }],
});
