import { key, line, list, section, whole, word } from '../../../edited/text.ts';

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
export function sheetPath(id: string, paper: 'A4' | 'LETTER' = 'A4'): string {
  return `${KIT}${paper === 'A4' ? '' : 'letter/'}${id}.pdf`;
}
export const isOfKit = (path: string): boolean => path.startsWith(KIT);
