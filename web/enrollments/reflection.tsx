import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { KeepReflection } from '../graphql/generated.ts';
import { words } from '../words/words.ts';

type Props = {
  enrollmentId: string;
  moduleId: string;
  prompt: string;
  text: string;
  version: number;
};
type Standing = 'SAME' | 'CHANGED' | 'SAVING' | 'SAVED';
type Other = { text: string; version: number };

/** The reader's private writing. It is kept by the server alone, never on the device. */
export function Reflection({ enrollmentId, moduleId, prompt, ...saved }: Props) {
  const say = words.enrollments.player;
  const [text, setText] = useState(saved.text);
  const [standing, setStanding] = useState<Standing>('SAME');
  const [fault, setFault] = useState<string | null>(null);
  const [other, setOther] = useState<Other | null>(null);
  const version = useRef(saved.version);
  const unsaved = useRef<string | null>(null);

  const save = async (now: string, keepalive = false) => {
    setStanding('SAVING');
    setFault(null);
    unsaved.current = null;
    const input = { enrollmentId, moduleId, text: now, basedOnVersion: version.current };
    try {
      const { saveReflection: answer } = await ask(KeepReflection, { input }, { keepalive });
      if (answer?.__typename === 'SaveReflectionPayload') {
        version.current = answer.reflection.version;
        setStanding(unsaved.current === null ? 'SAVED' : 'CHANGED');
        return;
      }
      if (answer?.__typename === 'ReflectionChangedError') setOther({ text: answer.text, version: answer.version });
      else setFault(answer?.message ?? say.failed);
    } catch (error) {
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : say.failed);
    }
    unsaved.current ??= now;
    setStanding('CHANGED');
  };
  // What was written goes along when the reader moves to another page.
  useEffect(
    () => () => {
      if (unsaved.current !== null) void save(unsaved.current, true);
    },
    [],
  );
  const write = (now: string) => {
    unsaved.current = now;
    setText(now);
    setStanding('CHANGED');
  };
  const settle = (found: Other, keep: boolean) => {
    version.current = found.version;
    setOther(null);
    if (keep) return void save(text);
    unsaved.current = null;
    setText(found.text);
    setStanding('SAVED');
  };

  return (
    <section class="reflection" aria-labelledby="reflection">
      <h2 id="reflection">{say.reflection}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save(text);
        }}
      >
        <label for="reflection-text">{prompt}</label>
        <textarea
          id="reflection-text"
          aria-describedby="reflection-note"
          maxLength={20_000}
          value={text}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
        <p class="note" id="reflection-note">
          {say.onlyYou}
        </p>
        {fault === null ? null : (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        {other === null ? null : <Conflict other={other} settle={settle} />}
        <p class="actions">
          <button type="submit" class="quiet" aria-busy={standing === 'SAVING'}>
            {say.save}
          </button>
          <span class="note" role="status">
            {standing === 'SAVED'
              ? text === ''
                ? say.deleted
                : say.saved
              : standing === 'SAVING'
                ? say.saving
                : standing === 'CHANGED'
                  ? say.notSaved
                  : ''}
          </span>
        </p>
      </form>
    </section>
  );
}

function Conflict({ other, settle }: { other: Other; settle: (other: Other, keep: boolean) => void }) {
  const say = words.enrollments.player;
  return (
    <div class="box" role="alert">
      <p>{say.conflict}</p>
      <h3>{say.otherText}</h3>
      <p class="written">{other.text === '' ? say.deleted : other.text}</p>
      <p class="actions">
        <button type="button" class="quiet" onClick={() => settle(other, false)}>
          {say.takeOther}
        </button>
        <button type="button" class="quiet" onClick={() => settle(other, true)}>
          {say.keepMine}
        </button>
      </p>
    </div>
  );
}
