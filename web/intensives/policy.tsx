import { serious } from '../words/serious.ts';
import { asWritten } from '../words/written.ts';

type Policy = { text: string; refunds: readonly { percent: number; words: string }[] };

/** The rules on refunds and moves. */
export function Rules({ policy: { text, refunds } }: { policy: Policy }) {
  return (
    <>
      <p lang={asWritten()}>{text}</p>
      <ul lang={asWritten()}>
        {refunds.map(({ percent, words: until }) => (
          <li key={until}>{serious.refund(percent, until)}</li>
        ))}
      </ul>
    </>
  );
}
