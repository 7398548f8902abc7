import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request } from 'express';
import { dateIn } from '../../schema/dates.ts';
import { isLanguage, type Language, languageOf, ORIGINAL, type SeriousKind } from '../../schema/languages.ts';
import { acceptedLanguage } from '../http/acceptedLanguage.ts';
import { type Html, html } from '../http/html.ts';
import { WORDS } from './words/all.ts';
import type { Words } from './words/words.ts';

/** How the page of this request speaks. */
type Spoken = {
  language: Language;
  /** The query of the address; the links of the page keep the language that it names. */
  query: Record<string, string>;
};

const current = new AsyncLocalStorage<Spoken>();
const BY_ITSELF: Spoken = { language: ORIGINAL, query: {} };
const spoken = (): Spoken => current.getStore() ?? BY_ITSELF;

/** The language of the page that is being made. */
export const languageNow = (): Language => spoken().language;
/** The words of the page that is being made. */
export const say = (): Words['pages'] => WORDS[languageNow()].pages;
export const saySafety = (): Words['safety'] => WORDS[languageNow()].safety;
export const sayVerify = (): Words['verify'] => WORDS[languageNow()].verify;
/** The words that belong to a text which is shown as it was written until a speaker has reviewed it. */
export const saySerious = (kind: SeriousKind): Words['pages'] => WORDS[languageOf(kind, languageNow())].pages;
export const sayCrisis = (): Words['safety'] => WORDS[languageOf('CRISIS_NOTICE', languageNow())].safety;

/** A day, such as 2026-11-22, in the words of the page. */
export const dayText = (day: string): string => dateIn(languageNow(), day);
/** A number as the page writes it. */
export const numberText = (value: number): string => value.toLocaleString(languageNow());
/** The name of a language or a country in the words of the page. */
export function nameOf(type: 'language' | 'region', code: string): string {
  return new Intl.DisplayNames([languageNow(), ORIGINAL], { type }).of(code) ?? code;
}

/** Makes a page in a language; `named` when the address names it, so that the links of the page keep it. */
export function speakIn<Made>(
  request: Request,
  { named, language }: Asked & { language: Language },
  make: () => Made,
): Made {
  const { language: _, ...query } = textsIn(request.query);
  return current.run({ language, query: named === null ? query : { ...query, language: named } }, make);
}

type Asked = { named: Language | null };

/** The language that the address of a request names. */
export function namedBy({ query }: Request): Language | null {
  const { language } = textsIn(query);
  return isLanguage(language) ? language : null;
}

/**
 * Makes a page where nobody has chosen its language yet: in the one of the address, else of the browser. It asks no database, and repeats
 * nothing else of the address, which may hold a secret.
 */
export function speakAsAsked<Made>(request: Request, make: () => Made): Made {
  if (current.getStore() !== undefined) return make();
  const named = namedBy(request);
  const query: Spoken['query'] = named === null ? {} : { language: named };
  return current.run({ language: named ?? acceptedLanguage(request), query }, make);
}

const textsIn = (query: Request['query']): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** The same page in another language. */
export const inLanguage = (language: Language): string => `?${new URLSearchParams({ ...spoken().query, language })}`;

/** An address of ours, with the language that the address of this page names. */
export function kept(path: string): string {
  const { language } = spoken().query;
  return language === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}language=${language}`;
}

const OWN_ADDRESS = / (href|action)="(\/(?!assets\/)[^"#]*)(#[^"]*)?"/g;
const FORM = /(<form [^>]*method="get"[^>]*>)/g;

/** Keeps the language in every link and form of ours. Values are escaped, so that nothing but an attribute looks like one. */
export function keepingLanguage(page: Html): Html {
  const { language } = spoken().query;
  if (language === undefined) return page;
  const named = page.markup.replace(OWN_ADDRESS, (_, name, path, place = '') => {
    return ` ${name}="${html`${kept(path.replaceAll('&amp;', '&'))}`.markup}${place}"`;
  });
  return { markup: named.replace(FORM, `$1<input type="hidden" name="language" value="${language}">`) };
}

/** The attribute of something that is not in the language of the page; nothing where it is. */
export function langOf(language: string): Html | null {
  return language === languageNow() ? null : html` lang="${language}"`;
}

/** The attribute of a text that is shown as it was written until a speaker has reviewed it. */
export const langOfSerious = (kind: SeriousKind): Html | null => langOf(languageOf(kind, languageNow()));
