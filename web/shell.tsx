import { useEffect, useRef } from 'preact/hooks';
import { SignInDialog } from './accounts/signInDialog.tsx';
import { Missing } from './design/parts/missing.tsx';
import { titleOf } from './device.ts';
import type { MailStateFragment } from './graphql/generated.ts';
import { isDoor } from './keeping/names.ts';
import { useLater } from './later.ts';
import { hasLeft, leave } from './leave.ts';
import { refresh, take, type View, view } from './navigate.ts';
import { online } from './online.ts';
import { hasRole } from './session.ts';
import { isUnread, keepLanguage, languages } from './words/languages.ts';
import { langOfTold } from './words/told.ts';
import { words } from './words/words.ts';
import { languageNow, UNREAD } from './words/written.ts';

/** What stands around every page: the way out, the way home, and whether there is a network. */
export function Shell() {
  return (
    <>
      <a class="skip" href="#main">
        {words.shell.skip}
      </a>
      <header class="top">
        <a
          class="leave"
          href={document.documentElement.dataset.exit ?? '/'}
          rel="noreferrer"
          onClick={(event) => {
            event.preventDefault();
            leave();
          }}
        >
          {words.shell.leave}
        </a>
        <a class="mark" href={keepLanguage('/')}>
          Attune
        </a>
        <nav aria-label="Attune">
          <a href="/learn">{words.shell.learn}</a>
          <a href="/wallet">{words.shell.wallet}</a>
          <a href="/me">{words.shell.me}</a>
          {hasRole.value ? <a href="/desk">{words.shell.desk}</a> : null}
        </nav>
      </header>
      <p class="offline" role="status">
        {online.value || worksOffline(view.value) ? '' : words.shell.offlineBar}
      </p>
      <Bounced now={view.value} />
      <main id="main" tabIndex={-1}>
        <Shown now={view.value} />
      </main>
      <footer class="foot">
        <p>
          <a href={keepLanguage('/safety')}>{words.shell.safety}</a> ·{' '}
          <a href={keepLanguage('/privacy')}>{words.shell.privacy}</a> ·{' '}
          <a href={keepLanguage('/terms')}>{words.shell.terms}</a>
        </p>
        <Languages />
      </footer>
      <SignInDialog />
    </>
  );
}

/** A door goes on without a network, and says so itself. */
const worksOffline = (now: View): boolean => now.state === 'SHOWN' && isDoor(now.path);

/** The other languages of this page, and whether a native speaker has read this one. */
function Languages() {
  return (
    <>
      <p>
        {words.shell.languages}:{' '}
        {languages()
          .filter(({ code }) => code !== languageNow())
          .map(({ code, name }) => (
            <span key={code}>
              <a href={`?language=${code}`} lang={code} hreflang={code}>
                {name}
              </a>{' '}
            </span>
          ))}
      </p>
      {isUnread() ? (
        <p>
          {words.shell.unread} <span lang="en">{UNREAD}</span>
        </p>
      ) : null}
    </>
  );
}

const loadMailNotice = async () => (await import('./accounts/mailNotice.tsx')).MailNotice;

/** Every page's document asks whether the person's mail arrives. While the next page loads, what was known stays. */
function Bounced({ now }: { now: View }) {
  const known = useRef<MailStateFragment['mail'] | null>(null);
  const data = now.state === 'SHOWN' ? (now.data as { viewer?: Partial<MailStateFragment> | null } | null) : null;
  known.current = data?.viewer?.mail ?? known.current;
  const { maskedAddress = '', bouncedAt = null } = known.current ?? {};
  const MailNotice = useLater(bouncedAt !== null, loadMailNotice);
  return MailNotice === null || bouncedAt === null ? null : <MailNotice address={maskedAddress} at={bouncedAt} />;
}

function Shown({ now }: { now: View }) {
  const path = now.state === 'SHOWN' ? now.path : now.state;
  useHeadingFocus(path);
  if (now.state === 'LOADING') return <p class="loading">{words.shell.loading}</p>;
  if (now.state === 'MISSING') return <Missing />;
  if (now.state === 'FAILED') return <Failed {...now} />;
  const { Page, parameters, data } = now;
  // The route's document answers what its page takes.
  return <Page key={now.path} data={data as never} parameters={parameters} take={take} refresh={refresh} />;
}

/** After a move the heading has the focus, so that a screen reader says where one is. The first page leaves it where it is. */
function useHeadingFocus(path: string) {
  const first = useRef(true);
  useEffect(() => {
    if (path === 'LOADING') return;
    const heading = document.querySelector<HTMLElement>('main h1');
    if (hasLeft()) return;
    document.title = titleOf(heading?.dataset.title ?? heading?.textContent ?? '');
    if (!first.current && heading !== null) {
      heading.tabIndex = -1;
      heading.focus();
    }
    first.current = false;
  }, [path]);
}

function Failed({ error, again, Kept }: Extract<View, { state: 'FAILED' }>) {
  const offline = error.why === 'OFFLINE';
  return (
    <section class="message">
      <h1>{offline ? words.shell.offlineTitle : words.shell.failedTitle}</h1>
      <p role="alert" lang={offline ? undefined : langOfTold(error.message)}>
        {offline ? words.shell.offline : error.message}
      </p>
      {error.requestId === null ? null : (
        <p class="note">
          {words.shell.requestId} <code>{error.requestId}</code>
        </p>
      )}
      <button type="button" onClick={again}>
        {words.shell.again}
      </button>
      {offline && Kept !== null ? <Kept /> : null}
    </section>
  );
}
