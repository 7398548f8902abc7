import type { FileReference } from '../../../../edited/dialectFaults.ts';
import { didYouMean, type Fault } from '../../../../edited/faults.ts';
import { proseFaults } from '../../../../edited/markdown.ts';
import type { EditedYaml } from '../../../../edited/yaml.ts';
import { isOfKit, sheetPath, WHOLE_KIT } from '../kit.ts';
import type { ReadPackage } from '../readPackage.ts';
import { captionsOf, isRecording, sizeText, transcriptOf, useOf } from './kinds.ts';

const MOST_BYTES = 60_000_000;
const MOST_WORDS = 1_000;

/** What modules and course.yaml say of files: each is there and of the right kind, is shown with words, and is used. */
export function checkFiles(read: ReadPackage): Fault[] {
  const { attached, modules, course } = read;
  const faults = modules.flatMap(({ file, references }) =>
    references.flatMap((reference) =>
      referenceFaults(reference, read).map((message) => ({ file, line: reference.line, message })),
    ),
  );
  const allRead = course.value !== null && modules.every(({ value }) => value !== null);
  return [
    ...faults,
    ...listed(read),
    ...recordingFaults(read),
    ...totalFaults(attached),
    ...(allRead ? unused(read) : []),
  ];
}

function referenceFaults(reference: FileReference, { attached, sheets }: ReadPackage): string[] {
  const { path, as, words, alone } = reference;
  if (isOfKit(path)) return sheetFaults(reference, sheets);
  const missing = missingFault(path, attached);
  if (missing !== null) return [missing];
  const kind = attached.get(path)?.kind;
  if (kind === undefined) return [];
  const use = useOf(kind);
  if (as === 'LINKED')
    return use === 'PAPER'
      ? emptyFault(words, `[what it is](${path})`)
      : [`Show this file with ![what it shows](${path}); a link leads to a PDF.`];
  if (use === 'PAPER') return [`Link this file with [what it is](${path}); a page shows no PDF.`];
  if (use === 'CAPTIONS') return ['Show the recording; its captions come with it by their name.'];
  const faults = emptyFault(words, `![what it shows](${path})`);
  if (words.length > MOST_WORDS) faults.push(`Say in at most ${MOST_WORDS} characters what the file shows.`);
  if (!alone) faults.push('Put empty lines before and after it, so that it is a paragraph of its own.');
  return faults;
}

/** A text links a sheet as it is drawn on A4, or all of them. */
function sheetFaults({ path, as, words }: FileReference, sheets: ReadPackage['sheets']): string[] {
  if (as === 'SHOWN') return [`Link this sheet with [what it is](${path}); a page shows no PDF.`];
  const known = sheets.length === 0 ? [] : [...sheets.map(({ id }) => sheetPath(id)), sheetPath(WHOLE_KIT)];
  if (known.includes(path)) return emptyFault(words, `[what it is](${path})`);
  return [
    `There is no sheet ${path}${didYouMean(path, known) || '; kit/screening-card.md, for example, is linked as kit/screening-card.pdf.'}`,
  ];
}

const emptyFault = (words: string, instead: string): string[] =>
  words === '' ? [`Write ${instead}: whoever cannot see it reads these words instead.`] : [];

function missingFault(path: string, attached: ReadPackage['attached']): string | null {
  if (attached.has(path)) return null;
  return `There is no file ${path}${didYouMean(path, [...attached.keys()]) || '; put it into the folder files/.'}`;
}

const at = ({ yaml }: { yaml: EditedYaml | null }, path: (string | number)[], message: string | null): Fault[] =>
  yaml === null || message === null ? [] : [{ file: yaml.file, line: yaml.lineOf(path), message }];

/** The lists `downloads` and `files` of course.yaml. */
function listed({ course, attached }: ReadPackage): Fault[] {
  const { downloads = [], files = [] } = course.value ?? {};
  const twice = (list: readonly { file: string }[], index: number): string | null =>
    list.findIndex(({ file }) => file === list[index]?.file) < index ? 'This file is in the list twice.' : null;
  return [
    ...downloads.flatMap(({ file }, index) => {
      const kind = attached.get(file)?.kind;
      const other = kind !== undefined && useOf(kind) !== 'PAPER' ? 'A download is a PDF.' : null;
      return at(course, ['downloads', index, 'file'], missingFault(file, attached) ?? other ?? twice(downloads, index));
    }),
    ...files.flatMap(({ file }, index) =>
      at(course, ['files', index, 'file'], missingFault(file, attached) ?? twice(files, index)),
    ),
  ];
}

/** A film needs captions, and every recording what is said in it. */
function recordingFaults({ attached, files }: ReadPackage): Fault[] {
  return [...attached.values()].flatMap((recording) => {
    if (recording === null || !isRecording(recording.kind)) return [];
    const { path, kind } = recording;
    const transcript = transcriptOf(path);
    const words = files.get(transcript);
    const messages = [
      useOf(kind) === 'FILM' && !attached.has(captionsOf(path))
        ? `A film needs its captions beside it; add ${captionsOf(path)}.`
        : null,
      words === undefined ? `A recording needs its words; add ${transcript}.` : null,
      words?.trim() === '' ? `The transcript ${transcript} is empty; write down what is said and shown.` : null,
    ];
    return [
      ...messages.flatMap((message) => (message === null ? [] : [{ file: path, line: 1, message }])),
      ...(words === undefined ? [] : proseFaults(transcript, words)),
    ];
  });
}

function totalFaults(attached: ReadPackage['attached']): Fault[] {
  const sum = [...attached.values()].reduce((bytes, file) => bytes + (file?.sizeBytes ?? 0), 0);
  const message = `The files have ${sizeText(sum)} together; the most is ${sizeText(MOST_BYTES)}.`;
  return sum > MOST_BYTES ? [{ file: 'files', line: 1, message }] : [];
}

function unused({ attached, modules, course }: ReadPackage): Fault[] {
  const named = new Set([
    ...modules.flatMap(({ references }) => references.map(({ path }) => path)),
    ...(course.value?.downloads ?? []).map(({ file }) => file),
  ]);
  const recordings = [...named].filter((path) => isRecording(attached.get(path)?.kind ?? 'PDF'));
  const used = new Set([...named, ...recordings.map(captionsOf)]);
  return [...attached.entries()].flatMap(([path, file]) =>
    file === null || used.has(path)
      ? []
      : [{ file: path, line: 1, message: 'No module shows or links this file, and no download names it; remove it.' }],
  );
}
