import { addressOf, sizeText } from '../design/parts/files.ts';
import type { ModulePageQuery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';

type Round = Extract<ModulePageQuery['node'], { __typename: 'Enrollment' }>;

/** The documents that a learner may take along; nothing where there are none. */
export function Downloads({ downloads }: Pick<Round['course'], 'downloads'>) {
  if (downloads.length === 0) return null;
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{words.player.downloads}</h2>
      <ul>
        {downloads.map(({ title, forWhom, kind, sizeBytes, file }) =>
          file === null ? null : (
            <li key={file.path}>
              <a href={addressOf(file.url)} download={file.path.slice(file.path.indexOf('/') + 1)}>
                {title} ({kind}, {sizeText(sizeBytes)})
              </a>
              <br />
              <span class="note">{forWhom}</span>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
