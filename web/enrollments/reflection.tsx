import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { KeepReflection, type KeepReflectionMutation, type KeepTriedMutation } from '../graphql/generated.ts';
import { hasLeft, whenLeaving } from '../leave.ts';
import { words } from '../words/words.ts';
import { AskConsent } from './reflectionConsent.tsx';

type Input = { text: string; basedOnVersion: number };
type Kept = KeepReflectionMutation['saveReflection'] | KeepTriedMutation['saveTried'];

type Props = {
  prompt: string;
  text: string;
  version: number;
  /** Whether the consent is given without which nothing is kept. */
  consented: boolean;
  /** What goes on without the consent, where that is not a module. */
  optional?: string;
  /** Saves a text, and answers as the mutation of reflections does. */
  keep: (input: Input, options: { keepalive: boolean }) => Promise<Kept>;
};
/** The browser sends at most 64 kB for a page that is gone; a letter takes up to four bytes. */
const MOST_KEPT_ALIVE = 15_000;

type Standing = 'SAME' | 'CHANGED' | 'SAVING' | 'SAVED';
type Other = { text: string; version: number };

/** The reader's private writing. It is kept by the server alone, never on the device. */
export function Reflection({ prompt, consented, optional, keep, ...saved }: Props) {
  const say = words.reflection;
  const [text, setText] = useState(saved.text);
  const [standing, setStanding] = useState<Standing>('SAME');
  const [fault, setFault] = useState<string | null>(null);
  const [other, setOther] = useState<Other | null>(null);
  const [asks, setAsks] = useState(!consented);
  const mayKeep = useRef(consented);
  const version = useRef(saved.version);
  const unsaved = useRef<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Whether a save found no network, so that it is tried again when there is one. */
  const unsent = useRef(false);

  const saveNow = async (now: string, keepalive: boolean) => {
    setStanding('SAVING');
    setFault(null);
    unsaved.current = null;
    unsent.current = false;
    try {
      const answer = await keep({ text: now, basedOnVersion: version.current }, { keepalive });
      if (answer !== null && 'reflection' in answer) {
        version.current = answer.reflection.version;
        setStanding(unsaved.current === null ? 'SAVED' : 'CHANGED');
        return;
      }
      if (answer?.__typename === 'ReflectionChangedError') setOther({ text: answer.text, version: answer.version });
      else if (answer?.__typename === 'TherapyConsentRequiredError') askAgain();
      else setFault(answer?.message ?? say.failed);
    } catch (error) {
      unsent.current = true;
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : say.failed);
    }
    unsaved.current ??= now;
    setStanding('CHANGED');
  };
  /** It was taken back elsewhere, or the text has changed. */
  const askAgain = () => {
    mayKeep.current = false;
    setAsks(true);
  };
  // One after the other: each is based on the version that the one before made.
  const saving = useRef(Promise.resolve());
  const save = (now: string, keepalive = false) => {
    if (mayKeep.current || now === '') saving.current = saving.current.then(() => saveNow(now, keepalive));
  };
  useEffect(() => {
    const keepNow = () => {
      if (unsaved.current !== null) save(unsaved.current, unsaved.current.length < MOST_KEPT_ALIVE);
    };
    const hidden = () => {
      // What was sent when the person left is not sent again after the end of their session.
      if (document.visibilityState === 'hidden' && !hasLeft()) keepNow();
    };
    const stayed = whenLeaving(() => {
      keepNow();
      return saving.current;
    });
    const back = () => {
      if (unsent.current) keepNow();
    };
    document.addEventListener('visibilitychange', hidden);
    addEventListener('online', back);
    return () => {
      stayed();
      removeEventListener('online', back);
      document.removeEventListener('visibilitychange', hidden);
      keepNow();
    };
  }, []);
  const write = (now: string) => {
    unsaved.current = now;
    setText(now);
    setStanding('CHANGED');
  };
  const given = () => {
    mayKeep.current = true;
    setAsks(false);
    if (unsaved.current !== null) save(unsaved.current);
  };
  const settle = (found: Other, keep: boolean) => {
    version.current = found.version;
    setOther(null);
    if (keep) return save(text);
    unsaved.current = null;
    setText(found.text);
    setStanding('SAVED');
  };

  // Nobody types what will not be kept.
  const empty = asks && text === '';
  useEffect(() => {
    if (!asks && !consented) field.current?.focus();
  }, [asks]);

  return (
    <section class="reflection" aria-labelledby="reflection">
      <h2 id="reflection">{say.title}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save(text);
        }}
      >
        {empty ? <p>{prompt}</p> : <label for="reflection-text">{prompt}</label>}
        <p class="note" id="reflection-who">
          {say.onlyYou}
        </p>
        {asks ? (
          <AskConsent waits={standing === 'CHANGED'} given={given} {...(optional === undefined ? {} : { optional })} />
        ) : null}
        {empty ? null : (
          <>
            <textarea
              ref={field}
              id="reflection-text"
              aria-describedby="reflection-who reflection-note"
              maxLength={20_000}
              value={text}
              onInput={({ currentTarget }) => write(currentTarget.value)}
            />
            <p class="note" id="reflection-note">
              {say.savedWhen}
            </p>
            <Fault text={fault} />
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
          </>
        )}
      </form>
    </section>
  );
}

type OnModule = Omit<Props, 'keep' | 'optional'> & { enrollmentId: string; moduleId: string };

/** Writing on a module. */
export function ModuleReflection({ enrollmentId, moduleId, ...facts }: OnModule) {
  const place = { enrollmentId, moduleId };
  const keep: Props['keep'] = async (input, options) =>
    (await ask(KeepReflection, { input: { ...place, ...input } }, options)).saveReflection;
  return <Reflection {...facts} keep={keep} />;
}

function Conflict({ other, settle }: { other: Other; settle: (other: Other, keep: boolean) => void }) {
  const say = words.reflection;
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
