import { describe, expect, test } from '@jest/globals';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { faultText } from '../../schema/edited/faults.ts';
import { parseOrganization } from '../../schema/organizations/rules/organizationFile.ts';
import { add, type Edit, faultsOf, POST, swap } from '../support/packageFaults.ts';
import { sampleOrganizationFile, samplePackageFiles } from '../support/samplePackage.ts';

test('the sample has no fault and no warning', () => {
  const parsed = parsePackage(samplePackageFiles(), { today: '2026-11-22' });
  expect(parsed).toMatchObject({ ok: true, warnings: [] });
});

describe('every fault names its file, its line and what to write', () => {
  test.each<[string, Edit, string]>([
    [
      'a title that no certificate can print',
      swap('course.yaml', 'title: Sample course', 'title: 信頼'),
      'course.yaml:2: title: a certificate cannot print 信 頼; write it in Latin, Greek or Cyrillic letters.',
    ],
    [
      'a misspelt key',
      swap('course.yaml', 'subtitle:', 'subtitel:'),
      'course.yaml:3: "subtitel" is not known here; did you mean "subtitle"?',
    ],
    [
      'a missing key',
      swap('course.yaml', 'subtitle: A small course for tests\n', ''),
      'course.yaml:1: subtitle: is missing; write one line below the title.',
    ],
    [
      'a number for a text',
      swap('course.yaml', 'version: "1.0"', 'version: 1.0'),
      'course.yaml:6: version: is read as a number; put it in quotes: "1".',
    ],
    [
      'an unknown word',
      swap('course.yaml', 'INTRODUCTORY', 'BEGINNER'),
      'course.yaml:8: level: write one of INTRODUCTORY, INTERMEDIATE, ADVANCED.',
    ],
    [
      'an empty value',
      swap('course.yaml', 'notice: Education, not therapy.', 'notice:'),
      'course.yaml:13: notice: is empty; write the notice shown before enrollment',
    ],
    [
      'a minor',
      swap('course.yaml', 'minimumAge: 18', 'minimumAge: 16'),
      'course.yaml:14: minimumAge: write a whole number from 18 to 99.',
    ],
    [
      'a date that is none',
      swap('course.yaml', 'on: 2026-11-01', 'on: 2026-02-30'),
      'course.yaml:25: contributors.disclosure.on: write a date that exists',
    ],
    [
      'another year',
      swap('course.yaml', 'year: 2020', 'year: 2021'),
      'course.yaml:30: references.year: the citation names another year',
    ],
    [
      'a finished review without a name',
      swap('course.yaml', 'status: PENDING', 'status: REVIEWED'),
      'course.yaml:26: review.reviewedBy: is missing',
    ],
    [
      'an id that appears twice',
      swap('course.yaml', 'id: o2', 'id: o1'),
      'course.yaml:18: The id o1 is in objectives twice',
    ],
    [
      'HTML in Markdown',
      swap('course.yaml', 'It has two', 'It has <i>two</i>'),
      'course.yaml:9: summary: Write this in Markdown; HTML such as <i> is not allowed.',
    ],
    [
      'HTML in a line',
      swap('course.yaml', 'title: Sample course', 'title: Sample <script>x</script>'),
      'course.yaml:2: title: write it without HTML.',
    ],
    [
      'no author',
      swap('course.yaml', 'role: AUTHOR', 'role: PLANNER'),
      'course.yaml:21: Name at least one contributor with role: AUTHOR or PRESENTER.',
    ],
    [
      'YAML that is none',
      swap('course.yaml', 'title: Sample course', 'title: Sample: course'),
      'course.yaml:2: Put the text in quotes: it contains a colon',
    ],
    [
      'a key twice',
      swap('course.yaml', 'language: en', 'language: en\nlanguage: mi'),
      'course.yaml:6: This key is in the same section twice',
    ],
    ['a tab', swap('course.yaml', '  - { id: o1', '\t- { id: o1'), 'course.yaml:17: '],
    [
      'HTML in a module',
      swap('modules/01-first.md', '## Reading', '## Reading\n\n<div>x</div>'),
      'modules/01-first.md:11: Write this in Markdown; HTML such as <div>x</div>',
    ],
    [
      'an unsafe link',
      swap('modules/01-first.md', '## Reading', '[x](http://example.org)'),
      'modules/01-first.md:9: Begin the link http://example.org with https://',
    ],
    ['no front matter', add('modules/01-first.md', 'Text'), 'modules/01-first.md:1: Begin with a line "---"'],
    [
      'no text',
      add('modules/01-first.md', '---\nid: first\ntitle: T\nkind: READING\nobjectives: [o1]\n---\n'),
      'modules/01-first.md:7: There is no text; write it below the second "---".',
    ],
    [
      'another id than the name',
      swap('modules/01-first.md', 'id: first', 'id: start'),
      'modules/01-first.md:2: The file is named first but the id is start',
    ],
    [
      'an objective nobody set',
      swap('modules/01-first.md', '[o1]', '[o9]'),
      'modules/01-first.md:5: There is no objective o9; did you mean "o1"?',
    ],
    [
      'a gap in the numbers',
      (files) => {
        files.set('modules/03-film.md', files.get('modules/02-film.md') ?? '');
        files.delete('modules/02-film.md');
      },
      'modules/03-film.md:1: The numbers run 01, 02, 03 without a gap; this is module 02, rename it modules/02-film.md.',
    ],
    [
      'no transcript',
      (files) => files.delete('transcripts/film.md'),
      'modules/02-film.md:8: There is no file transcripts/film.md; a video needs its transcript beside it.',
    ],
    ['an empty transcript', add('transcripts/film.md', ' \n'), 'transcripts/film.md:1: The transcript is empty'],
    [
      'a transcript elsewhere',
      swap('modules/02-film.md', 'transcripts/film.md', '../../etc/passwd'),
      'modules/02-film.md:8: Keep the transcript inside the package',
    ],
    [
      'a video without a transcript',
      swap('modules/02-film.md', '  transcript: transcripts/film.md\n', ''),
      'modules/02-film.md:6: video.transcript: is missing',
    ],
    [
      'a transcript nobody names',
      add('transcripts/other.md', 'Hello'),
      'transcripts/other.md:1: No module names this transcript',
    ],
    [
      'a choice without options',
      swap('evaluation.yaml', ', options: [Too short, Right, Too long]', ''),
      'evaluation.yaml:8: items.options: is missing',
    ],
    [
      'no place for the objective',
      swap('evaluation.yaml', '{objective}', 'it'),
      'evaluation.yaml:4: perObjective: put {objective}',
    ],
    [
      'a telephone number as a number',
      swap('safety-notices.yaml', '"1737"', '1737'),
      'safety-notices.yaml:6: notices.phone: is read as a number; put it in quotes: "1737".',
    ],
    [
      'an erratum of no module',
      add('errata.yaml', 'errata:\n  - { id: e1, on: 2026-11-02, module: third, text: Corrected. }\n'),
      'errata.yaml:2: There is no module third',
    ],
    [
      'an erratum that names a version twice',
      add('errata.yaml', 'errata:\n  - { id: e1, on: 2026-11-02, versions: ["1.0", "1.0"], text: Corrected. }\n'),
      'errata.yaml:2: errata.versions: a version is in the list twice; keep one.',
    ],
    [
      'a NUL byte',
      swap('modules/01-first.md', '## Reading', '## Rea\0ding'),
      'modules/01-first.md:9: Remove a NUL byte from this line.',
    ],
    [
      'a NUL byte in disguise',
      swap('course.yaml', 'title: Sample course', 'title: "Sample\\0course"'),
      'course.yaml:2: title: remove control and invisible characters.',
    ],
    [
      'text that turns around',
      swap('course.yaml', 'Sample course', 'Sample \u202ecourse'),
      'course.yaml:2: Remove a control or invisible character',
    ],
    [
      'a file of 10 MB',
      swap('modules/01-first.md', '## Reading', 'x'.repeat(10_000_000)),
      'modules/01-first.md:1: The file is too large (10.0 MB)',
    ],
    [
      'an alias',
      swap('course.yaml', 'audience: [Counsellors]', 'audience: [&a Counsellors, *a]'),
      'course.yaml:15: Write the text out here; references such as *a are not allowed.',
    ],
    [
      'no module at all',
      (files) => {
        for (const file of ['modules/01-first.md', 'modules/02-film.md']) files.delete(file);
      },
      'modules:1: There is no module; add modules/01-<id>.md.',
    ],
    [
      'a tag of its own',
      swap('course.yaml', 'title: Sample course', 'title: !!js/function Sample'),
      'course.yaml:2: This is not valid YAML',
    ],
  ])('%s', (_name, edit, expected) => {
    const faults = faultsOf(edit);
    expect(faults.some((fault) => fault.startsWith(expected)) ? expected : faults).toBe(expected);
  });

  test('all of them at once, in order of file and line', () => {
    const faults = faultsOf((files) => {
      swap('course.yaml', 'subtitle:', 'subtitel:')(files);
      swap('course.yaml', 'INTRODUCTORY', 'BEGINNER')(files);
      swap('modules/01-first.md', '## Reading', '<b>x</b>')(files);
      swap(POST, ', rationale: It comes second.', '')(files);
      swap(POST, 'draw: 5', 'draw: 50')(files);
    });
    expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
      'course.yaml:1',
      'course.yaml:3',
      'course.yaml:8',
      'modules/01-first.md:9',
      'modules/01-first.md:9',
      `${POST}:3`,
      `${POST}:17`,
    ]);
  });

  test('an alias bomb is refused before it grows', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghij'[index]}`)}]`),
    ];
    const started = process.memoryUsage().heapUsed;
    expect(faultsOf(add('errata.yaml', bomb.join('\n')))[0]).toMatch(/^errata.yaml:2: Write the text out here/);
    expect(process.memoryUsage().heapUsed - started).toBeLessThan(200_000_000);
  });

  test('nesting without end is refused', () => {
    expect(faultsOf(add('errata.yaml', '['.repeat(200_000)))[0]).toMatch(/^errata.yaml:1: /);
  });

  test('prototype keys are unknown keys', () => {
    expect(faultsOf(swap('course.yaml', 'language: en', 'language: en\n__proto__: { x: 1 }'))[0]).toMatch(
      /"__proto__" is not known/,
    );
  });
});

