import { structureOf } from './contentWalk.ts';
import { textString } from './openPdf.ts';
import { type ReadPdf, textOf } from './readPdf.ts';

/** Everything of a file that people read or hear: pages, alternative texts, title and other information. */
export const allTextOf = (read: ReadPdf): string => {
  const { pdf } = read;
  const info = [...pdf.dict(pdf.trailer.get('Info')).values()].map((value) => textString(pdf.at(value)));
  const alternatives = structureOf(pdf).flatMap(({ dict }) => (dict.has('Alt') ? [textString(dict.get('Alt'))] : []));
  return [textOf(read), ...info, ...alternatives].join('\n');
};

/** Every text value of a credential; members' names are for programs. */
export const textValuesOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(textValuesOf);
};
