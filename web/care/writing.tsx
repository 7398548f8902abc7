import { useEffect, useRef, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { AskConsent } from '../enrollments/reflectionConsent.tsx';
import { isGiven } from '../enrollments/rules.ts';
import type { ConsentFactsFragment } from '../graphql/generated.ts';
import { askBeforeClosing } from '../unsaved.ts';
import { words } from '../words/words.ts';

/**
 * What is being written, in the memory of this page alone. While nothing of it is unsaved it follows what was saved in another tab;
 * else `elsewhere` says that something was. `at` tells one saved state from another.
 */
export function useDraft<Value, At>(saved: Value, at: At, same: (one: Value, other: Value) => boolean) {
  const [draft, setDraft] = useState({ value: saved, basis: saved, at });
  const isDirty = !same(draft.value, draft.basis);
  const follow = () => setDraft({ value: saved, basis: saved, at });
  useEffect(() => {
    if (at !== draft.at && !isDirty) follow();
  }, [at, isDirty]);
  const dirty = useRef(isDirty);
  dirty.current = isDirty;
  useEffect(
    () =>
      askBeforeClosing(
        () => dirty.current,
        () => words.care.leave,
      ),
    [],
  );
  return {
    ...{ value: draft.value, at: draft.at, isDirty, elsewhere: isDirty && at !== draft.at, follow },
    write: (value: Value) => setDraft((now) => ({ ...now, value })),
    /** Notes that this was saved. What was typed since stays unsaved. */
    settle: (sent: Value, savedAs: At) => setDraft((now) => ({ ...now, basis: sent, at: savedAs })),
  };
}

type Refusals = Record<string, () => string | Promise<string>>;

/** Saves one thing at a time. Where the consent is missing it is asked for in place, and what is on the page stays. */
export function useWriting(agreements: readonly ConsentFactsFragment[]) {
  const say = words.care;
  const { run, ...acting } = useActing(say);
  const [asks, setAsks] = useState(!agreements.some(isGiven));
  const save = <Answer extends object>(
    send: () => Promise<Answer | null>,
    took: (answer: Answer) => void,
    done: string,
    refusals: Refusals = {},
  ) =>
    run(async () => {
      const answer = await send();
      if (answer === null) return say.failed;
      const refused = refusedIn(answer);
      if (refused === null) {
        took(answer);
        return null;
      }
      if (refused.code === 'THERAPY_CONSENT_REQUIRED') setAsks(true);
      const own: Refusals = {
        THERAPY_CONSENT_REQUIRED: () => say.consentFirst,
        CARE_NOT_SET_UP: () => say.closed,
        NOT_FOUND: () => say.over,
        ...refusals,
      };
      return own[refused.code]?.() ?? refused.message;
    }, done);
  return { ...acting, asks, consentGiven: () => setAsks(false), save };
}

type Asks = { agreements: readonly ConsentFactsFragment[]; waits: boolean; given: () => void };

/** Asks for the consent where the words are written. */
export function Consent({ agreements, waits, given }: Asks) {
  const { consentWhy, consentOptional } = words.care;
  // One that the page knows as given was taken back since: its text is asked for anew.
  const known = agreements.find((one) => !isGiven(one)) ?? null;
  return <AskConsent {...{ waits, given, known }} why={consentWhy} optional={consentOptional} />;
}
