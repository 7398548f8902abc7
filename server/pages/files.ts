import { type Html, html } from '../http/html.ts';

/** A file of a course, as a page shows it. */
export type FileOfPage = {
  path: string;
  url: string;
  kind: string;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  attribution: string | null;
  license: string | null;
};

const addressOf = (url: string): string => new URL(url).pathname;
const nameOf = (path: string): string => path.slice(path.indexOf('/') + 1).replace('/', '-');

const sizeText = (bytes: number): string =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;

type Showing = { path: string; alternative: string; caption: string | null | undefined };

/** A picture with its caption. A recording, which only the app plays, is its words. Null for what is no file of the course. */
export function figure(files: readonly FileOfPage[], { path, alternative, caption }: Showing): Html | null {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return null;
  if (file.width === null || file.height === null) return html`<p>${alternative}</p>\n`;
  const owner = [file.attribution, file.license].filter((part) => part !== null).join(', ');
  const below = caption || owner ? html`<figcaption>${caption ?? ''} <small>${owner}</small></figcaption>` : null;
  return html`<figure class="shown"><img src="${addressOf(file.url)}" alt="${alternative}" width="${String(file.width)}" height="${String(file.height)}" loading="lazy" decoding="async">${below}</figure>\n`;
}

type Saved = Pick<FileOfPage, 'path' | 'url'>;

/** A document that a course offers; its file where anybody may have it. Of a sheet to print, its pages and its edition for Letter. */
export type DownloadOfPage = {
  title: string;
  forWhom: string;
  kind: string;
  sizeBytes: number;
  pages: number | null;
  file: Saved | null;
  letter: Saved | null;
};

type Words = { forEnrolled: string; pages: (count: number) => string; letter: (title: string) => string };

/** What a course offers to take along. A note stands beside what only enrolled people get. */
export function downloadList(downloads: readonly DownloadOfPage[], words: Words): Html {
  const items = downloads.map(({ title, forWhom, kind, sizeBytes, pages, file, letter }) => {
    const parts = [kind, sizeText(sizeBytes), ...(pages === null ? [] : [words.pages(pages)])];
    const name = `${title} (${parts.join(', ')})`;
    const linked = file === null ? name : saveLink(file, name);
    const other = letter === null ? null : html` · ${saveLink(letter, words.letter(title))}`;
    return html`<li>${linked}${other}<br><span class="note">${forWhom}${file === null ? ` ${words.forEnrolled}` : ''}</span></li>\n`;
  });
  return html`<ul>${items}</ul>`;
}

const saveLink = ({ url, path }: Saved, name: string): Html =>
  html`<a href="${addressOf(url)}" download="${nameOf(path)}" aria-describedby="downloads-care">${name}</a>`;

/** A link to a document, with its kind and size; null for what is no file of the course. */
export function fileLink(files: readonly FileOfPage[], path: string, words: Html | string): Html | null {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return null;
  return html`<a href="${addressOf(file.url)}" download="${nameOf(path)}">${words} (${file.kind}, ${sizeText(file.sizeBytes)})</a>`;
}
