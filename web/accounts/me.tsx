import type { ComponentChildren } from 'preact';
import type { MeQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { Agreements } from '../privacy/agreements.tsx';
import { Erasure } from '../privacy/erasure.tsx';
import { OwnData } from '../privacy/ownData.tsx';
import { words } from '../words/words.ts';
import { Address } from './address.tsx';
import { Device } from './devicePart.tsx';
import './me.css';
import { Passkeys } from './passkeysPart.tsx';
import { Profile } from './profile.tsx';
import { RecoveryNotice } from './recovery.tsx';
import { Sessions } from './sessionsPart.tsx';

/** /me */
export function Page({ data: { viewer }, take, refresh }: Shown<MeQuery>) {
  if (viewer === null) return null;
  const { me, privacy } = words;
  const parts: [id: string, title: string, part: ComponentChildren][] = [
    ['profile', me.profile.title, <Profile viewer={viewer} take={take} />],
    ['address', me.address.title, <Address viewer={viewer} refresh={refresh} />],
    ['passkeys', me.passkeys.title, <Passkeys viewer={viewer} refresh={refresh} />],
    ['sessions', me.sessions.title, <Sessions viewer={viewer} />],
    ['browser', me.device.title, <Device />],
    [
      'agreements',
      privacy.texts.title,
      <Agreements agreements={viewer.agreements} zone={viewer.profile.timeZone} take={take} />,
    ],
    ['data', privacy.data.title, <OwnData />],
    ['erasure', privacy.erasure.title, <Erasure viewer={viewer} take={take} refresh={refresh} />],
  ];
  return (
    <div class="me narrow">
      <h1>{me.title}</h1>
      <RecoveryNotice viewer={viewer} refresh={refresh} />
      <nav class="contents" aria-label={me.contents}>
        <ul>
          {parts.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {parts.map(([id, title, part]) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          {part}
        </section>
      ))}
    </div>
  );
}