test('dates ahead are faults when the day is known, with a day of grace', () => {
  const ahead = swap('safety-notices.yaml', 'checkedOn: 2026-11-01', 'checkedOn: 2026-11-23');
  expect(faultsOf(ahead)).toEqual([]);
  expect(faultsOf(ahead, '2026-11-22')).toEqual([]);
  expect(faultsOf(ahead, '2026-11-21')).toEqual([
    'safety-notices.yaml:5: 2026-11-23 is in the future; write the date on which it happened.',
  ]);
});

test('many true/false questions and untested objectives are warnings only', () => {
  const files = samplePackageFiles();
  const post = files.get(POST) ?? '';
  files.set(POST, `${post.split('  - id: post-6')[0]}`);
  swap('course.yaml', '  - { id: o2,', '  - { id: o3, text: Nobody teaches this }\n  - { id: o2,')(files);
  const parsed = parsePackage(files);
  expect(parsed.ok).toBe(true);
  expect(parsed.warnings.map(faultText)).toEqual([
    'course.yaml:18: No module names the objective o3.',
    'course.yaml:18: No question of the post-test is about the objective o3.',
    'quizzes/post-test.yaml:10: 20 % of the questions are true/false; the most is 10 %. To hold every draw to it, write trueFalsePercent: 10.',
  ]);
});

