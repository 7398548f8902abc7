import type { KitWords } from '../../../certificates/draw/kitDocument.ts';
import { isLanguage, type Language, ORIGINAL } from '../../languages.ts';
import type { SheetReader } from './package/kit.ts';

type SheetWords = KitWords & {
  forWhom: Record<SheetReader, string>;
  /** With {title} and {version}. */
  from: string;
  /** With {names}. */
  by: string;
  /** With {name} and {attribution}. */
  license: string;
};

const en: SheetWords = {
  kit: 'Printable kit',
  contents: { sheet: 'Sheet', forWhom: 'For', page: 'Page' },
  page: 'Page {page} of {of}',
  sources: 'Sources',
  caution: 'Caution',
  write: 'Room to write',
  notTherapy: 'Education, not therapy.',
  forWhom: { CLINICIAN: 'For clinicians', READER: 'For readers', BOTH: 'For clinicians and readers' },
  from: '{title}, version {version}',
  by: 'By {names}.',
  license: 'License: {name}. {attribution}',
};

const es: SheetWords = {
  kit: 'Hojas para imprimir',
  contents: { sheet: 'Hoja', forWhom: 'Para', page: 'Página' },
  page: 'Página {page} de {of}',
  sources: 'Fuentes',
  caution: 'Atención',
  write: 'Espacio para escribir',
  notTherapy: 'Educación, no terapia.',
  forWhom: { CLINICIAN: 'Para profesionales', READER: 'Para lectores', BOTH: 'Para profesionales y lectores' },
  from: '{title}, versión {version}',
  by: 'De {names}.',
  license: 'Licencia: {name}. {attribution}',
};

const mi: SheetWords = {
  kit: 'Ngā whārangi hei tā',
  contents: { sheet: 'Whārangi', forWhom: 'Mā wai', page: 'Tau whārangi' },
  page: 'Whārangi {page} o {of}',
  sources: 'Ngā mātāpuna',
  caution: 'Kia tūpato',
  write: 'He wāhi tuhi',
  notTherapy: 'He mātauranga, ehara i te haumanu.',
  forWhom: { CLINICIAN: 'Mā ngā kaihaumanu', READER: 'Mā ngā kaipānui', BOTH: 'Mā ngā kaihaumanu me ngā kaipānui' },
  from: '{title}, putanga {version}',
  by: 'Nā {names}.',
  license: 'Raihana: {name}. {attribution}',
};

const WORDS: Record<Language, SheetWords> = { en, es, mi };

/** The words of the paper in the language of a course; in English where they are in no language of the service. */
export function sheetWords(language: string): SheetWords {
  const [code] = language.split('-');
  return WORDS[isLanguage(code) ? code : ORIGINAL];
}
