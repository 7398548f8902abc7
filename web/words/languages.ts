/** A language of the pages, as the server names it in the first document: `es Español`. */
export type Language = { code: string; name: string };

/** Every language in which the pages speak. */
export function languages(): Language[] {
  const told = (document.documentElement.dataset.languages ?? '').split(',').filter((one) => one !== '');
  return told.map((one) => ({ code: one.replace(/ .*/, ''), name: one.replace(/^\S* /, '') }));
}

/** Whether no native speaker has read the translation that is shown. */
export const isUnread = (): boolean => document.documentElement.dataset.unread !== undefined;

const named = new URLSearchParams(location.search).get('language');
/** An address outside the app, with the language that the address of this page named. */
export function keepLanguage(path: string): string {
  return named === null ? path : `${path}?${new URLSearchParams({ language: named })}`;
}
