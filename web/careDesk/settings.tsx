import { NoRole, WayBack } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import type { DeskCareQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { SettingsForm } from './settingsForm.tsx';
import '../desk/desk.css';
import './careDesk.css';

/** /desk/:org/care: what the organization says before anybody writes for a therapist. */
export function Page({ data, parameters, take }: Shown<DeskCareQuery>) {
  const say = words.careDesk;
  const role = roleIn(data.viewer?.organizations ?? [], parameters.org ?? '');
  const { organization } = data;
  if (role === null || organization === null) return <NoRole />;
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1>{say.settings}</h1>
      <p>{say.settingsLead}</p>
      {role.permissions.includes('MANAGE_CARE') ? (
        <>
          <Standing said={organization.careSettings} />
          <Meaning />
          <SettingsForm id={organization.id} said={organization.careSettings} take={take} />
        </>
      ) : (
        <p>{say.onlyOwners}</p>
      )}
    </section>
  );
}

type Said = NonNullable<DeskCareQuery['organization']>['careSettings'];

/** Whether care is open, and what is missing. */
function Standing({ said }: { said: Said }) {
  const say = words.careDesk;
  const missing = said === null ? Object.keys(say.facts) : said.missing;
  return (
    <div class="box" role="status">
      <p>{missing.length === 0 ? say.on : say.off}</p>
      {missing.length === 0 ? null : (
        <ul>
          {missing.map((fact) => (
            <li key={fact}>{say.facts[fact as keyof typeof say.facts]}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Meaning() {
  const say = words.careDesk;
  return (
    <>
      <h2>{say.means}</h2>
      <ul>
        {say.meaning.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
