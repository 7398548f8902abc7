import { addressOf, savedAs, sizeText } from '../design/parts/files.ts';
import type { ModulePageQuery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';

type Round = Extract<ModulePageQuery['node'], { __typename: 'Enrollment' }>;
type Download = Round['course']['downloads'][number];
type File = NonNullable<Download['file']>;

/** The documents that a learner may take along; nothing where there are none. Sheets to print are for both papers. */
export function Downloads({ downloads }: Pick<Round['course'], 'downloads'>) {
  if (downloads.length === 0) return null;
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{words.player.downloads}</h2>
      <p class="note" id="downloads-care">
        {words.player.downloadsCare}
      </p>
      <ul>
        {downloads.map(({ file, letter, ...download }) =>
          file === null ? null : (
            <li key={file.path}>
              <Save file={file}>{nameOf(download)}</Save>
              {letter === null ? null : (
                <>
                  {' · '}
                  <Save file={letter}>{words.player.letter(download.title)}</Save>
                </>
              )}
              <br />
              <span class="note">{download.forWhom}</span>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function nameOf({ title, kind, sizeBytes, pages }: Omit<Download, 'file' | 'letter'>): string {
  const parts = [kind, sizeText(sizeBytes), ...(pages === null ? [] : [words.player.pages(pages)])];
  return `${title} (${parts.join(', ')})`;
}

function Save({ file: { url, path }, children }: { file: File; children: string }) {
  return (
    <a href={addressOf(url)} download={savedAs(path)} aria-describedby="downloads-care">
      {children}
    </a>
  );
}
