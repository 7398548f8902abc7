import type { ComponentChildren } from 'preact';
import { device } from '../device.ts';
import { keepLanguage } from '../words/languages.ts';
import { words } from '../words/words.ts';
import { Staying } from './staying.tsx';
import './care.css';

type Props = { id: string; title: string; lead: string; children: ComponentChildren };

/** What stands around each of these pages. The title that the browser keeps is that of the list of events. */
export function CareFrame({ id, title, lead, children }: Props) {
  const say = words.care;
  return (
    <section class="narrow care">
      <Staying />
      <p class="eyebrow">
        <a href={`/registrations/${encodeURIComponent(id)}`}>{say.back}</a>
      </p>
      <h1 data-title={say.tab}>{title}</h1>
      <p class="lead">{lead}</p>
      {children}
    </section>
  );
}

/** What this device keeps, and what it does not; and how somebody ends who shares it. */
export const Shared = () => <p class="note">{words.care.device(words.shell.leave, device.value.stay !== null)}</p>;

/** Before anything is asked: who reads the mail can read this too, because a code by mail opens the account. */
export function Mailbox() {
  return (
    <p class="box">
      {words.care.mailbox} <a href={keepLanguage('/safety#call')}>{words.care.toCall}</a>
    </p>
  );
}
