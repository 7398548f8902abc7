import type { Request, RequestHandler } from 'express';
import { accountOf } from '../../schema/accounts/queries.ts';
import type { Language } from '../../schema/languages.ts';
import { acceptedLanguage } from '../http/acceptedLanguage.ts';
import type { Route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { namedBy, speakIn } from './saying.ts';

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
    const named = namedBy(request);
    const language = named ?? (await choiceOf(services, request).catch(() => null)) ?? acceptedLanguage(request);
    response.vary('Accept-Language, Cookie').set('Content-Language', language);
    speakIn(request, { named, language }, next);
  };
}

/** A route whose pages speak the language of their reader. */
export function spokenRoute(speak: RequestHandler, route: Route): Route {
  return { ...route, handle: [speak, ...[route.handle].flat()] };
}
