import { useLater } from '../../later.ts';

type Props = { text: string; top?: 2 | 3 | 4 };

/** Signs that a text has more than paragraphs. */
const MARKED = /[*_`[\]<|#\\]|^\s*(?:[-+>]|\d+[.)])\s/m;

const loadMarkdown = async () => (await import('./markdown.ts')).Markdown;

/** A short text that is mostly plain: what renders Markdown is loaded only where the text needs it. */
export function Text({ text, top = 3 }: Props) {
  const Markdown = useLater(MARKED.test(text), loadMarkdown, false);
  if (Markdown !== null) return <Markdown text={text} top={top} />;
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  );
}
