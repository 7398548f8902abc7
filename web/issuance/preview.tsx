import { useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Card } from './card.tsx';
import type { Round } from './shapes.ts';

type Facts = NonNullable<Round['claimPreview']>;

let shown = 0;

/** The front page as it will be printed, and the same in words behind a button. Without the picture the words stand open in its place. */
export function Preview({ facts }: { facts: Facts }) {
  const say = words.issuance;
  const [failed, setFailed] = useState(false);
  // A browser may show again what it showed under the same address, with the name of before.
  const [address] = useState(() => {
    shown += 1;
    return facts.pictureUrl === null ? null : `${facts.pictureUrl}?shown=${shown}`;
  });
  const card = <Card facts={facts} colors={facts.colors} name={facts.printedName} specimen={facts.specimen} />;
  if (address === null || failed) return card;
  return (
    <>
      <figure class="front-picture">
        <img
          src={address}
          alt={say.pictureAlt}
          width="842"
          height="595"
          style={{ background: facts.colors.paper }}
          onError={() => setFailed(true)}
        />
        <figcaption class="note">{say.picture}</figcaption>
      </figure>
      <details>
        <summary>{say.inWords}</summary>
        {card}
      </details>
    </>
  );
}
