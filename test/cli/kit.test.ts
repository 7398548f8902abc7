import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCommandLine } from '../support/commandLine.ts';
import { samplePackageFiles } from '../support/samplePackage.ts';
import { sheetText } from '../support/sheets.ts';

let home: string;
const commandLine = openCommandLine();
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'attune-kit-'));
});
afterAll(async () => {
  await commandLine.close();
  await rm(home, { recursive: true });
});
const attune = (...line: string[]) => commandLine.run(line, {});

async function folderWith(name: string, ...sheets: [id: string, text: string][]): Promise<string> {
  const files = samplePackageFiles();
  for (const [id, text] of sheets) files.set(`kit/${id}.md`, text);
  for (const [path, text] of files) {
    await mkdir(join(home, name, path, '..'), { recursive: true });
    await writeFile(join(home, name, path), text);
  }
  return join(home, name);
}

test('the sheets of a folder are counted, and drawn without a database', async () => {
  const folder = await folderWith('drawn', ['plan', sheetText('Call: [line]', {})]);
  expect((await attune('course', 'check', folder)).out).toContain('Printable sheets: 1, which count for no hours.');
  const out = join(home, 'out');
  expect(await attune('course', 'kit', folder, '--out', out)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/plan\.pdf: 1 page, \d+ kB\n.*kit\.pdf: 2 pages, \d+ kB/),
  });
  expect((await readdir(out)).sort()).toEqual(['kit.pdf', 'plan.pdf']);
  const first = await readFile(join(out, 'plan.pdf'));
  await attune('course', 'kit', folder, '--out', out, '--paper', 'both');
  expect((await readFile(join(out, 'plan.pdf'))).equals(first)).toBe(true);
  expect((await readdir(join(out, 'letter'))).sort()).toEqual(['kit.pdf', 'plan.pdf']);
});

test.each<[string, [string, string][], string[], string]>([
  ['a faulty sheet', [['plan', sheetText('Name [line] here', {})]], [], 'kit/plan.md:7: Write [line] at the end'],
  ['no sheet', [], [], 'has no sheets; write kit/<id>.md.'],
  [
    'another paper',
    [['plan', sheetText('Words', {})]],
    ['--paper', 'a3'],
    'Write --paper a4|letter|both instead of a3.',
  ],
])('%s is refused, and nothing is written', async (name, sheets, options, message) => {
  const folder = await folderWith(name.replaceAll(' ', '-'), ...sheets);
  const out = join(home, `out of ${name}`);
  const { code, err } = await attune('course', 'kit', folder, '--out', out, ...options);
  expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  await expect(readdir(out)).rejects.toThrow(/ENOENT/);
});
