import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { addressOf, type CourseFile, FileParts, type Linking, type Showing, savedAs, sizeText } from './files.ts';
import { Recording } from './recording.tsx';

const Files = createContext<readonly CourseFile[]>([]);
const fileAt = (path: string): CourseFile | undefined => useContext(Files).find((one) => one.path === path);

/** The texts inside show and link these files. */
export function WithFiles({ files, children }: { files: readonly CourseFile[]; children: ComponentChildren }) {
  return (
    <Files.Provider value={files}>
      <FileParts.Provider value={PARTS}>{children}</FileParts.Provider>
    </Files.Provider>
  );
}

/** A picture or a recording. Where it is not here, its words stand there. */
function Shown({ path, alternative, caption }: Showing) {
  const file = fileAt(path);
  const plays = file !== undefined && file.width === null;
  if (file === undefined) return <p>{alternative}</p>;
  return (
    <figure class="shown">
      {plays ? <Recording file={file} name={alternative} /> : <Picture file={file} alt={alternative} />}
      <Caption file={file} caption={caption} />
    </figure>
  );
}

/** Its sides are known before it comes, so that nothing below it moves. */
function Picture({ file: { url, width, height }, alt }: { file: CourseFile; alt: string }) {
  const sides = { width: width ?? undefined, height: height ?? undefined };
  return <img src={addressOf(url)} alt={alt} {...sides} loading="lazy" decoding="async" />;
}

function Caption({ file: { attribution, license }, caption }: { file: CourseFile; caption: string | null }) {
  const owner = [attribution, license].filter((part) => part !== null).join(', ');
  if (caption === null && owner === '') return null;
  return (
    <figcaption>
      {caption} {owner === '' ? null : <small>{owner}</small>}
    </figcaption>
  );
}

/** A document to take along, with its kind and size. */
function Linked({ path, children }: Linking) {
  const file = fileAt(path);
  if (file === undefined) return <span>{children}</span>;
  return (
    <a href={addressOf(file.url)} download={savedAs(path)}>
      {children} ({file.kind}, {sizeText(file.sizeBytes)})
    </a>
  );
}

const PARTS = { Shown, Linked };