test('Windows line ends and a byte order mark change nothing', () => {
  const files = new Map(
    [...samplePackageFiles()].map(([path, text]) => [path, `\ufeff${text.replaceAll('\n', '\r\n')}`]),
  );
  expect(parsePackage(files)).toEqual(parsePackage(samplePackageFiles()));
});

describe('an organization file', () => {
  test.each([
    ['timeZone: Pacific/Auckland', 'timeZone: Pacific/Aukland', 'o.yaml:3: timeZone: write a time zone'],
    ['email: hello@sample.example.org', 'email: hello', 'o.yaml:6: email: write an e-mail address.'],
    ['contacts:', 'contact:', 'o.yaml:8: "contact" is not known here; did you mean "contacts"?'],
    ['kind: GRIEVANCE', 'kind: REFUND', 'o.yaml:12: The policy REFUND 1 appears twice'],
    ['kind: PRIVACY', 'kind: ATTENDANCE', 'o.yaml:10: There is no policy of the kind PRIVACY'],
  ])('%s as %s', (from, to, expected) => {
    const parsed = parseOrganization('o.yaml', sampleOrganizationFile.replace(from, to));
    expect(parsed.ok ? [] : parsed.faults.map(faultText).filter((fault) => fault.startsWith(expected))).toHaveLength(1);
  });
});
