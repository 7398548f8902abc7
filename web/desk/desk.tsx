import { useEffect } from 'preact/hooks';
import { go } from '../go.ts';
import type { DeskQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import './desk.css';

/** /desk: the organizations of the person; goes on to the only one. */
export function Page({ data }: Shown<DeskQuery>) {
  const say = words.desk;
  const roles = data.viewer?.organizations ?? [];
  const only = roles.length === 1 ? roles[0]?.organization.slug : undefined;
  useEffect(() => {
    if (only !== undefined) go(`/desk/${only}`, 'replace');
  }, [only]);
  return (
    <section class="desk">
      <h1>{say.title}</h1>
      {roles.length === 0 ? <p>{say.none}</p> : <p>{say.chooseOrganization}</p>}
      <ul class="places">
        {roles.map(({ role, organization: { id, slug, legalName } }) => (
          <li key={id}>
            <h2>
              <a href={`/desk/${slug}`}>{legalName}</a>
            </h2>
            <p>{say.roleIn[role]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
