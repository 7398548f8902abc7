import { go } from '../go.ts';
import { nextIn } from '../next.ts';
import { words } from '../words/words.ts';
import { SignInForm } from './signInForm.tsx';

/** Whoever signs in for the first time, or since a text has changed, is asked first. */
const done = () => go(`/welcome?next=${encodeURIComponent(nextIn(location.search))}`, 'replace');

/** /sign-in?next=ADDRESS */
export function Page() {
  return (
    <section class="narrow">
      <h1>{words.accounts.title}</h1>
      <p class="lead">{words.accounts.intro}</p>
      <SignInForm done={done} />
    </section>
  );
}
