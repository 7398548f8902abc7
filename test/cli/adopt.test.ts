import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCommandLine } from '../support/commandLine.ts';

let home: string;
const commandLine = openCommandLine();
const attune = (...line: string[]) => commandLine.run(line, {});
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'attune-adopt-'));
});
afterAll(async () => {
  await commandLine.close();
  await rm(home, { recursive: true });
});

test('a folder of Markdown becomes a course that checks clean', async () => {
  const from = join(home, 'from');
  await mkdir(from);
  await writeFile(join(from, 'README.md'), 'Not of the training.');
  await writeFile(
    join(from, '01-start.md'),
    '---\ntitle: Start\nteaching: 5\nobjectives: ["Say hello", "Wait: listen"]\n---\n::: callout\nHello.\n:::\n',
  );
  await writeFile(join(from, '02-start.md'), '# Again\n\nWords.');
  const folder = join(home, 'course');
  const made = await attune('course', 'new', 'adopted', folder, '--from', from);
  expect(made).toMatchObject({ code: 0, err: 'left out: teaching, of 01-start.md\n' });
  expect(await readdir(join(folder, 'modules'))).toEqual(['01-start.md', '02-start-2.md']);
  expect(await readFile(join(folder, 'course.yaml'), 'utf8')).toContain('  - { id: o2, text: "Wait: listen" }\n');
  expect(await attune('course', 'check', folder)).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 modules, '),
  });
});

test.each([
  ['no Markdown', async () => mkdtemp(join(home, 'none-')), 'has 0 Markdown files'],
  ['no folder', async () => join(home, 'nowhere'), 'There is no folder'],
])('%s is refused', async (_, from, message) => {
  const { code, err } = await attune('course', 'new', 'adopted', join(home, 'other'), '--from', await from());
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(message) });
});
