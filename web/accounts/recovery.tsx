import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { MeCancelRecovery, type MeQuery } from '../graphql/generated.ts';
import { instantText } from '../words/dates.ts';
import { words } from '../words/words.ts';

type Viewer = NonNullable<MeQuery['viewer']>;

/** Whoever did not start a recovery has only this time to end it, so it stands first. */
export function RecoveryNotice({ viewer, refresh }: { viewer: Viewer; refresh: () => Promise<void> }) {
  const { busy, fault, run } = useActing(words.me);
  const { recovery, profile } = viewer;
  if (recovery === null) return null;
  const say = words.me.recovery;
  const { lost, startedAt, opensAt } = recovery;
  const stop = () =>
    run(async () => {
      const { cancelRecovery } = await ask(MeCancelRecovery, { input: { startedAt } });
      const refused = refusedIn(cancelRecovery);
      if (refused === null) await refresh();
      return refused?.message ?? null;
    });
  return (
    <section class="box alarm" aria-labelledby="recovery">
      <h2 id="recovery">{say.title}</h2>
      <p>
        {lost === 'PASSKEY' ? say.passkey : say.mailbox} {say.opens(instantText(opensAt, profile.timeZone))}
      </p>
      <Result fault={fault} done={null} />
      <button type="button" aria-busy={busy} onClick={() => void stop()}>
        {say.stop}
      </button>
    </section>
  );
}
