import { didYouMean, type Fault } from '../../../edited/faults.ts';
import { isSlug, key, line, list, section, whole, word } from '../../../edited/text.ts';
import type { EditedYaml } from '../../../edited/yaml.ts';
import type { ReadPackage, ReadSheetFile } from './readPackage.ts';

/** For whom a sheet is printed. */
export const SHEET_READERS = ['CLINICIAN', 'READER', 'BOTH'] as const;
export type SheetReader = (typeof SHEET_READERS)[number];
export const MOST_SHEETS = 20;

/** The lines between --- and --- at the top of kit/<id>.md. */
export const sheetShape = section({
  title: line('the title of the sheet', 80),
  position: whole(1, MOST_SHEETS),
  for: word(SHEET_READERS),
  /** References of course.yaml, which the sheet prints below its text. */
  sources: list(key('the id of a reference'), 1, 12).optional(),
});

/** A printable sheet of a course. `id` is the name of its file. */
export type PackagedSheet = {
  id: string;
  title: string;
  position: number;
  for: SheetReader;
  sources?: string[];
  body: string;
};

const KIT = 'kit/';
export const sheetId = (file: string): string => file.slice(KIT.length).replace(/\.md$/, '');
export const sheetFile = (id: string): string => `${KIT}${id}.md`;

/** All sheets as one file. */
export const WHOLE_KIT = 'kit';
/** Where a text links a drawn sheet, or all of them; the Letter edition is beside it. */
export const sheetPath = (id: string, paper: 'A4' | 'LETTER' = 'A4'): string =>
  `${KIT}${paper === 'A4' ? '' : 'letter/'}${id}.pdf`;
export const isOfKit = (path: string): boolean => path.startsWith(KIT);

type Part = { yaml: EditedYaml | null };
const at = ({ yaml }: Part, path: (string | number)[], message: string): Fault[] =>
  yaml === null ? [] : [{ file: yaml.file, line: yaml.lineOf(path), message }];

/** The names, places and sources of sheets. Their texts are checked where they are read. */
export function checkSheets({ course, sheets }: ReadPackage): Fault[] {
  const known = course.value?.references.map(({ id }) => id);
  const places = sheets.map(({ value }) => value?.position);
  return [
    ...(sheets.length > MOST_SHEETS
      ? [{ file: 'kit', line: 1, message: `A kit may have ${MOST_SHEETS} sheets.` }]
      : []),
    ...sheets.flatMap((sheet, index) => [
      ...nameFaults(sheet),
      ...placeFaults(sheet, places.indexOf(sheet.value?.position) < index, sheets.length),
      ...(sheet.value?.sources ?? []).flatMap((id, source) =>
        known === undefined || known.includes(id)
          ? []
          : at(sheet, ['sources', source], `There is no reference ${id}${didYouMean(id, known) || '.'}`),
      ),
    ]),
  ];
}

function nameFaults({ file, id }: ReadSheetFile): Fault[] {
  const usable = isSlug(id) && id !== WHOLE_KIT;
  const message = `Name the sheet kit/<id>.md in lowercase letters, digits and single hyphens, and not kit/${WHOLE_KIT}.md.`;
  return usable ? [] : [{ file, line: 1, message }];
}

function placeFaults(sheet: ReadSheetFile, taken: boolean, count: number): Fault[] {
  const position = sheet.value?.position;
  if (position === undefined) return [];
  if (taken) return at(sheet, ['position'], `Another sheet is at position ${position}; give each its own.`);
  return position > count
    ? at(sheet, ['position'], `The positions run from 1 to ${count} without a gap; correct this one.`)
    : [];
}
