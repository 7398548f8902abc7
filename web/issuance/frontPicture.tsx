import { useState } from 'preact/hooks';
import { words } from '../words/words.ts';

type Props = { url: string; colors: { paper: string } };

let shown = 0;

/** The front page as it will be printed. What it says stands beside it in words, so that without the picture nothing is lacking. */
export function FrontPicture({ url, colors }: Props) {
  const say = words.issuance;
  const [failed, setFailed] = useState(false);
  // A browser may show again what it showed under the same address, with the name of before.
  const [address] = useState(() => {
    shown += 1;
    return `${url}?shown=${shown}`;
  });
  if (failed) return null;
  return (
    <figure class="front-picture">
      <img
        src={address}
        alt={say.pictureAlt}
        width="842"
        height="595"
        loading="lazy"
        style={{ background: colors.paper }}
        onError={() => setFailed(true)}
      />
      <figcaption class="note">{say.picture}</figcaption>
    </figure>
  );
}
