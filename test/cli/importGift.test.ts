import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCommandLine } from '../support/commandLine.ts';

let home: string;
let folder: string;
let bank: string;
const commandLine = openCommandLine();
const attune = (...line: string[]) => commandLine.run(line, {});
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'attune-gift-'));
  folder = join(home, 'course');
  bank = join(home, 'bank.gift');
  expect((await attune('course', 'new', 'banked', folder)).code).toBe(0);
  await writeFile(
    bank,
    '::Steps::Which step is last?{=The second#It ends there. ~The first#It begins.}\n\nType it.{=two}\n',
  );
});
afterAll(async () => {
  await commandLine.close();
  await rm(home, { recursive: true });
});

test('a question that cannot be asked stops an import, or is left out; the check names what remains to write', async () => {
  const quiz = join(folder, 'quizzes/post-test.yaml');
  const before = await readFile(quiz, 'utf8');
  const refused = await attune('course', 'gift', bank, '--into', quiz);
  expect(refused).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('bank.gift:3: Words cannot be typed'),
  });
  expect(await readFile(quiz, 'utf8')).toBe(before);

  const given = ['--into', quiz, '--leave-out', '--objective', 'o1', '--module', 'first'];
  const done = await attune('course', 'gift', bank, ...given);
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('left out: bank.gift:3: Words cannot be typed') });
  expect(done.out).toContain(`1 of 2 questions added to ${quiz}.`);
  const checked = await attune('course', 'check', folder);
  expect(checked.err).toContain('quizzes/post-test.yaml:21: questions.source: is empty; write the id of a reference');
  expect((await attune('course', 'gift', bank, ...given)).out).toContain('1 were there already.');

  await writeFile(quiz, (await readFile(quiz, 'utf8')).replace(/.*source: # write this\n/, ''));
  expect(await attune('course', 'check', folder)).toMatchObject({
    code: 0,
    out: expect.stringContaining('3 questions.'),
  });
});

test('a new quiz begins with the head that its name asks for', async () => {
  const quiz = join(folder, 'quizzes/pre-test.yaml');
  expect((await attune('course', 'gift', bank, '--into', quiz, '--leave-out')).code).toBe(0);
  expect(await readFile(quiz, 'utf8')).toMatch(/^kind: PRE_TEST\ntitle: Before you begin\ndraw: 1\npassPercent: 0\n/);
  await rm(quiz);
});

test.each<[what: string, file: () => Promise<string>, into: string, message: string]>([
  ['a file that is not there', async () => join(home, 'none.gift'), 'quizzes/post-test.yaml', 'There is no file'],
  ['a folder', async () => home, 'quizzes/post-test.yaml', 'There is no file'],
  [
    'a name that no quiz has',
    async () => bank,
    'quizzes/final.yaml',
    'pre-test.yaml, post-test.yaml or check-<module id>.yaml',
  ],
  ['a place outside quizzes', async () => bank, 'post-test.yaml', 'Write --into FOLDER/quizzes/'],
  [
    'another encoding',
    async () => written('utf16.gift', Buffer.from('\ufeffA?{T}', 'utf16le')),
    'quizzes/post-test.yaml',
    'is not UTF-8',
  ],
  [
    'more than 5 MB',
    async () => written('large.gift', Buffer.alloc(5_000_001, 32)),
    'quizzes/post-test.yaml',
    'is larger than 5 MB',
  ],
  [
    'a link as target',
    async () => written('one.gift', Buffer.from('A?{T}')),
    'quizzes/check-linked.yaml',
    'There is no file',
  ],
])('%s is refused', async (_, file, into, message) => {
  const target = join(folder, 'quizzes/check-linked.yaml');
  if (into.endsWith('linked.yaml')) await symlink(bank, target);
  const { code, out, err } = await attune('course', 'gift', await file(), '--into', join(folder, into));
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(message);
  expect(err).not.toContain('    at ');
  await rm(target, { force: true });
});

async function written(name: string, bytes: Buffer): Promise<string> {
  const path = join(home, name);
  await writeFile(path, bytes);
  return path;
}
