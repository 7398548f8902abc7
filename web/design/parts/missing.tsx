import { words } from '../../words/words.ts';

/** What stands at an address of nothing, and of what is not this person's. */
export function Missing() {
  return (
    <section class="message">
      <h1>{words.shell.missingTitle}</h1>
      <p>{words.shell.missing}</p>
      <a class="action" href="/learn">
        {words.shell.toLearning}
      </a>
    </section>
  );
}
