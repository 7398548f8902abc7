import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { readFile } from '../../schema/courses/rules/package/files/readFile.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import {
  type FileEdit,
  fileFaultsOf,
  jpeg,
  LOOP,
  mp3,
  mp4,
  parseEdited,
  pdf,
  png,
  sampleWithFigure,
  svg,
  vtt,
  webp,
} from '../support/courseFiles.ts';

const MODULE = 'modules/01-first.md';
/** Other words in place of the figure's line. */
const shows =
  (line: string, ...files: [path: string, bytes: Buffer][]): FileEdit =>
  ({ texts, bytes }) => {
    texts.set(MODULE, (texts.get(MODULE) ?? '').replace('![A loop](files/loop.svg "The loop")', line));
    for (const [path, held] of files) bytes.set(path, held);
  };
const has =
  (path: string, held: Buffer): FileEdit =>
  ({ bytes }) =>
    bytes.set(path, held);
const drawn = (inside: string, head?: string): FileEdit => has('files/loop.svg', svg(inside, head));
const both =
  (...edits: FileEdit[]): FileEdit =>
  (edited) => {
    for (const edit of edits) edit(edited);
  };
const withText =
  (path: string, text: string): FileEdit =>
  ({ texts }) =>
    texts.set(path, text);
const course =
  (lines: string): FileEdit =>
  ({ texts }) =>
    texts.set('course.yaml', `${texts.get('course.yaml')}${lines}\n`);

