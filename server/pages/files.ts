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
const nameOf = (path: string): string => path.slice(path.indexOf('/') + 1);

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

/** A document that a course offers; its file where anybody may have it. */
export type DownloadOfPage = {
  title: string;
  forWhom: string;
  kind: string;
  sizeBytes: number;
  file: Pick<FileOfPage, 'path' | 'url'> | null;
};

/** What a course offers to take along. `note` stands beside what only enrolled people get. */
export function downloadList(downloads: readonly DownloadOfPage[], note: string): Html {
  const items = downloads.map(({ title, forWhom, kind, sizeBytes, file }) => {
    const name = html`${title} (${kind}, ${sizeText(sizeBytes)})`;
    const linked =
      file === null ? name : html`<a href="${addressOf(file.url)}" download="${nameOf(file.path)}">${name}</a>`;
    return html`<li>${linked}<br><span class="note">${forWhom}${file === null ? ` ${note}` : ''}</span></li>\n`;
  });
  return html`<ul>${items}</ul>`;
}

/** A link to a document, with its kind and size; null for what is no file of the course. */
export function fileLink(files: readonly FileOfPage[], path: string, words: Html | string): Html | null {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return null;
  return html`<a href="${addressOf(file.url)}" download="${nameOf(path)}">${words} (${file.kind}, ${sizeText(file.sizeBytes)})</a>`;
}
