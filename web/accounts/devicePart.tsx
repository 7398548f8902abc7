import { useState } from 'preact/hooks';
import { Choice } from '../design/parts/choice.tsx';
import { choose, chooseNothing, device, type Setting } from '../device.ts';
import { KeptHere } from '../keeping/keptHere.tsx';
import { forgetKept } from '../leave.ts';
import { words } from '../words/words.ts';

const SCHEMES = ['system', 'light', 'dark'] as const;

/** What a person asks this browser to keep. */
export function Device() {
  const say = words.me.device;
  const [refused, setRefused] = useState(false);
  const now = device.value;
  const set = (name: Setting, value: string | null) => {
    if (name === 'discreet' && value !== null) forgetKept();
    setRefused(!choose(name, value));
  };
  const nothing = Object.values(now).every((value) => value === null);
  return (
    <>
      <p>{say.kept}</p>
      <fieldset>
        <legend>{say.scheme}</legend>
        {SCHEMES.map((scheme) => (
          <Choice
            key={scheme}
            type="radio"
            name="scheme"
            label={say.schemes[scheme]}
            checked={(now.scheme ?? 'system') === scheme}
            onChange={() => set('scheme', scheme === 'system' ? null : scheme)}
          />
        ))}
      </fieldset>
      <Choice
        type="checkbox"
        name="discreet"
        label={say.discreet}
        hint={say.discreetHint}
        checked={now.discreet !== null}
        onChange={(on) => set('discreet', on ? 'on' : null)}
      />
      <Choice
        type="checkbox"
        name="shift"
        label={say.shift}
        hint={say.shiftHint}
        checked={now['no-shift'] === null}
        onChange={(on) => set('no-shift', on ? null : 'on')}
      />
      <Choice
        type="checkbox"
        name="stay"
        label={say.stay}
        hint={say.stayHint}
        checked={now.stay !== null}
        onChange={(on) => set('stay', on ? 'on' : null)}
      />
      {now.discreet === null ? <KeptHere /> : null}
      <p role="status">{refused ? say.refused : ''}</p>
      <p class="actions">
        {nothing ? null : (
          <button type="button" class="quiet" onClick={chooseNothing}>
            {say.forget}
          </button>
        )}
        <a class="action quiet" href="/safety">
          {say.more}
        </a>
      </p>
    </>
  );
}
