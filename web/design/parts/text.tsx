import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Props = { text: string; top?: 2 | 3 | 4 };

/** Signs that a text has more than paragraphs. */
const MARKED = /[*_`[\]<|#\\]|^\s*(?:[-+>]|\d+[.)])\s/m;

/** A short text that is mostly plain: what renders Markdown is loaded only where the text needs it. */
export function Text({ text, top = 3 }: Props) {
  const [Markdown, setMarkdown] = useState<ComponentType<Props> | null>(null);
  const needed = MARKED.test(text);
  useEffect(() => {
    if (needed)
      import('./markdown.ts').then(
        (loaded) => setMarkdown(() => loaded.Markdown),
        () => {},
      );
  }, [needed]);
  if (Markdown !== null) return <Markdown text={text} top={top} />;
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  );
}
