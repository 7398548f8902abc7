import { type ComponentChildren, type ComponentType, createContext, h } from 'preact';
import { useContext } from 'preact/hooks';

/** A file of a course, as the API tells of it. */
export type CourseFile = {
  path: string;
  url: string;
  kind: string;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  transcript: string | null;
  captionsUrl: string | null;
  attribution: string | null;
  license: string | null;
};

export type Showing = { path: string; alternative: string; caption: string | null };
export type Linking = { path: string; children?: ComponentChildren };
/** How the files of a text are shown and linked. */
type Parts = { Shown: ComponentType<Showing>; Linked: ComponentType<Linking> };

/** What shows files in the texts inside; null where a text shows none. */
export const FileParts = createContext<Parts | null>(null);

export const isFile = (href: string): boolean => /^(files|kit)\//.test(href);

/** A picture or a recording in a text; its words where nothing shows it. */
export function ShownFile(showing: Showing): ComponentChildren {
  const parts = useContext(FileParts);
  return parts === null ? h('p', null, showing.alternative) : h(parts.Shown, showing);
}

/** A link to a document; its words where nothing links it. */
export function LinkedFile(linking: Linking): ComponentChildren {
  const parts = useContext(FileParts);
  return parts === null ? h('span', null, linking.children) : h(parts.Linked, linking);
}

/** Files lie on the server of the page, whatever name programs call it by. What a device keeps is its own address. */
export function addressOf(url: string): string {
  return url.startsWith('data:') ? url : new URL(url, location.href).pathname;
}

/** The name of a saved copy: what follows the first folder. */
export const savedAs = (path: string): string => path.slice(path.indexOf('/') + 1).replace('/', '-');

export function sizeText(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
