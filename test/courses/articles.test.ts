import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { copiedFrom, hashesOf, proseOf, runsOf } from '../support/articleRuns.ts';
import { ROOT } from '../support/sources.ts';

const COURSE = join(ROOT, 'content/better-after-betrayal');
/** Hashes of the eight-word runs of both articles. Their text is not ours to keep. */
const ARTICLES = new Set(readFileSync(join(ROOT, 'test/fixtures/articleRuns.txt'), 'utf8').trim().split('\n'));

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'course-'));
  cpSync(COURSE, copy, { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true }));

const copiedIn = (folder: string, hashes: ReadonlySet<string>) =>
  proseOf(folder).flatMap(({ file, prose }) => copiedFrom(hashes, prose).map((run) => `${file}: ${run}`));

test('no run of eight words is that of an article behind the course', () => {
  const files = proseOf(COURSE).map(({ file }) => file);
  for (const part of ['course.yaml', 'for-yourself.md', 'modules/03-screening.md', 'quizzes/post-test.yaml'])
    expect(files).toContain(part);
  expect(files.filter((file) => file.startsWith('practice/') || file.endsWith('.svg')).length).toBeGreaterThan(15);
  expect(copiedIn(COURSE, ARTICLES)).toEqual([]);
});

// Both titles are runs of the articles, and the course names them where it says on what it rests.
test('the hashes are those of the two articles', () => {
  const { basedOn } = parse(readFileSync(join(COURSE, 'course.yaml'), 'utf8')) as { basedOn: { title: string }[] };
  const titles = basedOn.map(({ title }) => title);
  expect(titles).toHaveLength(2);
  for (const title of titles) expect(copiedFrom(ARTICLES, title)).toEqual(runsOf(title));
  for (const title of titles) expect(runsOf(title).length).toBeGreaterThan(0);
});

const TITLE = 'Rebuilding trust in a relationship: a couple’s, guide... to healing together';
test.each([
  ['as it stands', 'modules/01-neuro-regulation.md', 'rebuilding trust in a relationship a couple guide'],
  ['over a link', 'modules/09-can-and-cannot.md', '[REBUILDING trust](ref:x) in a *relationship*: a **couple** guide'],
  ['over lines', 'for-yourself.md', 'Rebuilding trust\nin a relationship\n\n— a couple | guide'],
  ['in an option', 'quizzes/post-test.yaml', '      - text: "Rebuilding trust in a relationship, a couple guide"'],
  ['in a case', 'practice/screening.yaml', 'Rebuilding “trust” in a relationship: a couple guide'],
  [
    'in a drawing',
    'files/safety-tree.svg',
    '<text>Rebuilding trust</text><text y="1">in a relationship a couple guide</text>',
  ],
  ['in another file', 'kit/card.md', 'Rebuilding trust in a relationship: a couple guide'],
])('a run of an article is found %s', (_where, file, words) => {
  const path = join(copy, file);
  cpSync(COURSE, copy, { recursive: true });
  if (file.startsWith('kit/')) cpSync(join(COURSE, 'practice'), join(copy, 'kit'), { recursive: true });
  const before = file.startsWith('kit/') ? '' : readFileSync(path, 'utf8');
  writeFileSync(path, `${before}\n${words}\n`);
  expect(copiedIn(copy, ARTICLES)).toEqual([`${file}: rebuilding trust in a relationship a couple guide`]);
  rmSync(path);
});

test('case, apostrophes and punctuation make no difference, and seven words are no run', () => {
  expect(hashesOf(TITLE)).toEqual(hashesOf("REBUILDING TRUST in a relationship a couple's guide to healing together"));
  expect(hashesOf('one two three four five six seven')).toEqual([]);
  expect(copiedFrom(new Set(hashesOf(TITLE)), TITLE)).toEqual(runsOf(TITLE));
});
