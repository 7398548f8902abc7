import { useRef } from 'preact/hooks';
import type { MailStateFragment } from '../graphql/generated.ts';
import { dayOf } from '../words/when.ts';
import { words } from '../words/words.ts';

type Mail = MailStateFragment['mail'];
type Props = { now: { state: string; data?: unknown } };

/** Every page's document asks whether the person's mail arrives. */
function mailIn({ data }: Props['now']): Mail | null {
  const viewer = (data as { viewer?: Partial<MailStateFragment> | null } | null | undefined)?.viewer;
  return viewer?.mail ?? null;
}

/** On every page: mail to the person's address did not arrive. While the next page loads, what was known stays. */
export function MailNotice({ now }: Props) {
  const known = useRef<Mail | null>(null);
  known.current = mailIn(now) ?? known.current;
  const mail = known.current;
  if (mail === null || mail.bouncedAt === null) return null;
  const say = words.shell;
  return (
    <aside class="mail-notice" aria-label={say.mailTitle}>
      <p>
        {say.mailBounced(mail.maskedAddress, dayOf(mail.bouncedAt))} <a href="/me#address">{say.mailChange}</a>
      </p>
    </aside>
  );
}
