import { words } from '../../words/words.ts';
import { addressOf, type CourseFile } from './files.ts';
import { Markdown } from './markdown.ts';

/** A sound or a film with its captions, and its words below. Nothing of it is loaded before somebody plays it. */
export function Recording({ file, name }: { file: CourseFile; name: string }) {
  const { url, captionsUrl, transcript, kind } = file;
  const facts = { controls: true, preload: 'none', src: addressOf(url), 'aria-label': name } as const;
  const track =
    captionsUrl === null ? null : <track default kind="captions" src={addressOf(captionsUrl)} label={name} />;
  return (
    <>
      <p>{name}</p>
      {kind === 'MP4' || kind === 'WEBM' ? <video {...facts}>{track}</video> : <audio {...facts}>{track}</audio>}
      {transcript === null ? null : (
        <details>
          <summary>{words.player.spoken}</summary>
          <Markdown text={transcript} top={4} />
        </details>
      )}
    </>
  );
}
