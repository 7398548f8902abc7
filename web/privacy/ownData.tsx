import { words } from '../words/words.ts';

/** A form, so that the browser saves the answer as a file. */
export function OwnData() {
  const say = words.privacy.data;
  return (
    <form method="post" action="/data-export">
      <p>{say.what}</p>
      <p class="hint">{say.warn}</p>
      <p class="actions">
        <button type="submit" class="quiet">
          {say.get}
        </button>
      </p>
    </form>
  );
}
