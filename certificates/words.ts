import { printedFacts } from './facts/publicFacts.ts';
import type { CertificateFacts } from './facts/v2.ts';
import { remembered } from './fonts/remembered.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 2026-11-22 in words: 22 November 2026. */
export function dateInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A date format takes a millisecond to make; time zones are few, so formats are cached. */
function calendar(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, fresh);
  return fresh;
}

/** The calendar day of an instant in a time zone, in words. */
export const dayInWords = (instant: string, timeZone: string): string => days(`${instant} ${timeZone}`);

const CACHED_DAYS = 200;
/** Cached, because every certificate prints its day more than once and formatting costs as much as setting a line. */
const days = remembered(CACHED_DAYS, (key) => {
  const [instant = '', timeZone = ''] = key.split(' ');
  const part = new Map(
    calendar(timeZone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return dateInWords(`${part.get('year')}-${part.get('month')}-${part.get('day')}`);
});

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/**
 * The tag of a language other than English, which the file must declare (ISO 14289-1, 7.2); empty for a text that is not a tag.
 */
export const foreignTag = (language: string): string | undefined => tags(language) ?? undefined;

const CACHED_TAGS = 200;
const tags = remembered(CACHED_TAGS, (language) => {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(language);
    return LANGUAGES.of(tag) === undefined || tag.split('-')[0] === 'en' ? null : tag;
  } catch {
    return null;
  }
});

/** A language tag by its English name. A text that is not a tag is printed unchanged. */
export const languageName = remembered(CACHED_TAGS, (tag) => {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
});

/** Hours of study from hundredths: 625 is "6.25", 600 is "6", 650 is "6.5". */
export function hoursText(hundredths: number): string {
  if (!Number.isSafeInteger(hundredths) || hundredths < 0) {
    throw new RangeError('Hours are counted in whole, non-negative hundredths.');
  }
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(hundredths / 100));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The unit after so many hours: "1 hour", "1.5 hours". */
export const hoursUnit = (hundredths: number): 'hour' | 'hours' => (hundredths === 100 ? 'hour' : 'hours');

/** On whose clocks the day of completion is told: those of a training's last day, where it names one. */
export function zoneOfCompletion({
  completedIn,
  timeZone,
}: Pick<CertificateFacts, 'completedIn' | 'timeZone'>): string {
  return completedIn ?? timeZone;
}

/** What the hours of a certificate are. */
export const HOURS_KINDS = ['STUDIED', 'ATTENDED', 'TAUGHT'] as const;
export type HoursKind = (typeof HOURS_KINDS)[number];
const HOURS_WORDS: Record<HoursKind, string> = { STUDIED: 'of study', ATTENDED: 'attended', TAUGHT: 'taught' };

/**
 * Hours of live instruction that were attended or taught, else of study. Beside a credit they are those of study that the course
 * requires of everyone.
 */
export function hoursKind({ certifies, sessions, credits = [] }: Counting): HoursKind {
  if (certifies === 'TEACHING') return 'TAUGHT';
  return certifies === 'ATTENDANCE' || (sessions !== undefined && credits.length === 0) ? 'ATTENDED' : 'STUDIED';
}

/** Whether it states hours: a training without modules requires no study of its own beside its credit. */
export function statesHours({
  sessions,
  credits,
  studyHundredths,
}: Pick<CertificateFacts, 'sessions' | 'credits' | 'studyHundredths'>): boolean {
  return sessions === undefined || credits.length === 0 || studyHundredths > 0;
}

/** The label beside a number of hours. */
export function hoursLabel(hundredths: number, facts: Counting = {}): string {
  return `${hoursUnit(hundredths)} ${HOURS_WORDS[hoursKind(facts)]} (60 minutes)`;
}

/** Hours in words: "1 hour of study (60 minutes)"; on one of attendance "1 hour attended (60 minutes)". */
export function hoursOfStudy(hundredths: number, facts: Counting = {}): string {
  return `${hoursText(hundredths)} ${hoursLabel(hundredths, facts)}`;
}

/** The same inside a sentence: "1.5 hours of study of 60 minutes each". Beside a term that says study, it is left out. */
export function hoursOfSixty(hundredths: number, study: '' | ' of study' = ''): string {
  const each = hundredths === 100 ? '' : ' each';
  return `${hoursText(hundredths)} ${hoursUnit(hundredths)}${study} of 60 minutes${each}`;
}

/** Hundredths as an exact decimal with two places: 150 is "1.50". */
export const decimalText = (hundredths: number): string => (hundredths / 100).toFixed(2);

export const SPECIMEN_LINE = 'Specimen: this is not a record of study';
/** Printed wherever a preview has no number, code or address to show. */
export const NOT_ISSUED = 'not issued';
const PREVIEW_LINE = 'Preview: no certificate has been issued';

type Certifying = Pick<CertificateFacts, 'certifies'>;
type Counting = Partial<Pick<CertificateFacts, 'certifies' | 'sessions' | 'credits'>>;
export const isOfAttendance = ({ certifies }: Certifying): boolean => certifies === 'ATTENDANCE';
export const isOfTeaching = ({ certifies }: Certifying): boolean => certifies === 'TEACHING';

/** What certificates say by what they certify. */
const CERTIFIED = {
  COMPLETION: { name: 'Certificate of Completion', done: 'completed' },
  ATTENDANCE: { name: 'Certificate of Attendance', done: 'attended' },
  TEACHING: { name: 'Certificate of Teaching', done: 'taught' },
} as const;
const saidOf = ({ certifies }: Certifying) => CERTIFIED[certifies ?? 'COMPLETION'];

/** What the certificate is, by its name. */
export function certificateName(facts: Certifying): string {
  return saidOf(facts).name;
}

/** Completed, attended or taught, before a day. */
export function doneOn(facts: Certifying): 'attended' | 'completed' | 'taught' {
  return saidOf(facts).done;
}

export function heading(facts: Certifying, preview: boolean): string {
  return preview ? `${certificateName(facts)} (${NOT_ISSUED})` : certificateName(facts);
}

/** The line under the heading of a specimen or a preview; otherwise empty. */
export function notice({ specimen }: CertificateFacts, preview: boolean): string | null {
  if (preview) return PREVIEW_LINE;
  return specimen ? SPECIMEN_LINE : null;
}

export const numberText = ({ number }: CertificateFacts, preview: boolean): string => (preview ? NOT_ISSUED : number);

/** Until when it is valid; otherwise empty. */
export function validUntil(facts: CertificateFacts): string | null {
  const { expiresOn } = printedFacts(facts);
  return expiresOn === null ? null : `Valid until ${dateInWords(expiresOn)}`;
}

/** The sentence under the activity's title that says what was passed; otherwise empty. */
export function assessmentLine(facts: CertificateFacts): string | null {
  return facts.assessment && `and passed its post-test, which asks for at least ${facts.assessment.passPercent}%`;
}

export function verb(facts: CertificateFacts): string {
  if (facts.certifies !== undefined) return `has ${doneOn(facts)} the course`;
  return facts.purpose === 'PERSONAL' ? 'has completed, for personal growth, the course' : 'has completed the course';
}
