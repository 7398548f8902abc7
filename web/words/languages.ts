/** A language of the pages, as the server names it in the first document: `es Español`. */
export type Language = { code: string; name: string };

/** Every language in which the pages speak. */
export const languages = (): Language[] =>
  (document.documentElement.dataset.languages ?? '').split(',').flatMap((one) => {
    const [code = '', ...name] = one.split(' ');
    return code === '' ? [] : [{ code, name: name.join(' ') }];
  });

/** Whether no native speaker has read the translation that is shown. */
export const isUnread = (): boolean => document.documentElement.dataset.unread !== undefined;

const named = new URLSearchParams(location.search).get('language');
/** An address outside the app, with the language that the address of this page named. */
export const keepLanguage = (path: string): string =>
  named === null ? path : `${path}?${new URLSearchParams({ language: named })}`;
