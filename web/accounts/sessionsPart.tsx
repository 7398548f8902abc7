import { useCallback, useEffect, useState } from 'preact/hooks';
import { useActing } from '../acting.ts';
import { askSignIn } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import type { MeQuery } from '../graphql/generated.ts';
import { forget } from '../leave.ts';
import { tellSignedOut } from '../tabs.ts';
import { dayText, instantText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { deviceOf } from './rules.ts';

type Viewer = NonNullable<MeQuery['viewer']>;
type Session = {
  id: string;
  signedInBy: 'EMAIL_CODE' | 'PASSKEY' | 'EXTERNAL';
  createdAt: string;
  lastSeenAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  current: boolean;
};

/** Where a person is signed in. */
export function Sessions({ viewer }: { viewer: Viewer }) {
  const say = words.me.sessions;
  const zone = viewer.profile.timeZone;
  const [sessions, setSessions] = useState<Session[] | null>(null);
  const [ended, setEnded] = useState<number | null>(null);
  const { busy, fault, run } = useActing(words.me);
  const load = useCallback(async () => {
    const { ok, body } = await askSignIn('/sessions');
    if (ok) setSessions(body.sessions as Session[]);
  }, []);
  useEffect(() => void load(), [load]);

  const end = (path: string, body: object) =>
    run(async () => {
      setEnded(null);
      const answer = await askSignIn(path, body);
      if (!answer.ok) return answer.body.message ?? words.me.failed;
      setEnded(Number(answer.body.revoked));
      await load();
      return null;
    });
  const signOut = () =>
    run(async () => {
      const answer = await askSignIn('/sign-out', {});
      if (!answer.ok) return answer.body.message ?? words.me.failed;
      forget();
      tellSignedOut();
      location.replace('/');
      return null;
    });

  return (
    <>
      {viewer.session === null ? null : <p>{say.ends(dayText(viewer.session.expiresAt, zone))}</p>}
      {sessions === null ? (
        <p class="loading">{say.loading}</p>
      ) : (
        <ul class="rows">
          {sessions.map((one) => {
            const { browser, system } = deviceOf(one.userAgent);
            const what = say.device(browser, system);
            const since = say.since(instantText(one.createdAt, zone));
            return (
              <li key={one.id}>
                <strong>{what}</strong> {one.current ? <span class="status good">✓ {say.here}</span> : null}
                <p class="note">
                  {say.by[one.signedInBy]}, {since}; {say.seen(instantText(one.lastSeenAt, zone))}
                  {one.ipAddress === null ? null : `; ${one.ipAddress}`}
                </p>
                {one.current ? null : (
                  <button
                    type="button"
                    class="quiet"
                    aria-label={say.endOf(what, since)}
                    onClick={() => void end('/sessions/revoke', { id: one.id })}
                  >
                    {say.end}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <Result fault={fault} done={ended === null ? null : say.ended(ended)} />
      <p class="actions">
        {(sessions?.length ?? 0) < 2 ? null : (
          <button type="button" aria-busy={busy} onClick={() => void end('/sessions/revoke-others', {})}>
            {say.endOthers}
          </button>
        )}
        <button type="button" class="quiet" aria-busy={busy} onClick={() => void signOut()}>
          {say.signOut}
        </button>
      </p>
    </>
  );
}
