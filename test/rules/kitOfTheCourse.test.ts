import { expect, test } from '@jest/globals';
import { drawSheets } from '../../schema/courses/rules/kit.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { realCourse } from '../support/realCourse.ts';

const course = await realCourse();
const kit = course.kit ?? [];
const plain = (text: string): string =>
  text
    .replace(/[“”]/g, '"')
    .replace(/’/g, "'")
    .replace(/[*_]|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ');
const bodyOf = (id: string): string => plain(course.modules.find((one) => one.id === id)?.body ?? '');
const sheet = (id: string) => kit.find((one) => one.id === id) ?? { body: '' };

test('the kit has the five sheets, in the order in which they are needed', () => {
  expect(kit.map(({ id, for: reader }) => `${id} ${reader}`)).toEqual([
    'screening-card CLINICIAN',
    'safety-plan BOTH',
    'transparency-agreement CLINICIAN',
    'signs-and-warnings BOTH',
    'secrets-policy CLINICIAN',
  ]);
});

test.each([
  ['screening-card', ['screening']],
  ['transparency-agreement', ['screening', 'seven-steps']],
  ['signs-and-warnings', ['can-and-cannot']],
])('%s asks in the words of its module', (id, modules) => {
  const taught = modules.map(bodyOf).join(' ');
  const quoted = [...plain(sheet(id).body).matchAll(/"([^"]+)"/g)].map(([, words = '']) => words);
  expect(quoted.length).toBeGreaterThan(0);
  for (const words of quoted) expect(taught).toContain(words);
});

test('the card asks in the order of its module', () => {
  const [body, taught] = [plain(sheet('screening-card').body), bodyOf('screening')];
  const inParts = [
    'I meet everyone',
    'Has your partner ever pushed',
    'Have you ever been made',
    'Who decides about money',
  ];
  const places = inParts.map((words) => [body.indexOf(words), taught.indexOf(words)]);
  for (const side of [0, 1]) {
    const found = places.map((place) => place[side] ?? -1);
    expect(found.every((at) => at >= 0)).toBe(true);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  }
});

test('every reason to wait, sign and warning of the modules is on its sheet', () => {
  const card = plain(sheet('screening-card').body);
  for (const words of [
    'a pattern of coercive control',
    'afraid to speak in front of the other',
    'at acute risk of suicide',
    'a child at risk',
  ])
    expect([bodyOf('screening').includes(words), card.includes(words)]).toEqual([true, true]);
  const signs = plain(sheet('signs-and-warnings').body);
  const named = [
    ...(course.modules.find(({ id }) => id === 'can-and-cannot')?.body ?? '').matchAll(
      /^\| ([A-Z][a-z ]+) \| [A-Z"]/gm,
    ),
  ].map(([, words = '']) => words);
  const signsNamed = named.filter((words) => words !== 'Sign');
  expect(signsNamed).toHaveLength(7);
  for (const words of signsNamed) expect(signs).toContain(words);
  for (const words of [
    'Dishonesty recurs',
    'Boundaries keep being crossed',
    'Accountability is refused',
    'Someone is not safe',
    'Defensiveness is fixed',
    'Work together is not possible now',
  ])
    expect([bodyOf('can-and-cannot').includes(words), signs.includes(words)]).toEqual([true, true]);
});

test('a number on paper is an emergency number that the notices name; services have a line for the local one', () => {
  const notices = course.safetyNotices.map(({ text }) => text).join(' ');
  const numbers = kit.flatMap(({ body }) => body.match(/\b\d{3,}\b/g) ?? []);
  expect(numbers.sort()).toEqual(['000', '111', '112', '911', '999']);
  for (const number of numbers) expect(notices).toMatch(new RegExp(`emergency number, [^.;]*\\b${number}\\b`));
  expect(sheet('safety-plan').body).toMatch(/local number[^\n]*\[line\]/);
});

test('paper has no name of a reader, and nobody is sent to look at a module by its number', () => {
  for (const { body } of kit) expect(body).not.toMatch(/module \d|chapter \d/i);
  for (const { file } of drawSheets(course, ['A4'])) {
    const text = textOf(readPdf(file));
    expect(text).toContain(`${course.course.title}, version ${course.course.version}`);
    expect(text).toContain('Education, not therapy.');
  }
});

test.each(['A4', 'LETTER'] as const)('on %s no page of the kit ends with a heading', (paper) => {
  for (const { file } of drawSheets(course, [paper])) {
    const read = readPdf(file);
    for (let page = 1; page <= read.pages; page += 1) {
      // The foot has letters of 9 points, a heading 12 or more.
      const last = read.lines.filter((line) => line.page === page && line.size !== 9).at(-1)?.size ?? 0;
      expect(last).toBeLessThan(12);
    }
  }
});
