import { didYouMean, type Fault } from '../../../edited/faults.ts';
import { isSlug } from '../../../edited/text.ts';
import type { EditedYaml } from '../../../edited/yaml.ts';
import { MOST_SHEETS, WHOLE_KIT } from './kit.ts';
import type { ReadPackage, ReadSheetFile } from './readPackage.ts';

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
