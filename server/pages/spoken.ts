import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import { accountOf } from '../../schema/accounts/queries.ts';
import { dateIn } from '../../schema/dates.ts';
import { isLanguage, type Language, languageOf, ORIGINAL, type SeriousKind } from '../../schema/languages.ts';
import { acceptedLanguage } from '../http/acceptedLanguage.ts';
import { type Html, html } from '../http/html.ts';
import type { Route } from '../http/route.ts';
import type { Services } from '../services.ts';
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

type Reading = Pick<Services, 'db' | 'readViewer'>;

/** What the profile of the person who is signed in says; null without a person or a choice. */
async function choiceOf({ db, readViewer }: Reading, request: Request): Promise<Language | null> {
  if (request.headers.cookie === undefined && request.headers.authorization === undefined) return null;
  const viewer = await readViewer(request);
  return viewer === null ? null : ((await accountOf(db, viewer.userId))?.profile.language ?? null);
}

/**
 * Chooses the language of a page: the one that the address names (`?language=es`), else the one of the person's profile, else the
 * one that the browser asks for. A choice that cannot be read keeps nobody from the page.
 */
export function speaking(services: Reading): RequestHandler {
  return async (request, response, next) => {
    const { language: asked, ...query } = textsIn(request.query);
    const named = isLanguage(asked) ? asked : null;
    const language = named ?? (await choiceOf(services, request).catch(() => null)) ?? acceptedLanguage(request);
    response.vary('Accept-Language, Cookie').set('Content-Language', language);
    current.run({ language, query: named === null ? query : { ...query, language: named } }, next);
  };
}

const textsIn = (query: Request['query']): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** A route whose pages speak the language of their reader. */
export function spokenRoute(speak: RequestHandler, route: Route): Route {
  return { ...route, handle: [speak, ...[route.handle].flat()] };
}

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
