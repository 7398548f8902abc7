import { useState } from 'preact/hooks';
import { Field } from '../design/parts/field.tsx';
import { words } from '../words/words.ts';
import type { Door } from './engine.ts';
import { clockIn, doubles, found, type Guest } from './rules.ts';

const PORTION = 50;

/** Everybody on the list, found by their names; a press signs. */
export function Names({ door, timeZone }: { door: Door; timeZone: string }) {
  const say = words.attendance;
  const { guests } = door.shown.value;
  const [typed, setTyped] = useState('');
  const [most, setMost] = useState(PORTION);
  const fitting = found(guests, typed);
  const ends = doubles(guests);
  return (
    <section class="names" aria-labelledby="names">
      <h2 id="names">{say.names}</h2>
      <search>
        <Field
          label={say.search}
          name="name"
          autocomplete="off"
          value={typed}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setMost(PORTION);
          }}
        />
      </search>
      <p class="note" role="status">
        {fitting.length > 0 ? say.foundNames(fitting.length) : guests.length === 0 ? say.nobody : say.nobodyFound}
      </p>
      <ul>
        {fitting.slice(0, most).map((guest) => (
          <li key={guest.registrationId}>
            <button type="button" class="quiet" onClick={() => door.sign(guest.registrationId)}>
              <span>{nameText(guest, ends)}</span>{' '}
              <span class={`how ${guest.state === 'IN' ? 'good' : ''}`}>{stateText(guest, timeZone)}</span>
            </button>
          </li>
        ))}
      </ul>
      {fitting.length > most ? (
        <button type="button" class="quiet" onClick={() => setMost(most + PORTION)}>
          {say.more}
        </button>
      ) : null}
    </section>
  );
}

/** A name, and where somebody else bears it too, what tells the two apart. */
export function nameText({ registrationId, name }: Guest, ends: ReadonlyMap<string, string>): string {
  const say = words.attendance;
  const end = ends.get(registrationId);
  return end === undefined ? (name ?? say.noName) : `${name ?? say.noName} (${say.codeEnds(end)})`;
}

export function stateText({ state, since, refusal }: Guest, timeZone: string): string {
  const say = words.attendance;
  const how = say.states[state](since === null ? '' : clockIn(since, timeZone));
  return refusal === null ? how : `${how}. ${say.refusal[refusal]}`;
}
