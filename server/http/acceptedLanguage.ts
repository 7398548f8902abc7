import type { Request } from 'express';
import { isLanguage, LANGUAGE_CODES, type Language, ORIGINAL } from '../../schema/languages.ts';

/** The first language of Accept-Language that is spoken here; the original where none is. */
export function acceptedLanguage(request: Request): Language {
  const accepted = request.acceptsLanguages([...LANGUAGE_CODES]);
  return isLanguage(accepted) ? accepted : ORIGINAL;
}