test('a figure, a document and a recording have no fault, and are frozen by the hashes of their bytes', () => {
  const lines = [
    '![A loop](files/loop.svg)',
    '[The kit](files/kit.pdf)',
    '![A scene](files/scene.mp4 "Two people talk")',
  ].join('\n\n');
  const parsed = parseEdited(
    sampleWithFigure(
      both(
        shows(lines, ['files/kit.pdf', pdf()], ['files/scene.mp4', mp4()], ['files/scene.vtt', vtt()]),
        withText('transcripts/scene.md', 'Hello.'),
        course(
          'license: { name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/", attribution: Kim Example }\n' +
            'files:\n  - { file: files/scene.mp4, attribution: Bo Li, license: CC0 }\n' +
            'downloads:\n  - { file: files/kit.pdf, title: Kit, forWhom: Practice }',
        ),
      ),
    ),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  expect(parsed.package.files).toMatchObject([
    { path: 'files/kit.pdf', kind: 'PDF' },
    { path: 'files/loop.svg', kind: 'SVG', width: 640, height: 360, sizeBytes: LOOP.length },
    { path: 'files/scene.mp4', kind: 'MP4', transcript: 'Hello.' },
    { path: 'files/scene.vtt', kind: 'VTT' },
  ]);
  const again = parseEdited({ texts: writePackage(parsed.package), bytes: new Map(parsed.package.bytes) });
  expect(again.ok && contentHash(again.package)).toBe(contentHash(parsed.package));
});

test('the hash moves with a byte of a file', () => {
  const hashOf = (edit: FileEdit) => {
    const parsed = parseEdited(sampleWithFigure(edit));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    return contentHash(parsed.package);
  };
  expect(hashOf(drawn('<path d="M0 1h640"/>'))).not.toBe(hashOf(drawn('<path d="M0 0h640"/>')));
});

const FIGURE = `${MODULE}:11: `;
describe('every fault names its file, its line and what to do', () => {
  test.each<[string, FileEdit, string]>([
    ['a picture without words', shows('![](files/loop.svg)'), `${FIGURE}Write ![what it shows](files/loop.svg)`],
    [
      'a picture in a sentence',
      shows('See ![a loop](files/loop.svg).'),
      `${FIGURE}Put empty lines before and after it`,
    ],
    [
      'a missing picture',
      shows('![A loop](files/lop.svg)'),
      `${FIGURE}There is no file files/lop.svg; did you mean "files/loop.svg"?`,
    ],
    ['a link to a missing file', shows('[Kit](files/kit.pdf)'), `${FIGURE}There is no file files/kit.pdf`],
    [
      'a picture elsewhere',
      shows('![A loop](https://example.org/a.png)'),
      `${FIGURE}Describe the image in words; an image from another host`,
    ],
    ['a picture by a relative name', shows('![A loop](loop.svg)'), `${FIGURE}Put the picture into the folder files/`],
    [
      'a file that nobody names',
      has('files/other.png', png()),
      'files/other.png:1: No module shows or links this file',
    ],
    [
      'a picture beside the module',
      has('modules/loop.png', png()),
      'modules/loop.png:1: Move this to files/loop.png; a module then shows it with',
    ],
    ['a picture in images/', has('images/A Loop.PNG', png()), 'images/A Loop.PNG:1: Move this to files/a-loop.png'],
    [
      'a file of no kind',
      has('files/notes.docx', Buffer.from('PK')),
      'files/notes.docx:1: The folder files/ has svg, png',
    ],
    [
      'a text with the name of a picture',
      both(shows('![A](files/a.png)'), has('files/a.png', Buffer.from('hello'))),
      'files/a.png:1: The file is no PNG',
    ],
    [
      'a picture of too many pixels',
      has('files/a.png', png(4_001, 1)),
      'files/a.png:1: The picture has 4001 by 1 pixels',
    ],
    [
      'notes of a camera',
      has('files/a.jpg', jpeg(40, 30, Buffer.from([0xff, 0xe1, 0, 4, 1, 2]))),
      'files/a.jpg:1: The picture carries notes of a camera',
    ],
    ['a JPEG that ends early', has('files/a.jpg', jpeg().subarray(0, 20)), 'files/a.jpg:1: The JPEG is damaged'],
    [
      'a WebP that moves',
      has('files/a.webp', webp(9, 9, Buffer.from('ANIM\0\0\0\0', 'latin1'))),
      'files/a.webp:1: The picture moves',
    ],
    [
      'a WebP with notes',
      has('files/a.webp', webp(9, 9, Buffer.from('EXIF\0\0\0\0', 'latin1'))),
      'files/a.webp:1: The picture carries notes',
    ],
    [
      'a PDF with a script',
      has('files/a.pdf', pdf('/OpenAction << /JS (x) >>')),
      'files/a.pdf:1: The PDF has an action',
    ],
    [
      'a PDF that is shown',
      both(shows('![Kit](files/a.pdf)'), has('files/a.pdf', pdf())),
      `${FIGURE}Link this file with [what it is](files/a.pdf)`,
    ],
    ['a picture that is linked', shows('[A loop](files/loop.svg)'), `${FIGURE}Show this file with ![what it shows]`],
    [
      'a film without captions',
      both(shows('![A](files/a.mp4)'), has('files/a.mp4', mp4()), withText('transcripts/a.md', 'Hi.')),
      'files/a.mp4:1: A film needs its captions beside it; add files/a.vtt.',
    ],
    [
      'a recording without words',
      both(shows('![A](files/a.mp3)'), has('files/a.mp3', mp3())),
      'files/a.mp3:1: A recording needs its words; add transcripts/a.md.',
    ],
    [
      'captions out of order',
      has('files/a.vtt', vtt('00:05.000 --> 00:06.000\nB\n\n00:01.000 --> 00:02.000\nA\n')),
      'files/a.vtt:6: This caption begins before the one above it',
    ],
    [
      'a caption that ends too early',
      has('files/a.vtt', vtt('00:05.000 --> 00:04.000\nB\n')),
      'files/a.vtt:3: This caption ends before it begins.',
    ],
    ['times that are none', has('files/a.vtt', vtt('5 --> 6\nB\n')), 'files/a.vtt:3: Write times as 00:01.500'],
    [
      'a download that is not there',
      course('downloads:\n  - { file: files/kit.pdf, title: Kit, forWhom: Practice }'),
      'course.yaml:33: There is no file files/kit.pdf',
    ],
    [
      'an owner of nothing',
      course('files:\n  - { file: files/no.svg, attribution: Bo Li }'),
      'course.yaml:33: There is no file files/no.svg',
    ],
  ])('%s', (_name, edit, fault) => {
    expect(fileFaultsOf(edit)).toContainEqual(expect.stringContaining(fault));
  });

  test.each<[string, FileEdit]>([
    [
      'the summary',
      ({ texts }) =>
        texts.set(
          'course.yaml',
          (texts.get('course.yaml') ?? '').replace('It has two', '![x](files/loop.svg) It has two'),
        ),
    ],
    ['an erratum', withText('errata.yaml', 'errata:\n  - { id: e1, on: 2026-11-02, text: "![x](files/loop.svg)" }')],
    ['a transcript', withText('transcripts/film.md', '![x](files/loop.svg)')],
  ])('only modules show files, not %s', (_name, edit) => {
    expect(fileFaultsOf(edit)).toContainEqual(expect.stringContaining('Put the picture into the folder files/'));
  });
});

test.each([
  ['a.png', png(7, 5), 'PNG', 7, 5],
  ['a.jpg', jpeg(640, 480), 'JPEG', 640, 480],
  ['a.webp', webp(1_000, 3_000), 'WEBP', 1_000, 3_000],
])('the sides of %s are read from its bytes', (name, bytes, kind, width, height) => {
  expect(readFile(`files/${name}`, bytes)).toMatchObject({ file: { kind, width, height }, faults: [] });
});

const KINDS = ['svg', 'png', 'jpg', 'webp', 'pdf', 'mp3', 'm4a', 'mp4', 'webm', 'vtt'];
const SEEDS = [LOOP, png(), jpeg(), webp(), pdf(), mp3(), mp4(), vtt()];
test('whatever the bytes are, a file has an answer', () => {
  const changed = fc
    .tuple(fc.constantFrom(...SEEDS), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.nat(400))
    .map(([seed, changes, length]) => {
      const bytes = Buffer.from(seed.subarray(0, seed.length - (length % 7)));
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
      return bytes;
    });
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.oneof(
        changed,
        fc.uint8Array().map((some) => Buffer.from(some)),
      ),
      (kind, bytes) => {
        const { file, faults } = readFile(`files/a.${kind}`, bytes);
        expect(file === null).toBe(faults.length > 0);
      },
    ),
    { numRuns: 2_000 },
  );
});
