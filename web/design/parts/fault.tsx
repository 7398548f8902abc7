import { langOfTold } from '../../words/told.ts';

/** What went wrong, said at once; nothing while nothing did. */
export function Fault({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p class="fault" role="alert" lang={langOfTold(text)}>
      {text}
    </p>
  );
}
