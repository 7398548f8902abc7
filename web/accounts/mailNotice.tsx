import { dayOf } from '../words/when.ts';
import { words } from '../words/words.ts';

/** Mail to the person's address did not arrive. */
export function MailNotice({ address, at }: { address: string; at: string }) {
  const say = words.shell;
  return (
    <aside class="mail-notice" aria-label={say.mailTitle}>
      <p>
        {say.mailBounced(address, dayOf(at))} <a href="/me#address">{say.mailChange}</a>
      </p>
    </aside>
  );
}
