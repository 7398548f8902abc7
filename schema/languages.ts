/** A language in which the pages and mails speak. Courses stay in the language in which they were written. */
export type LanguageFacts = {
  /** BCP 47. */
  code: string;
  /** What those who speak it call it. */
  name: string;
  /** The native speaker who has read the whole translation, and when; null as long as nobody has. */
  readBy: { name: string; on: string } | null;
};

/** In this language everything is written first. */
export const ORIGINAL = 'en';

/** Every language of the service, the original first. */
export const LANGUAGES = [
  { code: ORIGINAL, name: 'English', readBy: null },
  { code: 'es', name: 'Español', readBy: null },
  { code: 'mi', name: 'Te reo Māori', readBy: null },
] as const satisfies readonly LanguageFacts[];

export type Language = (typeof LANGUAGES)[number]['code'];
export const LANGUAGE_CODES: readonly Language[] = LANGUAGES.map(({ code }) => code);

export const isLanguage = (code: unknown): code is Language => LANGUAGE_CODES.some((one) => one === code);

/** Whether people are told that no native speaker has read the translation. */
export function isUnread(language: Language): boolean {
  return language !== ORIGINAL && LANGUAGES.some(({ code, readBy }) => code === language && readBy === null);
}

/** What binds or saves people appears in a language only after a named speaker has reviewed that text. */
export const SERIOUS_KINDS = [
  'CRISIS_NOTICE',
  'CONSENT',
  'LEGAL_TEXT',
  'POLICY',
  'ATTESTATION',
  'APPROVAL_STATEMENT',
  'COURSE_CONTENT',
] as const;
export type SeriousKind = (typeof SERIOUS_KINDS)[number];

/** The reviewed texts. None yet: all of these are shown as they were written. */
export const REVIEWED: readonly { language: Language; kind: SeriousKind; by: string; on: string }[] = [];

/** The language in which such a text is shown to a reader of this language. */
export function languageOf(kind: SeriousKind, language: Language): Language {
  return REVIEWED.some((one) => one.kind === kind && one.language === language) ? language : ORIGINAL;
}
