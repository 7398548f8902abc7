import type { ComponentChildren } from 'preact';
import type { DeskRoleFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import './desk.css';

/** Where one is at a desk, and the way back to it. */
export function WayBack({ role: { organization } }: { role: DeskRoleFragment }) {
  return (
    <p class="way-back">
      <a href={`/desk/${organization.slug}`}>{words.desk.toDesk(organization.legalName)}</a>
    </p>
  );
}

/** Said to whoever has no role in the organization of an address, as for one that does not exist. */
export function NoRole() {
  return (
    <section class="message">
      <h1>{words.shell.missingTitle}</h1>
      <p>{words.shell.missing}</p>
      <a class="action" href="/desk">
        {words.desk.title}
      </a>
    </section>
  );
}

/** One fact of a list. */
export function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
