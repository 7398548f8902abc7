import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { drawSheets } from '../schema/courses/rules/kit.ts';
import { sizeText } from '../schema/courses/rules/package/files/kinds.ts';
import { readChecked } from './course.ts';

const PAPERS = { a4: ['A4'], letter: ['LETTER'], both: ['A4', 'LETTER'] } as const;
const isPaper = (paper: string): paper is keyof typeof PAPERS => Object.hasOwn(PAPERS, paper);

/** course kit DIR --out DIR [--paper a4|letter|both]: draws the sheets of a folder, without a database. Throws FaultsError. */
export async function drawFolder(folder: string, out: string, paper = 'a4'): Promise<void> {
  if (!isPaper(paper)) throw new Error(`Write --paper ${Object.keys(PAPERS).join('|')} instead of ${paper}.`);
  const pack = await readChecked(folder);
  const sheets = drawSheets(pack, PAPERS[paper]);
  if (sheets.length === 0) throw new Error(`${folder} has no sheets; write kit/<id>.md.`);
  for (const { path, file, pages } of sheets) {
    const to = join(out, path.slice(path.indexOf('/') + 1));
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, file);
    console.log(`${to}: ${pages === 1 ? '1 page' : `${pages} pages`}, ${sizeText(file.length)}`);
  }
}
