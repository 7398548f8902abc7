import { useState } from 'preact/hooks';
import { type SignInBody, UnansweredError } from './ask.ts';
import { signInAnew } from './session.ts';

/** What a mutation answers when it refuses. */
export type Refused = { code: string; message: string };

type Field = { path: string; message: string };

/** The refusal in a mutation's answer, in the words of its fields where it names any; null when it did what was asked. */
export function refusedIn(answer: object | null): Refused | null {
  if (answer === null || !('code' in answer) || !('message' in answer)) return null;
  const { code, message } = answer as Refused;
  const fields = 'fields' in answer ? (answer.fields as Field[]).map((field) => field.message) : [];
  return { code, message: fields.length === 0 ? message : fields.join(' ') };
}

/** Does what only a session of the last minutes may do: where it is older, the person signs in again first, over the page. */
export async function whileFresh<Answer>(
  act: () => Promise<Answer>,
  isStale: (answer: Answer) => boolean,
): Promise<Answer> {
  const answer = await act();
  return isStale(answer) && (await signInAnew()) ? act() : answer;
}

export const isStaleBody = ({ body }: { body: SignInBody }): boolean => body.code === 'SESSION_NOT_FRESH';

/** One thing at a time, and what was wrong with it or that it is done. An act answers the sentence of its fault, or null. */
export function useActing(say: { failed: string; offline: string }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const run = async (act: () => Promise<string | null>, doneSaying: string | null = null) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    setDone(null);
    try {
      const wrong = await act();
      setFault(wrong);
      if (wrong === null) setDone(doneSaying);
    } catch (error) {
      setFault(error instanceof UnansweredError && error.why !== 'OFFLINE' ? error.message : say.offline);
    } finally {
      setBusy(false);
    }
  };
  return { busy, fault, done, run };
}
